package flint.catalog;

import java.lang.reflect.Method;
import java.math.BigInteger;
import java.time.Duration;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * One text per value and type, whatever the Flink version prints: {@code "<n> ms"} for durations ({@code "<n> ns"}
 * below a millisecond), {@code "<n> bytes"} for memory, {@code a;b} for lists, {@code k:v,k:v} by key for maps.
 */
final class Values {
    private static final BigInteger NANOS_PER_MILLI = BigInteger.valueOf(1_000_000);

    private Values() {}

    static String text(Object value) throws ReflectiveOperationException {
        if (value instanceof Duration duration) {
            BigInteger nanos = BigInteger.valueOf(duration.getSeconds())
                    .multiply(BigInteger.valueOf(1_000_000_000))
                    .add(BigInteger.valueOf(duration.getNano()));
            BigInteger[] millis = nanos.divideAndRemainder(NANOS_PER_MILLI);
            return millis[1].signum() == 0 ? millis[0] + " ms" : nanos + " ns";
        }
        if (value.getClass().getName().equals("org.apache.flink.configuration.MemorySize")) {
            Method bytes = value.getClass().getMethod("getBytes");
            return bytes.invoke(value) + " bytes";
        }
        if (value instanceof Collection<?> list) {
            StringBuilder text = new StringBuilder();
            for (Object element : list) {
                text.append(text.length() == 0 ? "" : ";").append(text(element));
            }
            return text.toString();
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, String> sorted = new TreeMap<>();
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                sorted.put(text(entry.getKey()), text(entry.getValue()));
            }
            return sorted.entrySet().stream().map(e -> e.getKey() + ":" + e.getValue()).collect(Collectors.joining(","));
        }
        return value.toString();
    }

    static String type(Class<?> type) {
        if (type.isEnum() || (type.getSuperclass() != null && type.getSuperclass().isEnum())) return "enum";
        if (Map.class.isAssignableFrom(type)) return "map";
        return switch (type.getName()) {
            case "java.time.Duration" -> "duration";
            case "org.apache.flink.configuration.MemorySize" -> "memory";
            case "java.lang.Integer" -> "int";
            case "java.lang.Boolean", "java.lang.Long", "java.lang.Float", "java.lang.Double", "java.lang.String" ->
                    type.getSimpleName().toLowerCase(Locale.ROOT);
            default -> "object";
        };
    }
}
