package dev.flint.oracle;

/** The class or method that a case names does not exist in this Flink version. */
final class NoSuchApi extends Exception {
    private static final long serialVersionUID = 1;

    NoSuchApi(String message) {
        super(message);
    }
}
