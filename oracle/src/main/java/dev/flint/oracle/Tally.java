package dev.flint.oracle;

import com.fasterxml.jackson.databind.JsonNode;

/** Answers and differences of one run. */
record Tally(int answers, int differences) {
    static final Tally NONE = new Tally(0, 0);

    Tally plus(Tally other) {
        return new Tally(answers + other.answers, differences + other.differences);
    }

    /** The entries at {@code depth} levels down are the answers. */
    static int count(JsonNode node, int depth) {
        if (depth == 0) {
            return 1;
        }
        int sum = 0;
        for (JsonNode child : node) {
            sum += count(child, depth - 1);
        }
        return sum;
    }
}
