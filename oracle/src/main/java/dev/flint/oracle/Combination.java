package dev.flint.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.GlobalConfiguration;

/** One case: a configuration or its layers, and the program on top of it. */
record Combination(JsonNode written) {
    /** What the cluster runs with: {@code configuration}, or {@code file} with {@code dynamic} properties over it. */
    Configuration clusterConfiguration(Layout layout, FlinkVersion version) throws IOException {
        if (!written.has("file")) {
            return Configuration.fromMap(texts(written.path("configuration")));
        }
        try (Scratch scratch = Scratch.in(layout.scratch(version))) {
            writeFile(scratch.path(), version);
            Configuration dynamic = Configuration.fromMap(texts(written.path("dynamic")));
            return GlobalConfiguration.loadConfiguration(scratch.path().toString(), dynamic);
        }
    }

    JsonNode program() {
        return written.path("program");
    }

    /** Set on the keyed operator, where a case is about one operator. */
    OptionalInt operatorParallelism() {
        return number("operatorParallelism");
    }

    OptionalInt operatorMaxParallelism() {
        return number("operatorMaxParallelism");
    }

    boolean submits() {
        return written.path("submit").asBoolean(false);
    }

    static Map<String, String> texts(JsonNode object) {
        Map<String, String> texts = new TreeMap<>();
        object.properties().forEach(entry -> texts.put(entry.getKey(), entry.getValue().asText()));
        return texts;
    }

    private OptionalInt number(String field) {
        return written.has(field) ? OptionalInt.of(written.path(field).asInt()) : OptionalInt.empty();
    }

    private void writeFile(Path directory, FlinkVersion version) throws IOException {
        FileKind kind = version.readsStandard() ? FileKind.STANDARD : FileKind.LEGACY;
        StringBuilder text = new StringBuilder();
        texts(written.path("file")).forEach((key, value) -> text.append(key).append(": ").append(value).append('\n'));
        Files.writeString(directory.resolve(kind.fileName()), text);
    }
}
