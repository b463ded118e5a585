package flint.catalog;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** The facts of all minors, folded into ranges. */
final class Catalog {
    record Range(String from, String to, Fact fact) {}

    /** What one minor says after duplicates are settled and hand-written data is added. */
    record Snapshot(SortedMap<String, Fact> facts, Map<String, String> modules, Set<String> modulesPresent) {}

    final List<String> minors;
    final SortedMap<String, List<Range>> options = new TreeMap<>();
    final List<Overrides.Prefix> prefixes;

    /** For each minor the keys that were carried over because their module has no jar there. */
    final SortedMap<String, Set<String>> bridged = new TreeMap<>();

    Catalog(List<String> minors, Map<String, Snapshot> snapshots, List<Overrides.Prefix> prefixes) {
        this.minors = minors;
        this.prefixes = prefixes;
        Set<String> keys = new TreeSet<>();
        snapshots.values().forEach(s -> keys.addAll(s.facts().keySet()));
        for (String key : keys) options.put(key, ranges(key, snapshots));
    }

    private List<Range> ranges(String key, Map<String, Snapshot> snapshots) {
        List<Range> ranges = new ArrayList<>();
        String module = null;
        for (int i = 0; i < minors.size(); i++) {
            String minor = minors.get(i);
            Snapshot snapshot = snapshots.get(minor);
            Fact fact = snapshot.facts().get(key);
            Range last = ranges.isEmpty() ? null : ranges.get(ranges.size() - 1);
            boolean open = last != null && last.to().equals(minors.get(i - 1));
            if (fact == null) {
                // Without the jar there is no proof that the option went, so the last known fact goes on.
                if (open && !snapshot.modulesPresent().contains(module)) {
                    bridged.computeIfAbsent(minor, m -> new TreeSet<>()).add(key);
                    ranges.set(ranges.size() - 1, new Range(last.from(), minor, last.fact()));
                }
                continue;
            }
            module = snapshot.modules().get(key);
            if (open && last.fact().equals(fact)) {
                ranges.set(ranges.size() - 1, new Range(last.from(), minor, fact));
            } else {
                ranges.add(new Range(minor, minor, fact));
            }
        }
        return ranges;
    }

    /** Settles duplicates, completes facts by hand-written data, and moves the ends of keys to their prefixes. */
    static Snapshot snapshot(String minor, Extractor.Result result, Overrides overrides) {
        Map<String, List<Extractor.Declared>> byKey = new TreeMap<>();
        for (Extractor.Declared option : result.options()) {
            String whole = option.family() == null ? option.key() : option.family() + "." + option.key();
            if (option.family() == null && !option.key().contains("<")) {
                byKey.computeIfAbsent(option.key(), k -> new ArrayList<>()).add(option);
                continue;
            }
            // Reporters' options name one reporter in their prefix, but hold for whatever name it is given.
            whole = whole.replaceAll("^metrics\\.reporter\\.(prometheus|influxdb|OpenTelemetry)\\.", "metrics.reporter.<name>.");
            Overrides.Prefix prefix = overrides.familyOf(whole);
            String suffix = Overrides.shape(whole).substring(Overrides.shape(prefix.prefix()).length());
            if (!suffix.contains("<") && !suffix.isEmpty()) prefix.suffixes().add(suffix);
        }
        SortedMap<String, Fact> facts = new TreeMap<>();
        Map<String, String> modules = new HashMap<>();
        byKey.forEach((key, candidates) -> {
            // Old classes keep copies of options that moved; of two that stand, the one with a default says more.
            Extractor.Declared winner = candidates.stream().min(Comparator
                    .comparing((Extractor.Declared d) -> d.fact().annotatedDeprecated())
                    .thenComparing(d -> d.fact().defaultText() == null)
                    .thenComparing(Extractor.Declared::owner)).orElseThrow();
            facts.put(key, overrides.complete(key, minor, winner.fact()));
            modules.put(key, winner.module());
        });
        return new Snapshot(facts, modules, result.modules());
    }
}
