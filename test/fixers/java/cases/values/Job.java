package demo;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.flink.streaming.api.CheckpointingMode;
import org.apache.flink.streaming.api.environment.CheckpointConfig;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

public class Job {
    private static final int PAUSE = 2 * 1000;
    private static final int FAILURES = 0;

    void configure(StreamExecutionEnvironment env) {
        env.enableCheckpointing(TimeUnit.SECONDS.toMillis(5), CheckpointingMode.AT_LEAST_ONCE);
        CheckpointConfig config = env.getCheckpointConfig();
        config.setMinPauseBetweenCheckpoints(PAUSE);
        config.setCheckpointTimeout(5_000);
        config.setAlignedCheckpointTimeout(Duration.ofMillis(5));
        config.enableUnalignedCheckpoints();
        config.setTolerableCheckpointFailureNumber(FAILURES);
    }
}
