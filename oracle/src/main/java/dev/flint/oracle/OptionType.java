package dev.flint.oracle;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;

/** The option types of cases by name: {@code duration}, {@code list<int>}, {@code enum:<class>}, … */
final class OptionType {
    private OptionType() {}

    static ConfigOption<?> option(String key, String type) throws ClassNotFoundException {
        if (type.startsWith("list<")) {
            return atom(key, type.substring(5, type.length() - 1)).asList().noDefaultValue();
        }
        ConfigOptions.OptionBuilder builder = ConfigOptions.key(key);
        return type.equals("map") ? builder.mapType().noDefaultValue() : atom(key, type).noDefaultValue();
    }

    /** {@code {value: …}} (plus {@code iso} for durations), or {@code {rejected: chain}}. */
    static Map<String, Object> read(Configuration configuration, String key, String type) {
        try {
            return read(configuration, option(key, type));
        } catch (ClassNotFoundException e) {
            return new TreeMap<>(Map.of("noSuchEnum", true));
        }
    }

    /** What {@code configuration.get(option)} gives, in the form above. */
    static Map<String, Object> read(Configuration configuration, ConfigOption<?> option) {
        Map<String, Object> answer = new TreeMap<>();
        try {
            Object value = configuration.get(option);
            answer.put("value", plain(value));
            if (value instanceof Duration duration) {
                answer.put("iso", duration.toString());
            }
        } catch (RuntimeException e) {
            answer.put("rejected", Failure.chain(e));
        }
        return answer;
    }

    private static ConfigOptions.TypedConfigOptionBuilder<?> atom(String key, String type) throws ClassNotFoundException {
        ConfigOptions.OptionBuilder builder = ConfigOptions.key(key);
        if (type.startsWith("enum:")) {
            return enumeration(builder, Class.forName(type.substring(5)));
        }
        return switch (type) {
            case "duration" -> builder.durationType();
            case "memory" -> builder.memoryType();
            case "boolean" -> builder.booleanType();
            case "int" -> builder.intType();
            case "long" -> builder.longType();
            case "float" -> builder.floatType();
            case "double" -> builder.doubleType();
            case "string" -> builder.stringType();
            default -> throw new IllegalArgumentException("unknown option type in a case: " + type);
        };
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static ConfigOptions.TypedConfigOptionBuilder<?> enumeration(ConfigOptions.OptionBuilder builder, Class<?> type) {
        return builder.enumType((Class) type);
    }

    private static Object plain(Object value) {
        if (value instanceof Duration duration) {
            return milliseconds(duration);
        }
        if (value instanceof MemorySize size) {
            return size.getBytes();
        }
        if (value instanceof Float || value instanceof Double) {
            double number = ((Number) value).doubleValue();
            return Double.isFinite(number) ? value : value.toString();
        }
        if (value instanceof Enum<?> constant) {
            return constant.name();
        }
        if (value instanceof List<?> list) {
            List<Object> plain = new ArrayList<>();
            list.forEach(element -> plain.add(plain(element)));
            return plain;
        }
        if (value instanceof Map<?, ?> map) {
            Map<Object, Object> plain = new LinkedHashMap<>();
            map.forEach((key, element) -> plain.put(key, plain(element)));
            return plain;
        }
        if (value instanceof Number || value instanceof Boolean || value instanceof String || value == null) {
            return value;
        }
        // Any other class of Flink's.
        return value.toString();
    }

    private static Object milliseconds(Duration duration) {
        try {
            return duration.toMillis();
        } catch (ArithmeticException e) {
            return "overflow";
        }
    }
}
