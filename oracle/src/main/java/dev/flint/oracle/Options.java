package dev.flint.oracle;

import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;

/** What one run is asked to do; {@code only} empty means every part. */
record Options(Layout layout, FlinkVersion version, boolean record, Set<String> only, Path compile, Path fixed) {
    static Options parse(String[] arguments) {
        Path root = Path.of(arguments[0]).toAbsolutePath().normalize();
        FlinkVersion version = FlinkVersion.of(arguments[1]);
        boolean record = false;
        Set<String> only = new TreeSet<>();
        Path compile = root.resolve("compile");
        Path fixed = root.resolve("fixed");
        for (int i = 2; i < arguments.length; i++) {
            switch (arguments[i]) {
                case "--record" -> record = true;
                case "--only" -> only = new TreeSet<>(Set.of(arguments[++i].split(",")));
                case "--compile" -> compile = Path.of(arguments[++i]).toAbsolutePath();
                case "--fixed" -> fixed = Path.of(arguments[++i]).toAbsolutePath();
                default -> throw new IllegalArgumentException("unknown argument " + arguments[i]);
            }
        }
        return new Options(new Layout(root), version, record, only, compile, fixed);
    }

    boolean asks(String part) {
        return only.isEmpty() || only.contains(part);
    }
}
