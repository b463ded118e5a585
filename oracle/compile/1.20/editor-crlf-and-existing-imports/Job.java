package demo;

import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.streaming.api.environment.CheckpointConfig;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

import java.util.List;

class Job {
	private static final List<Integer> INTERVALS = List.of(1);
	static class Duration {}

	void configure(StreamExecutionEnvironment env, boolean often) {
		CheckpointConfig checkpoints = env.getCheckpointConfig();
		if (often) {
			env.enableCheckpointing(60_000L * INTERVALS.get(0));
			checkpoints.setExternalizedCheckpointRetention(ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
			checkpoints.setAlignedCheckpointTimeout(java.time.Duration.ofSeconds(30));
		}
	}
}
