package flint.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The data written by hand: value sets, the process that reads an option, families of free keys. */
final class Overrides {
    /** A family of keys; a part in angle brackets stands for any name without a dot. */
    record Prefix(String prefix, String from, String to, Set<String> suffixes, String example, String readBy) {}

    final Owners owners;
    final List<Prefix> prefixes = new ArrayList<>();

    private final List<String> minors;
    private final JsonNode valueSets;
    private final Map<String, String> readByKey = new TreeMap<>();
    private final Map<String, String> readByPrefix = new TreeMap<>();
    private final Set<String> usedValueSets = new HashSet<>();

    Overrides(Path directory, List<String> minors) throws IOException {
        this.minors = minors;
        ObjectMapper json = new ObjectMapper();
        owners = new Owners(json.readTree(directory.resolve("excluded-owners.json").toFile()));
        valueSets = json.readTree(directory.resolve("value-sets.json").toFile());
        json.readTree(directory.resolve("read-by.json").toFile()).fields().forEachRemaining(process ->
                process.getValue().forEach(entry -> {
                    String pattern = entry.asText();
                    Map<String, String> map = pattern.endsWith("*") ? readByPrefix : readByKey;
                    if (map.put(pattern.replaceAll("\\*$", ""), process.getKey()) != null) {
                        throw new IllegalStateException("read-by.json names " + pattern + " twice");
                    }
                }));
        for (JsonNode node : json.readTree(directory.resolve("prefixes.json").toFile())) {
            Set<String> suffixes = new LinkedHashSet<>();
            if (node.has("suffixes")) node.get("suffixes").forEach(s -> suffixes.add(s.asText()));
            prefixes.add(new Prefix(node.get("prefix").asText(), text(node, "from"), text(node, "to"), suffixes, node.get("example").asText(),
                    readBy(node.get("prefix").asText())));
        }
    }

    private static String text(JsonNode node, String name) {
        return node.has(name) ? node.get(name).asText() : null;
    }

    /** The exact key wins, then the longest prefix; null means job. */
    String readBy(String key) {
        String process = readByKey.get(key);
        String longest = "";
        if (process == null) {
            for (Map.Entry<String, String> entry : readByPrefix.entrySet()) {
                if (key.startsWith(entry.getKey()) && entry.getKey().length() > longest.length()) {
                    longest = entry.getKey();
                    process = entry.getValue();
                }
            }
        }
        return process == null || process.equals("job") ? null : process;
    }

    /** Adds what is known by hand about {@code key} in one minor. */
    Fact complete(String key, String minor, Fact fact) {
        int at = minors.indexOf(minor);
        Fact completed = fact.withReadBy(readBy(key));
        for (JsonNode set : valueSets) {
            boolean named = false;
            for (JsonNode name : set.get("keys")) named |= name.asText().equals(key);
            if (!named) continue;
            if (set.has("from") && at < minors.indexOf(set.get("from").asText())) continue;
            if (set.has("to") && at > minors.indexOf(set.get("to").asText())) continue;
            List<String> values = new ArrayList<>();
            set.get("values").forEach(v -> values.add(v.asText()));
            completed = completed.withValues(values, set.path("open").asBoolean(false));
            usedValueSets.add(key);
        }
        return completed;
    }

    /** Keys of value-sets.json that no option has: a slip of the hand. */
    Set<String> unusedValueSets() {
        Set<String> unused = new HashSet<>();
        for (JsonNode set : valueSets) set.get("keys").forEach(k -> unused.add(k.asText()));
        unused.removeAll(usedValueSets);
        return unused;
    }

    /** The family that {@code key}, whose placeholders stand in angle brackets, belongs to. */
    Prefix familyOf(String key) {
        Prefix best = null;
        for (Prefix prefix : prefixes) {
            if (shape(key).startsWith(shape(prefix.prefix())) && (best == null || best.prefix().length() < prefix.prefix().length())) best = prefix;
        }
        if (best == null) throw new IllegalStateException("No prefix in prefixes.json covers " + key);
        return best;
    }

    /** Placeholders compare equal whatever their names. */
    static String shape(String key) {
        return key.replaceAll("<[^<>]*>", "<>");
    }
}
