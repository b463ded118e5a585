package dev.flint.oracle;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Which of the files in a directory Flink reads. */
record DirectoriesPart(Layout layout, FlinkVersion version) implements Part {
    @Override
    public String name() {
        return "directories";
    }

    @Override
    public Map<String, Object> answers() throws Exception {
        Map<String, Object> answers = new TreeMap<>();
        for (Path directory : Layout.list(layout.corpus(name()))) {
            try (Scratch scratch = Scratch.in(layout.scratch(version))) {
                for (Path file : Layout.list(directory)) {
                    scratch.copy(file, file.getFileName().toString());
                }
                answers.put(directory.getFileName().toString(), FileReading.answer(scratch.path(), Optional.empty()));
            }
        }
        return answers;
    }
}
