package dev.flint.oracle;

import java.util.concurrent.TimeUnit;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;

/** Runs a job graph to its end on a cluster of its own. */
final class Submission {
    private static final long LIMIT_SECONDS = 180;

    private Submission() {}

    /** Returns when the job has finished; throws what the cluster answers otherwise. */
    static void run(JobGraph graph, Configuration cluster) throws Exception {
        Configuration configuration = new Configuration(cluster);
        configuration.set(RestOptions.BIND_PORT, "0");
        configuration.set(TaskManagerOptions.NUM_TASK_SLOTS, 8);
        MiniClusterConfiguration settings = new MiniClusterConfiguration.Builder()
                .setConfiguration(configuration)
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(8)
                .build();
        try (MiniCluster miniCluster = new MiniCluster(settings)) {
            miniCluster.start();
            miniCluster.submitJob(graph).get(LIMIT_SECONDS, TimeUnit.SECONDS);
            miniCluster.requestJobResult(graph.getJobID())
                    .get(LIMIT_SECONDS, TimeUnit.SECONDS)
                    .toJobExecutionResult(Submission.class.getClassLoader());
        }
    }
}
