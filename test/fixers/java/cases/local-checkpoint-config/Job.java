package demo;

import java.time.Duration;
import org.apache.flink.streaming.api.environment.CheckpointConfig;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

public class Job {
	public static void main(String[] args) throws Exception {
		final StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
		environment.enableCheckpointing(Duration.ofMinutes(1).toMillis());
		CheckpointConfig checkpoints = environment.getCheckpointConfig();
		checkpoints.setCheckpointTimeout(Duration.ofMinutes(10).toMillis());
	}
}
