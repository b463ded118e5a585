package dev.flint.oracle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Every directory of Java sources for this minor compiles. */
record CompileCheck(Path cases, Layout layout, FlinkVersion version) implements Check {
    /** A job that no Flink accepts: a compiler that finds nothing here would pass everything. */
    private static final JavaSource BROKEN = new JavaSource("Broken", """
            import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

            class Broken {
                void configure(StreamExecutionEnvironment env) {
                    env.enableCheckpointing("soon");
                }
            }
            """);

    @Override
    public String name() {
        return "compile";
    }

    @Override
    public Map<String, List<String>> problems() throws IOException {
        SourceCompiler compiler = new SourceCompiler(layout.scratch(version));
        Map<String, List<String>> problems = new TreeMap<>();
        boolean found = !compiler.errorsIn(BROKEN).isEmpty();
        problems.put("(self-check)", found ? List.of() : List.of("a broken source compiled"));
        for (Path directory : Layout.list(cases.resolve(version.toString()))) {
            if (Files.isDirectory(directory)) {
                problems.put(directory.getFileName().toString(), compiler.errorsIn(sources(directory)));
            }
        }
        return problems;
    }

    private static List<Path> sources(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(file -> file.toString().endsWith(".java")).sorted().toList();
        }
    }
}
