package dev.flint.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeoutException;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;

/** The configuration that is in force for a combination of layers and calls, or the stage that rejects it. */
record CombinationsPart(Layout layout, FlinkVersion version) implements Part {
    @Override
    public String name() {
        return "combinations";
    }

    @Override
    public int printDepth() {
        return 2;
    }

    @Override
    public Map<String, Object> answers() throws Exception {
        Map<String, Object> answers = new TreeMap<>();
        for (Path file : Layout.list(layout.corpus(name()))) {
            String subject = file.getFileName().toString().replace(".json", "");
            for (JsonNode written : Json.read(file)) {
                String name = subject + "/" + written.path("name").asText();
                if (answers.put(name, ask(new Combination(written))) != null) {
                    throw new IllegalStateException("two combinations are called " + name);
                }
            }
        }
        return answers;
    }

    private Map<String, Object> ask(Combination combination) throws Exception {
        Map<String, Object> answer = new TreeMap<>();
        String stage = "environment";
        try {
            Configuration cluster = combination.clusterConfiguration(layout, version);
            StreamExecutionEnvironment environment =
                    ClientEnvironment.isAskedFor(cluster) ? ClientEnvironment.create(cluster) : Environments.create(cluster);
            stage = "program";
            Program.run(combination.program(), environment);
            if (ClientEnvironment.isAskedFor(cluster)) {
                ClientEnvironment.execute(environment, combination);
            }
            answer.put("environment", EnvironmentAnswer.of(environment));
            Program.buildJob(environment, combination);
            stage = "streamGraph";
            StreamGraph streamGraph = environment.getStreamGraph();
            stage = "jobGraph";
            JobGraph jobGraph = streamGraph.getJobGraph();
            answer.put("jobGraph", JobGraphAnswer.of(jobGraph));
            stage = "submit";
            if (combination.submits()) {
                Submission.run(jobGraph, cluster);
                answer.put("submitted", "finished");
            }
            RuntimeAnswer runtime = new RuntimeAnswer(jobGraph, cluster, environment);
            answer.put("restartStrategy", runtime.restartStrategy());
            StateBackend backend = runtime.stateBackend();
            answer.put("stateBackend", RuntimeAnswer.describe(backend));
            answer.put("checkpointStorage", runtime.checkpointStorage(backend));
        } catch (NoSuchApi e) {
            return Map.of("noSuchApi", e.getMessage());
        } catch (TimeoutException e) {
            // A machine that is too busy says nothing about Flink.
            throw new IllegalStateException("no answer in time", e);
        } catch (Exception e) {
            answer.put("rejected", Map.of("stage", stage, "exception", Failure.chain(e, layout.scratch(version))));
        }
        return answer;
    }
}
