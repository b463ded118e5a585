package demo;

import java.time.Duration;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.streaming.api.environment.CheckpointConfig;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

public class Job {
	public static void main(String[] args) throws Exception {
		final StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
		environment.enableCheckpointing(Duration.ofMinutes(1).toMillis());
		CheckpointConfig checkpoints = environment.getCheckpointConfig();
		checkpoints.setCheckpointTimeout(Duration.ofMinutes(10).toMillis());
		environment.setMaxParallelism(256);
		checkpoints.setExternalizedCheckpointRetention(ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
		checkpoints.setMinPauseBetweenCheckpoints(Duration.ofSeconds(30).toMillis());
	}
}
