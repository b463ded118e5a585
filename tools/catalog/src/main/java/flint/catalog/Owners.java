package flint.catalog;

import com.fasterxml.jackson.databind.JsonNode;

/** Classes whose options are no configuration of Flink: fields of SQL DDL, connectors, catalogs and the like. */
final class Owners {
    private final JsonNode excluded;

    Owners(JsonNode file) {
        excluded = file;
    }

    /**
     * An owner ending in a dot is a package with all below it, any other is a class. All its options are left out,
     * except {@code keep}; with {@code only}, just those.
     */
    boolean excludes(String className, String key) {
        for (JsonNode entry : excluded) {
            String owner = entry.get("owner").asText();
            if (!(owner.endsWith(".") ? className.startsWith(owner) : className.equals(owner))) continue;
            return entry.has("only") ? names(entry.get("only"), key) : !names(entry.path("keep"), key);
        }
        return false;
    }

    private static boolean names(JsonNode keys, String key) {
        for (JsonNode name : keys) {
            if (name.asText().equals(key)) return true;
        }
        return false;
    }
}
