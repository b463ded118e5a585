package dev.flint.oracle;

/** The minor that is asked, and which kinds of configuration file it knows. */
record FlinkVersion(int major, int minor) {
    static FlinkVersion of(String text) {
        String[] parts = text.split("\\.");
        return new FlinkVersion(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
    }

    boolean readsLegacy() {
        return major == 1;
    }

    boolean readsStandard() {
        return major > 1 || minor >= 19;
    }

    @Override
    public String toString() {
        return major + "." + minor;
    }
}
