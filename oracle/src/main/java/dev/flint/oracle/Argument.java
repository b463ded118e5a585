package dev.flint.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.apache.flink.core.fs.Path;

/**
 * A Java argument as cases write it: a number, boolean or text (also for durations in ms, enum constants, paths and URIs), {@code {new: class,
 * args: […]}}, or {@code {call: class, method: name, args: […]}} for a static factory.
 */
final class Argument {
    private Argument() {}

    static Object of(JsonNode written, Class<?> type) throws NoSuchApi, InvocationTargetException {
        if (written.isObject() && written.has("new")) {
            return fitting(construct(written), type);
        }
        if (written.isObject() && written.has("call")) {
            Class<?> owner = load(written.path("call").asText());
            return fitting(Call.invokeStatic(owner, written.path("method").asText(), written.path("args")), type);
        }
        if (written.isObject() && type.isAssignableFrom(Map.class)) {
            return Json.to(written, Map.class);
        }
        Object value = scalar(written, type);
        if (value == null) {
            throw new NoSuchApi("no " + type.getName() + " can be made of " + written);
        }
        return value;
    }

    static Class<?> load(String name) throws NoSuchApi {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException e) {
            throw new NoSuchApi("no class " + name);
        }
    }

    private static Object construct(JsonNode written) throws NoSuchApi, InvocationTargetException {
        Class<?> owner = load(written.path("new").asText());
        JsonNode arguments = written.path("args");
        for (Constructor<?> constructor : owner.getConstructors()) {
            Object[] values = Call.arguments(constructor.getParameterTypes(), arguments);
            if (values != null) {
                try {
                    return constructor.newInstance(values);
                } catch (InstantiationException | IllegalAccessException e) {
                    throw new NoSuchApi(e.toString());
                }
            }
        }
        throw new NoSuchApi("no constructor of " + owner.getName() + " takes " + arguments);
    }

    private static Object fitting(Object value, Class<?> type) throws NoSuchApi {
        if (!type.isInstance(value)) {
            throw new NoSuchApi(value.getClass().getName() + " is no " + type.getName());
        }
        return value;
    }

    private static Object scalar(JsonNode written, Class<?> type) {
        if (type == long.class && written.isIntegralNumber()) {
            return written.longValue();
        }
        if (type == int.class && written.isIntegralNumber()) {
            return written.intValue();
        }
        if (type == double.class && written.isNumber()) {
            return written.doubleValue();
        }
        if ((type == boolean.class || type == Boolean.class) && written.isBoolean()) {
            return written.booleanValue();
        }
        if (type == Duration.class && written.isIntegralNumber()) {
            return Duration.ofMillis(written.longValue());
        }
        if (!written.isTextual()) {
            return null;
        }
        String text = written.textValue();
        if (type == String.class) {
            return text;
        }
        if (type == Class.class) {
            return String.class;
        }
        if (type == URI.class) {
            return URI.create(text);
        }
        if (type == Path.class) {
            return new Path(text);
        }
        return type.isEnum() ? constant(type, text) : null;
    }

    private static Object constant(Class<?> type, String name) {
        for (Object constant : type.getEnumConstants()) {
            if (((Enum<?>) constant).name().equals(name)) {
                return constant;
            }
        }
        return null;
    }
}
