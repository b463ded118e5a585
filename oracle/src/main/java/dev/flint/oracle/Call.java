package dev.flint.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** Calls methods by name with arguments from cases, so that one source serves versions whose APIs differ. */
final class Call {
    private Call() {}

    static Object invoke(Object target, String method, JsonNode arguments) throws NoSuchApi, InvocationTargetException {
        return invoke(target.getClass(), target, method, arguments);
    }

    static Object invokeStatic(Class<?> owner, String method, JsonNode arguments) throws NoSuchApi, InvocationTargetException {
        return invoke(owner, null, method, arguments);
    }

    /** A getter's value, or null where this version has no such getter. */
    static Object get(Object target, String... getters) {
        for (String getter : getters) {
            try {
                return target.getClass().getMethod(getter).invoke(target);
            } catch (NoSuchMethodException e) {
                continue;
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }
        return null;
    }

    /** The values for these parameters, or null where the written arguments do not fit them. */
    static Object[] arguments(Class<?>[] types, JsonNode written) {
        if (types.length != written.size()) {
            return null;
        }
        Object[] values = new Object[types.length];
        try {
            for (int i = 0; i < types.length; i++) {
                values[i] = Argument.of(written.get(i), types[i]);
            }
        } catch (NoSuchApi | InvocationTargetException e) {
            return null;
        }
        return values;
    }

    static List<Method> methods(Class<?> owner) {
        return Arrays.stream(owner.getMethods()).sorted(Comparator.comparing(Method::toString)).toList();
    }

    private static Object invoke(Class<?> owner, Object target, String name, JsonNode written)
            throws NoSuchApi, InvocationTargetException {
        for (Method method : methods(owner)) {
            if (!method.getName().equals(name) || Modifier.isStatic(method.getModifiers()) != (target == null)) {
                continue;
            }
            Object[] values = arguments(method.getParameterTypes(), written);
            if (values != null) {
                try {
                    return method.invoke(target, values);
                } catch (IllegalAccessException e) {
                    throw new NoSuchApi(e.toString());
                }
            }
        }
        throw new NoSuchApi("no method " + name + " takes " + written);
    }
}
