package dev.flint.oracle;

import java.lang.reflect.Field;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Option key to the plain environment fields that configuring it changes: the way from a setter without an option to its option. */
record FieldOptions(Map<String, Set<String>> fields) {
    private static final List<String> OWNERS = List.of(
            "org.apache.flink.configuration.CheckpointingOptions",
            "org.apache.flink.configuration.CoreOptions",
            "org.apache.flink.configuration.ExecutionOptions",
            "org.apache.flink.configuration.MetricOptions",
            "org.apache.flink.configuration.PipelineOptions",
            "org.apache.flink.configuration.RestartStrategyOptions",
            "org.apache.flink.configuration.StateBackendOptions",
            "org.apache.flink.configuration.StateChangelogOptions",
            "org.apache.flink.configuration.TaskManagerOptions",
            "org.apache.flink.streaming.api.environment.ExecutionCheckpointingOptions",
            "org.apache.flink.streaming.api.environment.StreamPipelineOptions");

    private static final Map<String, String> SAMPLES = Map.of(
            "state.backend", "rocksdb",
            "state.backend.type", "rocksdb",
            "restart-strategy", "fixed-delay",
            "restart-strategy.type", "fixed-delay",
            "state.savepoints.dir", "file:///sample",
            "execution.checkpointing.savepoint-dir", "file:///sample");

    static FieldOptions ask() throws ReflectiveOperationException {
        Map<String, Set<String>> fields = new TreeMap<>();
        for (ConfigOption<?> option : options()) {
            String sample = sample(option);
            if (sample == null) {
                continue;
            }
            StreamExecutionEnvironment environment = Environments.create(new Configuration());
            EnvironmentState before = EnvironmentState.of(environment);
            try {
                environment.configure(Configuration.fromMap(Map.of(option.key(), sample)));
            } catch (RuntimeException e) {
                continue; // Not a value of this option; another option's sample will not tell more.
            }
            fields.put(option.key(), EnvironmentState.changes(before.fields(), EnvironmentState.of(environment).fields()).keySet());
        }
        return new FieldOptions(fields);
    }

    /** The options that change exactly these fields. */
    List<String> changing(Set<String> changed) {
        List<String> keys = new ArrayList<>();
        fields.forEach((key, fieldsOfKey) -> {
            if (!changed.isEmpty() && fieldsOfKey.equals(changed)) {
                keys.add(key);
            }
        });
        return keys;
    }

    private static List<ConfigOption<?>> options() throws ReflectiveOperationException {
        List<ConfigOption<?>> options = new ArrayList<>();
        for (String owner : OWNERS) {
            Class<?> type;
            try {
                type = Class.forName(owner);
            } catch (ClassNotFoundException e) {
                continue;
            }
            for (Field field : type.getDeclaredFields()) {
                if (field.getType() == ConfigOption.class) {
                    field.setAccessible(true);
                    options.add((ConfigOption<?>) field.get(null));
                }
            }
        }
        return options;
    }

    private static String sample(ConfigOption<?> option) throws ReflectiveOperationException {
        if (SAMPLES.containsKey(option.key())) {
            return SAMPLES.get(option.key());
        }
        // The option's type is not public; without it no value that Flink accepts could be chosen.
        Field typeField = ConfigOption.class.getDeclaredField("clazz");
        typeField.setAccessible(true);
        Class<?> type = (Class<?>) typeField.get(option);
        Object usual = option.defaultValue();
        if (type == Boolean.class) {
            return Boolean.TRUE.equals(usual) ? "false" : "true";
        }
        if (type == Integer.class || type == Long.class) {
            return "77";
        }
        if (type == Duration.class) {
            return "77 s";
        }
        if (type.isEnum()) {
            Object[] constants = type.getEnumConstants();
            return constants[constants.length - 1] == usual ? constants[0].toString() : constants[constants.length - 1].toString();
        }
        return null;
    }
}
