package dev.flint.oracle;

import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Environments as a job's main method gets them. */
final class Environments {
    /** A local environment's parallelism where nothing sets it is the number of cores: here a number that every machine gives. */
    private static final int CORES = 7;

    private Environments() {}

    static StreamExecutionEnvironment create(Configuration configuration) {
        StreamExecutionEnvironment.setDefaultLocalParallelism(CORES);
        return StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    }
}
