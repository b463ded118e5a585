package dev.flint.oracle;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.configuration.ConfigOption;

/** The options that Flink on the class path declares in the classes most configuration speaks of, by key. */
final class KnownOptions {
    private static final List<String> PACKAGES =
            List.of(
                    "org.apache.flink.configuration.",
                    "org.apache.flink.streaming.api.environment.",
                    "org.apache.flink.state.rocksdb.",
                    "org.apache.flink.contrib.streaming.state.",
                    "org.apache.flink.runtime.jobgraph.");

    private static final List<String> CLASSES =
            List.of(
                    "AkkaOptions",
                    "BatchExecutionOptions",
                    "BlobServerOptions",
                    "CheckpointingOptions",
                    "CleanupOptions",
                    "ClusterOptions",
                    "CoreOptions",
                    "DeploymentOptions",
                    "ExecutionCheckpointingOptions",
                    "ExecutionOptions",
                    "HeartbeatManagerOptions",
                    "HighAvailabilityOptions",
                    "HistoryServerOptions",
                    "JobManagerOptions",
                    "MetricOptions",
                    "NettyShuffleEnvironmentOptions",
                    "OptimizerOptions",
                    "PipelineOptions",
                    "QueryableStateOptions",
                    "ResourceManagerOptions",
                    "RestOptions",
                    "RestartStrategyOptions",
                    "RocksDBConfigurableOptions",
                    "RocksDBOptions",
                    "RpcOptions",
                    "SavepointConfigOptions",
                    "SecurityOptions",
                    "StateBackendOptions",
                    "StateChangelogOptions",
                    "StateRecoveryOptions",
                    "TaskManagerOptions",
                    "WebOptions");

    private final Map<String, ConfigOption<?>> byKey = new TreeMap<>();
    private final Map<String, List<ConfigOption<?>>> byName = new TreeMap<>();

    private KnownOptions() {}

    static KnownOptions ofClassPath() throws ReflectiveOperationException {
        KnownOptions known = new KnownOptions();
        List<Field> outdated = new ArrayList<>();
        for (Class<?> type : present()) {
            for (Field field : type.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers()) || field.getType() != ConfigOption.class) {
                    continue;
                }
                field.setAccessible(true);
                if (isDeprecated(type) || isDeprecated(field)) {
                    outdated.add(field);
                } else {
                    known.add(field);
                }
            }
        }
        // Where two classes declare one key, the one that is not deprecated is the option.
        for (Field field : outdated) {
            known.add(field);
        }
        return known;
    }

    /** The options that Flink reads from that key: its own, and those of which it is an older or another name. */
    Collection<ConfigOption<?>> readingFrom(String key) {
        return byName.getOrDefault(key, List.of());
    }

    ConfigOption<?> get(String key) {
        return byKey.get(key);
    }

    private void add(Field field) throws IllegalAccessException {
        ConfigOption<?> option = (ConfigOption<?>) field.get(null);
        if (byKey.putIfAbsent(option.key(), option) == null) {
            nameOf(option.key(), option);
            option.fallbackKeys().forEach(name -> nameOf(name.getKey(), option));
        }
    }

    private void nameOf(String key, ConfigOption<?> option) {
        byName.computeIfAbsent(key, name -> new ArrayList<>()).add(option);
    }

    private static List<Class<?>> present() {
        List<Class<?>> classes = new ArrayList<>();
        for (String name : CLASSES) {
            for (String place : PACKAGES) {
                try {
                    classes.add(Class.forName(place + name));
                } catch (ClassNotFoundException e) {
                    // Not in this version, or not in this package.
                }
            }
        }
        return classes;
    }

    private static boolean isDeprecated(AnnotatedElement element) {
        return element.isAnnotationPresent(Deprecated.class);
    }
}
