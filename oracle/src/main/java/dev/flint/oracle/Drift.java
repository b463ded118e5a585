package dev.flint.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Where an answer differs from the recorded one. */
record Drift(String path, JsonNode recorded, JsonNode answered) {
    private static final int LONGEST_SHOWN = 400;

    static List<Drift> between(JsonNode recorded, JsonNode answered) {
        List<Drift> found = new ArrayList<>();
        compare("", recorded, answered, found);
        return found;
    }

    private static void compare(String path, JsonNode recorded, JsonNode answered, List<Drift> found) {
        if (recorded.equals(answered)) {
            return;
        }
        if (!recorded.isObject() || !answered.isObject()) {
            found.add(new Drift(path, recorded, answered));
            return;
        }
        Set<String> keys = new TreeSet<>();
        recorded.fieldNames().forEachRemaining(keys::add);
        answered.fieldNames().forEachRemaining(keys::add);
        for (String key : keys) {
            compare(path.isEmpty() ? key : path + " › " + key, recorded.path(key), answered.path(key), found);
        }
    }

    @Override
    public String toString() {
        return "  " + path + "\n    recorded: " + show(recorded) + "\n    now:      " + show(answered);
    }

    private static String show(JsonNode node) {
        if (node instanceof MissingNode) {
            return "(nothing)";
        }
        String text = node.toString();
        return text.length() > LONGEST_SHOWN ? text.substring(0, LONGEST_SHOWN) + "…" : text;
    }
}
