package dev.flint.oracle;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.flink.api.common.ExecutionConfig;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.fs.Path;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobgraph.tasks.JobCheckpointingSettings;
import org.apache.flink.runtime.state.CheckpointStorage;
import org.apache.flink.runtime.state.CheckpointStorageLoader;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.StateBackendLoader;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.SerializedValue;
import org.apache.flink.util.TernaryBoolean;
import org.slf4j.Logger;
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
        return (StateBackend) call(loader, setting(JobCheckpointingSettings::getDefaultStateBackend));
    }

    static Map<String, Object> describe(StateBackend backend) {
        Map<String, Object> answer = new TreeMap<>();
        answer.put("class", backend.getClass().getSimpleName());
        answer.put("incremental", Call.get(backend, "isIncrementalCheckpointsEnabled"));
        return answer;
    }

    Map<String, Object> checkpointStorage(StateBackend backend) throws Exception {
        Method loader = method(CheckpointStorageLoader.class, "load");
        Object storage = call(loader, setting(JobCheckpointingSettings::getDefaultCheckpointStorage), backend);
        Map<String, Object> answer = new TreeMap<>();
        answer.put("class", storage.getClass().getSimpleName());
        answer.put("dir", text(Call.get(storage, "getCheckpointPath")));
        answer.put("savepointDir", text(Call.get(storage, "getSavepointPath")));
        return answer;
    }

    Map<String, Object> restartStrategy() throws Exception {
        Method loader = method(load(RESTART_LOADERS), "createRestartBackoffTimeStrategyFactory");
        Object factory = call(loader, null);
        Method create = factory.getClass().getMethod("create");
        create.setAccessible(true);
        Object strategy = create.invoke(factory);
        Map<String, Object> answer = new TreeMap<>();
        answer.put("class", strategy.getClass().getSimpleName());
        // What follows these names is the strategy's progress, not its configuration.
        answer.put("description", strategy.toString().replaceAll("@[0-9a-f]+$|, (currentRestartAttempt|nextRestartTimestamp)=-?\\d+", ""));
        return answer;
    }

    /** The loaders' parameters differ between versions in number, not in meaning, so they are filled by type. */
    private Object call(Method loader, Object fromProgram, Object... others) throws Exception {
        Deque<Configuration> configurations = new ArrayDeque<>();
        if (parameters(loader, Configuration.class) > 1) {
            configurations.add(graph.getJobConfiguration());
        }
        configurations.add(cluster);
        Object[] arguments = new Object[loader.getParameterCount()];
        for (int i = 0; i < arguments.length; i++) {
            Class<?> type = loader.getParameterTypes()[i];
            arguments[i] = i == 0 && type != Configuration.class && fromProgram != null ? fromProgram
                    : type == Configuration.class ? configurations.remove()
                    : type == TernaryBoolean.class ? TernaryBoolean.UNDEFINED
                    : type == ClassLoader.class ? getClass().getClassLoader()
                    : type == Logger.class ? LoggerFactory.getLogger("oracle")
                    : type == boolean.class ? (Object) graph.isCheckpointingEnabled()
                    : type == StateBackend.class && others.length > 0 ? others[0]
                    : type == Path.class ? savepointDirectory
                    : type.getName().endsWith("RestartStrategyConfiguration") ? Call.get(executionConfig(), "getRestartStrategy")
                    : null;
        }
        try {
            return loader.invoke(null, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
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
