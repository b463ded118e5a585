package dev.flint.oracle;

import java.util.Map;

/** One kind of question: asks the Flink on the class path all cases of its kind. */
interface Part {
    /** The recording's file name without its ending. */
    String name();

    /** How many levels down the answers stand. */
    default int answerDepth() {
        return 1;
    }

    /** How many levels of the recording are opened, one entry a line. */
    default int printDepth() {
        return answerDepth();
    }

    /** Case name to answer, in plain maps, lists, strings, numbers and booleans. */
    Map<String, Object> answers() throws Exception;
}
