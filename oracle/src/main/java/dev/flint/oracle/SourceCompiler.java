package dev.flint.oracle;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/** Compiles against the Flink on the class path; what it writes goes with the scratch directory. */
record SourceCompiler(Path scratchParent) {
    List<String> errorsIn(List<Path> files) throws IOException {
        try (StandardJavaFileManager manager = manager()) {
            return compile(manager, manager.getJavaFileObjectsFromPaths(files));
        }
    }

    List<String> errorsIn(JavaSource source) throws IOException {
        try (StandardJavaFileManager manager = manager()) {
            return compile(manager, List.of(source));
        }
    }

    private List<String> compile(StandardJavaFileManager manager, Iterable<? extends JavaFileObject> sources)
            throws IOException {
        DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
        try (Scratch scratch = Scratch.in(scratchParent)) {
            manager.setLocationFromPaths(StandardLocation.CLASS_OUTPUT, List.of(scratch.path()));
            List<String> options = List.of("-proc:none", "-Xlint:none", "-nowarn", "-classpath", System.getProperty("java.class.path"));
            compiler().getTask(null, manager, diagnostics, options, null, sources).call();
        }
        return diagnostics.getDiagnostics().stream()
                .filter(diagnostic -> diagnostic.getKind() == Diagnostic.Kind.ERROR)
                .map(SourceCompiler::text)
                .toList();
    }

    private static String text(Diagnostic<? extends JavaFileObject> diagnostic) {
        String message = diagnostic.getMessage(Locale.ROOT).lines().findFirst().orElse("");
        if (diagnostic.getSource() == null) {
            return message;
        }
        String file = Path.of(diagnostic.getSource().getName()).getFileName().toString();
        return file + ":" + diagnostic.getLineNumber() + ":" + diagnostic.getColumnNumber() + ": " + message;
    }

    private static StandardJavaFileManager manager() {
        return compiler().getStandardFileManager(null, Locale.ROOT, StandardCharsets.UTF_8);
    }

    private static JavaCompiler compiler() {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        if (compiler == null) {
            throw new IllegalStateException("the oracle needs a JDK, this Java has no compiler");
        }
        return compiler;
    }
}
