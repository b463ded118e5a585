package dev.flint.oracle;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** How Flink reads one file of one kind that stands alone in its directory. */
record FilesPart(Layout layout, FlinkVersion version, FileKind kind) implements Part {
    @Override
    public String name() {
        return kind.name().toLowerCase();
    }

    @Override
    public Map<String, Object> answers() throws Exception {
        Map<String, Object> answers = new TreeMap<>();
        for (Path file : Layout.list(layout.corpus(name()))) {
            String name = file.getFileName().toString();
            if (!name.endsWith(".yaml")) {
                continue;
            }
            try (Scratch scratch = Scratch.in(layout.scratch(version))) {
                scratch.copy(file, kind.fileName());
                Path reads = file.resolveSibling(name.replace(".yaml", ".read.json"));
                answers.put(name, FileReading.answer(scratch.path(), Optional.of(reads).filter(Files::exists)));
            }
        }
        return answers;
    }
}
