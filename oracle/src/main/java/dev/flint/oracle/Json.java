package dev.flint.oracle;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Map;

/** Reads cases and writes answers: sorted keys, one answer a line, so that a diff of a recording reads as a list of answers. */
final class Json {
    private static final long LARGEST_EXACT_INTEGER = (1L << 53) - 1;

    private static final ObjectMapper MAPPER = new ObjectMapper()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .registerModule(new SimpleModule().addSerializer(Long.class, new ExactLong()));

    private Json() {}

    static JsonNode read(Path file) throws IOException {
        return parse(Files.readString(file));
    }

    static JsonNode parse(String text) throws IOException {
        return MAPPER.readTree(text);
    }

    /** The tree of a plain Java value (maps, lists, strings, numbers, booleans, null). */
    static JsonNode tree(Object value) {
        try {
            // Through text: a long and an int of the same value must compare equal, and keys must be sorted.
            return MAPPER.readTree(MAPPER.writeValueAsString(value));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    static <T> T to(JsonNode node, Class<T> type) {
        return MAPPER.convertValue(node, type);
    }

    /** Objects are opened to {@code depth} levels, one entry a line; everything deeper stays on its entry's line. */
    static String print(JsonNode node, int depth) {
        StringBuilder out = new StringBuilder();
        print(node, depth, "", out);
        return out.append('\n').toString();
    }

    private static void print(JsonNode node, int depth, String indent, StringBuilder out) {
        if (depth == 0 || !node.isObject() || node.isEmpty()) {
            out.append(node);
            return;
        }
        out.append("{\n");
        Iterator<Map.Entry<String, JsonNode>> entries = node.fields();
        while (entries.hasNext()) {
            Map.Entry<String, JsonNode> entry = entries.next();
            out.append(indent).append("  ").append(tree(entry.getKey())).append(": ");
            print(entry.getValue(), depth - 1, indent + "  ", out);
            out.append(entries.hasNext() ? ",\n" : "\n");
        }
        out.append(indent).append('}');
    }

    /** JavaScript reads larger numbers inexactly, so they are recorded as texts. */
    private static final class ExactLong extends JsonSerializer<Long> {
        @Override
        public void serialize(Long value, JsonGenerator generator, SerializerProvider serializers) throws IOException {
            if (value < -LARGEST_EXACT_INTEGER || value > LARGEST_EXACT_INTEGER) {
                generator.writeString(Long.toString(value));
            } else {
                generator.writeNumber(value);
            }
        }
    }
}
