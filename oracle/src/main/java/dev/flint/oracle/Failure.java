package dev.flint.oracle;

import java.lang.reflect.InvocationTargetException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** A rejection as it is recorded: the chain of exceptions, each with its class and the first line of its message. */
final class Failure {
    private static final Pattern YAML_MARK = Pattern.compile("(?m)^(.*)\\n\\s*in reader, line (\\d+), column (\\d+)");

    private Failure() {}

    static List<List<String>> chain(Throwable thrown, Path scratch) {
        List<List<String>> chain = new ArrayList<>();
        for (Throwable t = unwrap(thrown); t != null && chain.size() < 12; t = t.getCause()) {
            List<String> link = new ArrayList<>();
            link.add(t.getClass().getName());
            link.add(firstLine(t.getMessage(), scratch));
            chain.add(link);
        }
        return chain;
    }

    static List<List<String>> chain(Throwable thrown) {
        return chain(thrown, null);
    }

    /** Where the YAML loader says the fault is (from 1, as editors count), or null where it does not say. */
    static Map<String, Object> place(Throwable thrown) {
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            MatchResult mark = lastMark(t.getMessage());
            if (mark != null) {
                Map<String, Object> place = new TreeMap<>();
                place.put("line", Integer.valueOf(mark.group(2)));
                place.put("column", Integer.valueOf(mark.group(3)));
                return place;
            }
        }
        return null;
    }

    private static MatchResult lastMark(String message) {
        return message == null ? null : YAML_MARK.matcher(message).results().reduce((first, last) -> last).orElse(null);
    }

    /** The exception that a reflective call was about. */
    static Throwable unwrap(Throwable thrown) {
        Throwable t = thrown;
        while (t instanceof InvocationTargetException && t.getCause() != null) {
            t = t.getCause();
        }
        return t;
    }

    private static String firstLine(String message, Path scratch) {
        if (message == null) {
            return null;
        }
        // A YAML fault names its context first; the fault itself is the line above the last mark.
        MatchResult mark = lastMark(message);
        String line = mark != null ? mark.group(1) : message.lines().findFirst().orElse("");
        // Recordings must not depend on where they were made nor on identity hash codes.
        if (scratch != null) {
            line = line.replace(scratch.toString(), "<dir>");
        }
        return line.replaceAll("@[0-9a-f]{5,8}\\b", "@…").replaceAll("\\b[0-9a-f]{32}(_[0-9a-f]{32})?\\b", "…");
    }
}
