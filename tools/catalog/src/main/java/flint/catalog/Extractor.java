package flint.catalog;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.Opcodes;

/** Reads every option that the jars of one Flink minor declare. */
final class Extractor {
    private static final String OPTION = "org.apache.flink.configuration.ConfigOption";
    /** Scala keeps the fields of an object in its single instance, which this static field holds. */
    private static final String SCALA_INSTANCE = "MODULE$";

    private static final Pattern FLINK_JAR =
            Pattern.compile("org/apache/flink/(flink-(?!shaded-)[^/]+?)(?:-blink)?(?:_2\\.1[12])?/[^/]+/[^/]+\\.jar$");

    /**
     * @param module the module that declares it, without its Scala suffix
     * @param family for an option whose key is only the end of a key: the dotted start, placeholders in angle brackets; else null
     */
    record Declared(String key, String module, String owner, String family, Fact fact) {}

    /** @param modules the Flink modules that were looked into */
    record Result(List<Declared> options, Set<String> modules) {}

    private Extractor() {}

    static Result extract(List<Path> classpath, Owners owners) throws Exception {
        List<URL> urls = new ArrayList<>();
        Map<String, Path> jars = new LinkedHashMap<>();
        for (Path jar : classpath) {
            urls.add(jar.toUri().toURL());
            Matcher matcher = FLINK_JAR.matcher(jar.toString().replace(File.separatorChar, '/'));
            if (matcher.find()) jars.put(matcher.group(1), jar);
        }
        Map<String, String> moduleOfClass = new TreeMap<>();
        for (Map.Entry<String, Path> jar : jars.entrySet()) {
            for (String name : classesWithOptions(jar.getValue())) {
                // The table planner carries copies of other modules' classes: the first on the classpath is the one that loads.
                moduleOfClass.putIfAbsent(name, jar.getKey());
            }
        }
        List<Declared> found = new ArrayList<>();
        try (URLClassLoader loader = new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
            ClassLoader before = Thread.currentThread().getContextClassLoader();
            Thread.currentThread().setContextClassLoader(loader);
            try {
                Class<?> optionClass = loader.loadClass(OPTION);
                for (Map.Entry<String, String> entry : moduleOfClass.entrySet()) {
                    // A class that does not load stops the run: skipping it would read as options that were removed.
                    Class<?> owner = Class.forName(entry.getKey(), true, loader);
                    for (Declared option : read(owner, optionClass, entry.getValue())) {
                        if (!owners.excludes(option.owner(), option.key())) found.add(option);
                    }
                }
            } finally {
                Thread.currentThread().setContextClassLoader(before);
            }
        }
        return new Result(found, new TreeSet<>(jars.keySet()));
    }

    private static List<String> classesWithOptions(Path jar) throws IOException {
        List<String> names = new ArrayList<>();
        try (JarFile file = new JarFile(jar.toFile())) {
            for (JarEntry entry : Collections.list(file.entries())) {
                if (!entry.getName().endsWith(".class") || !entry.getName().startsWith("org/apache/flink/")) continue;
                try (InputStream in = file.getInputStream(entry)) {
                    OptionFields fields = new OptionFields();
                    new ClassReader(in).accept(fields, ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
                    if (fields.found()) names.add(entry.getName().replace('/', '.').replaceAll("\\.class$", ""));
                }
            }
        }
        return names;
    }

    private static final class OptionFields extends ClassVisitor {
        private boolean staticOption;
        private boolean instanceOption;
        private boolean scalaObject;

        OptionFields() {
            super(Opcodes.ASM9);
        }

        @Override
        public FieldVisitor visitField(int access, String name, String descriptor, String signature, Object value) {
            boolean isStatic = (access & Opcodes.ACC_STATIC) != 0;
            if (isStatic && name.equals(SCALA_INSTANCE)) scalaObject = true;
            if (descriptor.equals("L" + OPTION.replace('.', '/') + ";")) {
                if (isStatic) staticOption = true;
                else instanceOption = true;
            }
            return null;
        }

        boolean found() {
            return staticOption || (scalaObject && instanceOption);
        }
    }

    private static List<Declared> read(Class<?> owner, Class<?> optionClass, String module) throws Exception {
        List<Declared> found = new ArrayList<>();
        Object scalaObject = null;
        for (Field field : owner.getDeclaredFields()) {
            if (field.getName().equals(SCALA_INSTANCE)) scalaObject = field.get(null);
        }
        for (Field field : owner.getDeclaredFields()) {
            if (field.getType() != optionClass || (scalaObject == null && !Modifier.isStatic(field.getModifiers()))) continue;
            field.setAccessible(true);
            Object option = field.get(scalaObject);
            if (option == null) continue;
            boolean deprecated = field.isAnnotationPresent(Deprecated.class) || owner.isAnnotationPresent(Deprecated.class);
            String key = (String) get(option, "key");
            found.add(new Declared(key, module, owner.getName(), family(owner, field), fact(option, field, deprecated)));
        }
        return found;
    }

    private static Fact fact(Object option, Field field, boolean annotatedDeprecated) throws Exception {
        Class<?> type = (Class<?>) get(option, "clazz");
        boolean list = (boolean) get(option, "isList");
        String name = Values.type(type);
        List<String> enumValues = null;
        if (type.isEnum()) {
            enumValues = Arrays.stream(type.getEnumConstants()).map(Object::toString).toList();
        }
        List<String> deprecated = new ArrayList<>();
        List<String> fallback = new ArrayList<>();
        for (Object other : (Object[]) get(option, "fallbackKeys")) {
            ((boolean) get(other, "isDeprecated") ? deprecated : fallback).add((String) get(other, "key"));
        }
        Object value = get(option, "defaultValue");
        String text = value == null || annotation(field, "Documentation$OverrideDefault") != null ? null : Values.text(value);
        if (text != null && text.contains(Main.MACHINE)) text = null;
        return new Fact(list ? "list" : name, list ? name : null, enumValues, text, deprecated, fallback, annotatedDeprecated, null, false, null);
    }

    /** The annotation says where a key continues; up to 1.15 without a value, when metric reporters were its only use. */
    private static String family(Class<?> owner, Field field) throws Exception {
        Annotation annotation = annotation(field, "Documentation$SuffixOption");
        if (annotation == null) {
            annotation = Arrays.stream(owner.getAnnotations())
                    .filter(a -> a.annotationType().getName().endsWith("Documentation$SuffixOption"))
                    .findFirst().orElse(null);
        }
        if (annotation == null) return owner.getName().startsWith("org.apache.flink.metrics.") ? "metrics.reporter.<name>" : null;
        for (var method : annotation.annotationType().getDeclaredMethods()) {
            if (method.getName().equals("value")) return (String) method.invoke(annotation);
        }
        return "metrics.reporter.<name>";
    }

    private static Annotation annotation(Field field, String end) {
        return Arrays.stream(field.getAnnotations())
                .filter(a -> a.annotationType().getName().endsWith(end))
                .findFirst().orElse(null);
    }

    private static Object get(Object target, String name) throws ReflectiveOperationException {
        Field field = target.getClass().getDeclaredField(name);
        field.setAccessible(true);
        return field.get(target);
    }
}
