package dev.flint.oracle;

/** The two kinds of configuration file, each under the one name that Flink opens. */
enum FileKind {
    LEGACY("flink-conf.yaml"),
    STANDARD("config.yaml");

    private final String fileName;

    FileKind(String fileName) {
        this.fileName = fileName;
    }

    String fileName() {
        return fileName;
    }
}
