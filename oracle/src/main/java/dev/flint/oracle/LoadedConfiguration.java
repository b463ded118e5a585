package dev.flint.oracle;

import java.lang.reflect.Field;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.configuration.Configuration;

/** What a configuration holds: texts as Flink writes them, and the Java types of the values behind them. */
final class LoadedConfiguration {
    private LoadedConfiguration() {}

    static Map<String, Object> texts(Configuration configuration) {
        return new TreeMap<>(configuration.toMap());
    }

    static Map<String, Object> types(Configuration configuration) throws ReflectiveOperationException {
        // No public method gives the raw value of a key without an option.
        Field data = Configuration.class.getDeclaredField("confData");
        data.setAccessible(true);
        Map<String, Object> types = new TreeMap<>();
        ((Map<?, ?>) data.get(configuration))
                .forEach((key, value) -> types.put((String) key, value.getClass().getSimpleName()));
        return types;
    }
}
