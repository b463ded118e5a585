package dev.flint.oracle;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.flink.api.common.ExecutionConfig;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.fs.Path;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobgraph.tasks.JobCheckpointingSettings;
import org.apache.flink.runtime.state.CheckpointStorageLoader;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.StateBackendLoader;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.SerializedValue;
import org.apache.flink.util.TernaryBoolean;
import org.slf4j.LoggerFactory;

/** What the cluster makes of a job graph, asked of the loaders that its scheduler and tasks call. */
final class RuntimeAnswer {
    private static final String[] RESTART_LOADERS = {
        "org.apache.flink.runtime.executiongraph.failover.RestartBackoffTimeStrategyFactoryLoader",
        "org.apache.flink.runtime.executiongraph.failover.flip1.RestartBackoffTimeStrategyFactoryLoader",
    };

    private final JobGraph graph;
    private final Configuration cluster;
    private final Path savepointDirectory;

    RuntimeAnswer(JobGraph graph, Configuration cluster, StreamExecutionEnvironment environment) {
        this.graph = graph;
        this.cluster = cluster;
        this.savepointDirectory = environment.getDefaultSavepointDirectory();
    }

    StateBackend stateBackend() throws Exception {
        Method loader = method(StateBackendLoader.class, "fromApplicationOrConfigOrDefault");
        return (StateBackend) call(loader, setting(JobCheckpointingSettings::getDefaultStateBackend), null);
    }

    static Map<String, Object> describe(StateBackend backend) {
        // The changelog wraps the backend that keeps the state.
        if (Call.get(backend, "getDelegatedStateBackend") instanceof StateBackend delegate) {
            Map<String, Object> answer = describe(delegate);
            answer.put("changelog", true);
            return answer;
        }
        Map<String, Object> answer = new TreeMap<>();
        answer.put("class", backend.getClass().getSimpleName());
        answer.put("incremental", Call.get(backend, "isIncrementalCheckpointsEnabled"));
        return answer;
    }

    Map<String, Object> checkpointStorage(StateBackend backend) throws Exception {
        Method loader = method(CheckpointStorageLoader.class, "load");
        Object loaded = call(loader, setting(JobCheckpointingSettings::getDefaultCheckpointStorage), backend);
        // The old RocksDB backend keeps its checkpoints in another backend.
        Object inner = Call.get(loaded, "getCheckpointBackend");
        Object storage = inner == null ? loaded : inner;
        Map<String, Object> answer = new TreeMap<>();
        answer.put("class", storage.getClass().getSimpleName());
        answer.put("dir", text(Call.get(storage, "getCheckpointPath")));
        answer.put("savepointDir", text(Call.get(storage, "getSavepointPath")));
        return answer;
    }

    Map<String, Object> restartStrategy() throws Exception {
        Method loader = method(load(RESTART_LOADERS), "createRestartBackoffTimeStrategyFactory");
        Object factory = call(loader, Call.get(executionConfig(), "getRestartStrategy"), null);
        Method create = factory.getClass().getMethod("create");
        create.setAccessible(true);
        Object strategy = create.invoke(factory);
        Map<String, Object> answer = new TreeMap<>();
        answer.put("class", strategy.getClass().getSimpleName());
        // What follows these names is the strategy's progress, not its configuration.
        answer.put("description", strategy.toString().replaceAll("@[0-9a-f]+$|, (currentRestartAttempt|nextRestartTimestamp)=-?\\d+", ""));
        return answer;
    }

    /**
     * The loaders' parameters differ between versions in number, not in meaning: what the program set comes first, then, found by type, the
     * job's configuration before the cluster's (older versions: the cluster's alone) and the rest.
     */
    private Object call(Method loader, Object fromProgram, StateBackend backend) throws Exception {
        Deque<Configuration> configurations = new ArrayDeque<>(List.of(cluster));
        if (parameters(loader, Configuration.class) > 1) {
            configurations.addFirst(graph.getJobConfiguration());
        }
        List<Object> arguments = new ArrayList<>();
        for (Class<?> type : loader.getParameterTypes()) {
            if (type == Configuration.class) {
                arguments.add(configurations.remove());
            } else {
                arguments.add(arguments.isEmpty() ? fromProgram : other(type, backend));
            }
        }
        try {
            return loader.invoke(null, arguments.toArray());
        } catch (InvocationTargetException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }

    private Object other(Class<?> type, StateBackend backend) {
        if (type == StateBackend.class) {
            return backend;
        }
        if (type == Path.class) {
            return savepointDirectory;
        }
        if (type == boolean.class) {
            return graph.isCheckpointingEnabled();
        }
        if (type == TernaryBoolean.class) {
            Object changelog = Call.get(graph.getCheckpointingSettings(), "isChangelogStateBackendEnabled");
            return changelog == null ? TernaryBoolean.UNDEFINED : changelog;
        }
        return type == ClassLoader.class ? getClass().getClassLoader() : LoggerFactory.getLogger(RuntimeAnswer.class);
    }

    private ExecutionConfig executionConfig() throws Exception {
        return graph.getSerializedExecutionConfig().deserializeValue(getClass().getClassLoader());
    }

    private <T> T setting(Function<JobCheckpointingSettings, SerializedValue<T>> getter) throws Exception {
        JobCheckpointingSettings settings = graph.getCheckpointingSettings();
        SerializedValue<T> value = settings == null ? null : getter.apply(settings);
        return value == null ? null : value.deserializeValue(getClass().getClassLoader());
    }

    private static long parameters(Method method, Class<?> type) {
        return Arrays.stream(method.getParameterTypes()).filter(parameter -> parameter == type).count();
    }

    private static Method method(Class<?> owner, String name) {
        return Call.methods(owner).stream().filter(method -> method.getName().equals(name)).findFirst().orElseThrow();
    }

    private static Class<?> load(String... names) {
        for (String name : names) {
            try {
                return Class.forName(name);
            } catch (ClassNotFoundException e) {
                continue;
            }
        }
        throw new IllegalStateException("none of " + String.join(", ", names));
    }

    private static String text(Object value) {
        return value == null ? null : value.toString();
    }
}
