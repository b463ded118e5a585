package dev.flint.oracle;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.flink.api.common.ExecutionConfig;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.CheckpointConfig;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** What an environment holds: its options, and the plain fields that older versions keep beside them. */
record EnvironmentState(Map<String, String> options, Map<String, String> fields) {
    static EnvironmentState of(StreamExecutionEnvironment environment) throws ReflectiveOperationException {
        Map<String, String> options = new TreeMap<>(((Configuration) environment.getConfiguration()).toMap());
        // Up to 1.18 these two keep configurations of their own.
        options.putAll(environment.getCheckpointConfig().toConfiguration().toMap());
        options.putAll(environment.getConfig().toConfiguration().toMap());
        Map<String, String> fields = new TreeMap<>();
        collect(StreamExecutionEnvironment.class, environment, fields);
        collect(CheckpointConfig.class, environment.getCheckpointConfig(), fields);
        collect(ExecutionConfig.class, environment.getConfig(), fields);
        return new EnvironmentState(options, fields);
    }

    /** Name to [before, after] of everything that differs; null stands for unset. */
    static Map<String, Object> changes(Map<String, String> before, Map<String, String> after) {
        Set<String> names = new TreeSet<>(before.keySet());
        names.addAll(after.keySet());
        Map<String, Object> changes = new TreeMap<>();
        for (String name : names) {
            if (!Objects.equals(before.get(name), after.get(name))) {
                changes.put(name, new String[] {before.get(name), after.get(name)});
            }
        }
        return changes;
    }

    private static void collect(Class<?> owner, Object target, Map<String, String> fields)
            throws ReflectiveOperationException {
        for (Field field : owner.getDeclaredFields()) {
            if (Modifier.isStatic(field.getModifiers()) || Modifier.isFinal(field.getModifiers())) {
                continue;
            }
            field.setAccessible(true);
            fields.put(owner.getSimpleName() + "." + field.getName(), text(field.get(target)));
        }
    }

    private static String text(Object value) {
        boolean speaks = value == null || value instanceof Number || value instanceof Boolean || value instanceof String
                || value instanceof Enum || value.getClass().getName().startsWith("java.time.")
                || value.getClass().getName().endsWith(".Path");
        return speaks ? Objects.toString(value, null) : value.getClass().getName();
    }
}
