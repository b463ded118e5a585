package demo;

import org.apache.flink.streaming.api.CheckpointingMode;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

class Job {
    void configure(StreamExecutionEnvironment env) {
        // checkpoints
        env.enableCheckpointing(60_000, CheckpointingMode.EXACTLY_ONCE);
        env.getCheckpointConfig().setMaxConcurrentCheckpoints(2); // why
        env.setParallelism(2)
                .disableOperatorChaining()
                .setMaxParallelism(128);
    }
}
