package dev.flint.oracle;

import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.streaming.api.environment.CheckpointConfig;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** What an environment's getters say. */
final class EnvironmentAnswer {
    private EnvironmentAnswer() {}

    static Map<String, Object> of(StreamExecutionEnvironment environment) {
        CheckpointConfig checkpoints = environment.getCheckpointConfig();
        Map<String, Object> answer = new TreeMap<>();
        answer.put("checkpointingEnabled", checkpoints.isCheckpointingEnabled());
        answer.put("interval", checkpoints.getCheckpointInterval());
        answer.put("timeout", checkpoints.getCheckpointTimeout());
        answer.put("minPause", checkpoints.getMinPauseBetweenCheckpoints());
        answer.put("maxConcurrent", checkpoints.getMaxConcurrentCheckpoints());
        answer.put("mode", String.valueOf(Call.get(checkpoints, "getCheckpointingConsistencyMode", "getCheckpointingMode")));
        answer.put("tolerableFailures", checkpoints.getTolerableCheckpointFailureNumber());
        answer.put("unaligned", checkpoints.isUnalignedCheckpointsEnabled());
        answer.put("alignedTimeout", checkpoints.getAlignedCheckpointTimeout().toMillis());
        answer.put("retention", String.valueOf(
                Call.get(checkpoints, "getExternalizedCheckpointRetention", "getExternalizedCheckpointCleanup")));
        answer.put("parallelism", environment.getParallelism());
        answer.put("maxParallelism", environment.getMaxParallelism());
        answer.put("bufferTimeout", environment.getBufferTimeout());
        answer.put("chaining", environment.isChainingEnabled());
        answer.put("objectReuse", environment.getConfig().isObjectReuseEnabled());
        answer.put("savepointDir", text(environment.getDefaultSavepointDirectory()));
        return answer;
    }

    private static String text(Object value) {
        return value == null ? null : value.toString();
    }
}
