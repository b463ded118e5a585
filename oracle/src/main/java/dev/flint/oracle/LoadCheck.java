package dev.flint.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.configuration.GlobalConfiguration;

/** Every fixed configuration directory for this minor loads, and gives exactly the keys and texts it states. */
record LoadCheck(Path cases, Layout layout, FlinkVersion version) implements Check {
    @Override
    public String name() {
        return "load";
    }

    @Override
    public Map<String, List<String>> problems() throws IOException {
        Map<String, List<String>> problems = new TreeMap<>();
        problems.put("(self-check)", selfCheck());
        for (Path directory : Layout.list(cases.resolve(version.toString()))) {
            Path expected = directory.resolve("expected.json");
            if (Files.exists(expected)) {
                problems.put(directory.getFileName().toString(), differences(directory, Json.read(expected)));
            }
        }
        return problems;
    }

    private static List<String> differences(Path directory, JsonNode expected) {
        try {
            JsonNode loaded = Json.tree(LoadedConfiguration.texts(GlobalConfiguration.loadConfiguration(directory.toString())));
            return Drift.between(expected, loaded).stream()
                    .map(drift -> drift.path() + ": expected " + drift.recorded() + ", Flink reads " + drift.answered())
                    .toList();
        } catch (RuntimeException e) {
            return List.of("Flink does not load it: " + Failure.chain(e, directory));
        }
    }

    /** A wrong expectation must be seen, else every fixed file would pass. */
    private List<String> selfCheck() throws IOException {
        FileKind kind = version.readsStandard() ? FileKind.STANDARD : FileKind.LEGACY;
        try (Scratch scratch = Scratch.in(layout.scratch(version))) {
            Files.writeString(scratch.path().resolve(kind.fileName()), "a: 1\n");
            boolean same = differences(scratch.path(), Json.tree(Map.of("a", "1"))).isEmpty();
            boolean other = differences(scratch.path(), Json.tree(Map.of("a", "2"))).size() == 1;
            return same && other ? List.of() : List.of("a wrong expectation was not seen");
        }
    }
}
