package flint.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Commands of generate.sh: {@code poms}, {@code generate} and {@code check}. */
public final class Main {
    /** generate.sh puts this text into every system property that says where the JVM runs. */
    static final String MACHINE = "@machine@";

    private Main() {}

    public static void main(String[] args) throws Exception {
        Path home = Path.of(args[1]);
        JarTable jars = new JarTable(home.resolve("jars.tsv"));
        List<String> wanted = args[2].equals("all") ? jars.minors : Arrays.asList(args[2].split(","));
        for (String minor : wanted) {
            if (!jars.minors.contains(minor)) {
                System.err.println("Unknown Flink version " + minor + "; known are " + String.join(", ", jars.minors));
                System.exit(2);
            }
        }
        Path target = home.resolve("target");
        if (args[0].equals("poms")) {
            jars.writePoms(target.resolve("jars"), wanted);
            return;
        }
        Path optionsFile = home.resolve("../../src/catalog/generated/options.json").normalize();
        Path bridgedFile = home.resolve("bridged.tsv");
        Overrides overrides = new Overrides(home.resolve("overrides"), jars.minors);
        Map<String, Catalog.Snapshot> snapshots = new HashMap<>();
        for (String minor : wanted) {
            Extractor.Result result = Extractor.extract(classpath(target, minor), overrides.owners);
            snapshots.put(minor, Catalog.snapshot(minor, result, overrides));
            dump(target, minor, result);
            System.err.println(minor + ": " + result.options().size() + " fields, " + snapshots.get(minor).facts().size() + " options");
        }
        if (wanted.size() < jars.minors.size()) {
            checkSome(wanted, snapshots, optionsFile, bridgedFile, jars.minors);
            return;
        }
        if (!overrides.unusedValueSets().isEmpty()) {
            throw new IllegalStateException("value-sets.json names options that do not exist: " + overrides.unusedValueSets());
        }
        Catalog catalog = new Catalog(jars.minors, snapshots, overrides.prefixes);
        String options = CatalogFile.print(catalog);
        String bridged = bridged(catalog);
        if (args[0].equals("generate")) {
            Files.createDirectories(optionsFile.getParent());
            Files.writeString(optionsFile, options);
            Files.writeString(bridgedFile, bridged);
            System.err.println(catalog.options.size() + " options, " + catalog.options.values().stream().mapToInt(List::size).sum() + " ranges, "
                    + catalog.prefixes.size() + " prefixes");
            return;
        }
        boolean same = same(optionsFile, options) & same(bridgedFile, bridged);
        System.err.println(same ? "The catalogue is up to date." : "The catalogue is out of date: run tools/catalog/generate.sh");
        System.exit(same ? 0 : 1);
    }

    private static List<Path> classpath(Path target, String minor) throws Exception {
        String text = Files.readString(target.resolve("jars").resolve(minor).resolve("classpath")).trim();
        return Stream.of(text.split(File.pathSeparator)).map(Path::of).toList();
    }

    /** Not part of the catalogue: says where a fact comes from when somebody doubts it. */
    private static void dump(Path target, String minor, Extractor.Result result) throws Exception {
        List<String> lines = new ArrayList<>();
        for (Extractor.Declared option : result.options()) {
            lines.add(String.join("\t", option.key(), option.module(), option.owner(), String.valueOf(option.family()),
                    CatalogFile.fact(option.fact()).toString()));
        }
        lines.sort(null);
        Files.createDirectories(target.resolve("facts"));
        Files.write(target.resolve("facts").resolve(minor + ".tsv"), lines);
    }

    private static String bridged(Catalog catalog) {
        StringBuilder text = new StringBuilder();
        for (String minor : catalog.minors) {
            for (String key : catalog.bridged.getOrDefault(minor, Set.of())) text.append(minor).append('\t').append(key).append('\n');
        }
        return text.toString();
    }

    private static boolean same(Path file, String text) throws Exception {
        boolean same = Files.exists(file) && Files.readString(file).equals(text);
        if (!same) {
            List<String> before = Files.exists(file) ? Files.readAllLines(file) : List.of();
            List<String> after = text.lines().toList();
            Set<String> old = new TreeSet<>(before);
            Set<String> fresh = new TreeSet<>(after);
            System.err.println(file.getFileName() + " differs:");
            before.stream().filter(l -> !fresh.contains(l)).limit(20).forEach(l -> System.err.println("- " + l));
            after.stream().filter(l -> !old.contains(l)).limit(20).forEach(l -> System.err.println("+ " + l));
        }
        return same;
    }

    /** Compares the facts of a few minors with what the checked-in catalogue says for them. */
    private static void checkSome(List<String> wanted, Map<String, Catalog.Snapshot> snapshots, Path optionsFile, Path bridgedFile, List<String> minors)
            throws Exception {
        JsonNode options = new ObjectMapper().readTree(optionsFile.toFile()).get("options");
        Set<String> bridged = new TreeSet<>(Files.readAllLines(bridgedFile));
        int differences = 0;
        for (String minor : wanted) {
            Map<String, Fact> facts = snapshots.get(minor).facts();
            Set<String> keys = new TreeSet<>(facts.keySet());
            options.fieldNames().forEachRemaining(keys::add);
            for (String key : keys) {
                JsonNode stored = options.has(key) ? CatalogFile.at(options.get(key), minors, minor) : null;
                JsonNode fresh = facts.containsKey(key) ? CatalogFile.fact(facts.get(key)) : null;
                if (fresh == null && bridged.contains(minor + "\t" + key)) continue;
                if (fresh == null ? stored == null : fresh.equals(stored)) continue;
                differences++;
                System.err.println(minor + " " + key + "\n  catalogue " + stored + "\n  jars      " + fresh);
            }
        }
        System.err.println(differences == 0 ? "The catalogue is up to date for " + String.join(", ", wanted) + "." : differences + " differences");
        System.exit(differences == 0 ? 0 : 1);
    }
}
