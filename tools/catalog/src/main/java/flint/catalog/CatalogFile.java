package flint.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Prints the catalogue, one line per option so that a change of Flink reads as a short diff. */
final class CatalogFile {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private CatalogFile() {}

    static String print(Catalog catalog) throws IOException {
        StringBuilder text = new StringBuilder();
        text.append("{\"versions\":").append(JSON.writeValueAsString(catalog.minors)).append(",\n\"options\":{\n");
        List<String> lines = new ArrayList<>();
        for (var option : catalog.options.entrySet()) {
            ArrayNode ranges = NODES.arrayNode();
            for (Catalog.Range range : option.getValue()) {
                ObjectNode node = ranges.addObject().put("from", range.from()).put("to", range.to());
                node.setAll(fact(range.fact()));
            }
            lines.add(JSON.writeValueAsString(option.getKey()) + ":" + JSON.writeValueAsString(ranges));
        }
        text.append(String.join(",\n", lines)).append("\n},\n\"prefixes\":[\n");
        lines.clear();
        for (Overrides.Prefix prefix : catalog.prefixes) {
            ObjectNode node = NODES.objectNode().put("prefix", prefix.prefix());
            if (prefix.from() != null) node.put("from", prefix.from());
            if (prefix.to() != null) node.put("to", prefix.to());
            if (!prefix.suffixes().isEmpty()) node.set("suffixes", array(prefix.suffixes().stream().sorted().toList()));
            node.put("example", prefix.example());
            if (prefix.readBy() != null) node.put("readBy", prefix.readBy());
            lines.add(JSON.writeValueAsString(node));
        }
        return text.append(String.join(",\n", lines)).append("\n]}\n").toString();
    }

    static ObjectNode fact(Fact fact) {
        ObjectNode node = NODES.objectNode().put("type", fact.type());
        if (fact.element() != null) node.put("element", fact.element());
        if (fact.enumValues() != null) node.set("enum", array(fact.enumValues()));
        if (fact.values() != null) node.set("values", array(fact.values()));
        if (fact.open()) node.put("open", true);
        if (fact.defaultText() != null) node.put("default", fact.defaultText());
        if (!fact.deprecated().isEmpty()) node.set("deprecated", array(fact.deprecated()));
        if (!fact.fallback().isEmpty()) node.set("fallback", array(fact.fallback()));
        if (fact.annotatedDeprecated()) node.put("annotatedDeprecated", true);
        if (fact.readBy() != null) node.put("readBy", fact.readBy());
        return node;
    }

    private static ArrayNode array(Collection<String> texts) {
        ArrayNode node = NODES.arrayNode();
        texts.forEach(node::add);
        return node;
    }

    /** The fact that a printed catalogue holds for an option in one minor, without its range; null when there is none. */
    static JsonNode at(JsonNode ranges, List<String> minors, String minor) {
        int at = minors.indexOf(minor);
        for (JsonNode range : ranges) {
            if (minors.indexOf(range.get("from").asText()) <= at && at <= minors.indexOf(range.get("to").asText())) {
                ObjectNode fact = range.deepCopy();
                fact.remove(List.of("from", "to"));
                return fact;
            }
        }
        return null;
    }
}
