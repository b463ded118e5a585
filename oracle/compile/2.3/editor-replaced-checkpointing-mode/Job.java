package demo;

import org.apache.flink.core.execution.CheckpointingMode;
import org.apache.flink.streaming.api.environment.*;

public class Job {

    public static void main(String[] args) throws Exception {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        env.enableCheckpointing(60_000, org.apache.flink.core.execution.CheckpointingMode.EXACTLY_ONCE);
        CheckpointConfig config = env.getCheckpointConfig();
        config.setCheckpointingConsistencyMode(CheckpointingMode.AT_LEAST_ONCE);
        env.fromSequence(1, 100).print();
        env.execute();
    }
}
