package dev.flint.oracle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Where cases and recordings stand. */
record Layout(Path root) {
    Path corpus(String name) {
        return root.resolve("corpus").resolve(name);
    }

    Path recording(FlinkVersion version, String part) {
        return root.resolve("recorded").resolve(version.toString()).resolve(part + ".json");
    }

    Path scratch(FlinkVersion version) {
        return root.resolve("target").resolve(version.toString());
    }

    /** Sorted, so that runs and reports have one order. */
    static List<Path> list(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.sorted().toList();
        }
    }
}
