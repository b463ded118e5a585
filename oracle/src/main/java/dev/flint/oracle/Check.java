package dev.flint.oracle;

import java.util.List;
import java.util.Map;

/** Cases that state their own expectation, so nothing of them is recorded: each is right, or says what is wrong. */
interface Check {
    String name();

    /** Case name to what is wrong with it; nothing wrong is an empty list. */
    Map<String, List<String>> problems() throws Exception;
}
