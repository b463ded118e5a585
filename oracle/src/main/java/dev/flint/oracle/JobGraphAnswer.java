package dev.flint.oracle;

import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobgraph.JobVertex;
import org.apache.flink.runtime.jobgraph.tasks.CheckpointCoordinatorConfiguration;

/** What the checkpoint coordinator and the scheduler get. */
final class JobGraphAnswer {
    private JobGraphAnswer() {}

    static Map<String, Object> of(JobGraph graph) {
        Map<String, Object> answer = new TreeMap<>();
        if (graph.getCheckpointingSettings() != null) {
            CheckpointCoordinatorConfiguration coordinator =
                    graph.getCheckpointingSettings().getCheckpointCoordinatorConfiguration();
            answer.put("checkpointingEnabled", coordinator.isCheckpointingEnabled());
            // A job without periodic checkpoints has the largest long, which no JSON reader keeps.
            answer.put("interval", coordinator.isCheckpointingEnabled() ? coordinator.getCheckpointInterval() : null);
            answer.put("timeout", coordinator.getCheckpointTimeout());
            answer.put("minPause", coordinator.getMinPauseBetweenCheckpoints());
            answer.put("maxConcurrent", coordinator.getMaxConcurrentCheckpoints());
            answer.put("exactlyOnce", coordinator.isExactlyOnce());
            answer.put("tolerableFailures", coordinator.getTolerableCheckpointFailureNumber());
            answer.put("unaligned", coordinator.isUnalignedCheckpointsEnabled());
            answer.put("alignedTimeout", coordinator.getAlignedCheckpointTimeout());
            answer.put("retention", coordinator.getCheckpointRetentionPolicy().name());
        }
        for (JobVertex vertex : graph.getVertices()) {
            if (vertex.getName().contains(Program.KEYED)) {
                answer.put("parallelism", vertex.getParallelism());
                answer.put("maxParallelism", vertex.getMaxParallelism());
            }
        }
        return answer;
    }
}
