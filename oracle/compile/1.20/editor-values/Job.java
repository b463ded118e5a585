package demo;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.flink.streaming.api.CheckpointingMode;
import org.apache.flink.streaming.api.environment.CheckpointConfig;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

public class Job {
    private static final int PAUSE = 30 * 1000;
    private static final int FAILURES = 3;

    void configure(StreamExecutionEnvironment env) {
        env.enableCheckpointing(TimeUnit.MINUTES.toMillis(1), CheckpointingMode.EXACTLY_ONCE);
        CheckpointConfig config = env.getCheckpointConfig();
        config.setMinPauseBetweenCheckpoints(PAUSE);
        config.setCheckpointTimeout(2_592_000_000L);
        config.setAlignedCheckpointTimeout(Duration.ofSeconds(30));
        config.enableUnalignedCheckpoints(false);
        config.setTolerableCheckpointFailureNumber(FAILURES);
    }
}
