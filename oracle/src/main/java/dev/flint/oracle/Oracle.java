package dev.flint.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Asks the Flink on the class path everything, and records the answers or compares them with the recorded ones. */
public final class Oracle {
    private Oracle() {}

    public static void main(String[] arguments) throws Exception {
        Options options = Options.parse(arguments);
        Tally tally = Tally.NONE;
        for (Part part : parts(options)) {
            if (options.asks(part.name())) {
                tally = tally.plus(run(part, options));
            }
        }
        for (Check check : checks(options)) {
            if (options.asks(check.name())) {
                tally = tally.plus(run(check, options));
            }
        }
        System.out.println(options.version() + ": " + tally.answers() + " answers, " + tally.differences() + " differences");
        // Flink leaves threads behind; the answers are complete.
        System.exit(tally.differences() == 0 ? 0 : 1);
    }

    private static List<Part> parts(Options options) {
        Layout layout = options.layout();
        FlinkVersion version = options.version();
        return Stream.<Part>of(
                        version.readsLegacy() ? new FilesPart(layout, version, FileKind.LEGACY) : null,
                        version.readsStandard() ? new FilesPart(layout, version, FileKind.STANDARD) : null,
                        new DirectoriesPart(layout, version),
                        new ValuesPart(layout, version),
                        new SettersPart(layout, version),
                        new CombinationsPart(layout, version),
                        new MemoryPart(layout, version))
                .filter(part -> part != null)
                .toList();
    }

    private static List<Check> checks(Options options) {
        return List.of(
                new CompileCheck(options.compile(), options.layout(), options.version()),
                new LoadCheck(options.fixed(), options.layout(), options.version()));
    }

    private static Tally run(Check check, Options options) throws Exception {
        Map<String, List<String>> problems = check.problems();
        int differences = 0;
        for (Map.Entry<String, List<String>> entry : problems.entrySet()) {
            if (!entry.getValue().isEmpty()) {
                differences++;
                System.out.println(options.version() + " " + check.name() + ": " + entry.getKey());
                entry.getValue().forEach(problem -> System.out.println("    " + problem));
            }
        }
        return new Tally(problems.size(), differences);
    }

    private static Tally run(Part part, Options options) throws Exception {
        JsonNode answered = Json.tree(part.answers());
        int answers = Tally.count(answered, part.answerDepth());
        Path recording = options.layout().recording(options.version(), part.name());
        if (options.record()) {
            Files.createDirectories(recording.getParent());
            Files.writeString(recording, Json.print(answered, part.printDepth()));
            return new Tally(answers, 0);
        }
        List<Drift> drifts = Drift.between(recorded(recording), answered);
        if (!drifts.isEmpty()) {
            System.out.println(options.version() + " " + part.name() + ": answers differ from the recorded ones");
            drifts.forEach(System.out::println);
        }
        return new Tally(answers, drifts.size());
    }

    private static JsonNode recorded(Path recording) throws IOException {
        return Files.exists(recording) ? Json.read(recording) : JsonNodeFactory.instance.objectNode();
    }
}
