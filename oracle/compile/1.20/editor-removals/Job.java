package demo;

import org.apache.flink.streaming.api.CheckpointingMode;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

class Job {
    void configure(StreamExecutionEnvironment env) {
        // checkpoints
        env.enableCheckpointing(60_000);
        env
                .setMaxParallelism(128);
    }
}
