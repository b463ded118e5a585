package dev.flint.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.flink.api.common.ExecutionConfig;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.CheckpointConfig;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Which option each setter of the three configuration classes changes, found by calling it on a fresh environment. */
record SettersPart(Layout layout, FlinkVersion version) implements Part {
    @Override
    public String name() {
        return "setters";
    }

    @Override
    public Map<String, Object> answers() throws Exception {
        JsonNode samples = Json.read(layout.corpus("setters.json"));
        FieldOptions options = FieldOptions.ask();
        Map<String, Object> answers = new TreeMap<>();
        for (Class<?> owner : List.of(CheckpointConfig.class, StreamExecutionEnvironment.class, ExecutionConfig.class)) {
            for (Method method : Call.methods(owner)) {
                if (isSetter(method)) {
                    answers.put(signature(owner, method), ask(owner, method, samples, options));
                }
            }
        }
        return answers;
    }

    private static boolean isSetter(Method method) {
        // Static setters are no statement of one job, and would leak into the next question.
        return method.getName().matches("(set|enable|disable)[A-Z].*") && !Modifier.isStatic(method.getModifiers());
    }

    private static String signature(Class<?> owner, Method method) {
        String parameters = Arrays.stream(method.getParameterTypes()).map(Class::getName).collect(Collectors.joining(", "));
        return owner.getSimpleName() + "." + method.getName() + "(" + parameters + ")";
    }

    private static List<Object> ask(Class<?> owner, Method method, JsonNode samples, FieldOptions options) throws Exception {
        List<Object> asked = new ArrayList<>();
        for (ArrayNode sample : samplesFor(owner, method, samples)) {
            // A sample of a class that this version lacks is one for the others.
            Object[] arguments = Call.arguments(method.getParameterTypes(), sample);
            if (arguments != null) {
                Map<String, Object> answer = new TreeMap<>(answer(owner, method, arguments, options));
                answer.put("sample", sample);
                asked.add(answer);
            }
        }
        return asked.isEmpty() ? List.of(Map.of("notAsked", "no sample fits")) : asked;
    }

    private static Map<String, Object> answer(Class<?> owner, Method method, Object[] arguments, FieldOptions options)
            throws Exception {
        StreamExecutionEnvironment environment = Environments.create(new Configuration());
        if (method.getName().equals("disableCheckpointing")) {
            environment.enableCheckpointing(10_000);
        }
        Object target = owner == CheckpointConfig.class ? environment.getCheckpointConfig()
                : owner == ExecutionConfig.class ? environment.getConfig() : environment;
        EnvironmentState before = EnvironmentState.of(environment);
        try {
            method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            return Map.of("rejected", Failure.chain(e));
        }
        EnvironmentState after = EnvironmentState.of(environment);
        Map<String, Object> changes = EnvironmentState.changes(before.options(), after.options());
        if (!changes.isEmpty()) {
            return Map.of("changes", changes);
        }
        Map<String, Object> fields = EnvironmentState.changes(before.fields(), after.fields());
        Map<String, Object> answer = new TreeMap<>(Map.of("noOption", true, "fields", fields));
        List<String> same = options.changing(fields.keySet());
        if (!same.isEmpty()) {
            answer.put("sameFieldsAs", same);
        }
        return answer;
    }

    private static List<ArrayNode> samplesFor(Class<?> owner, Method method, JsonNode samples) {
        JsonNode own = samples.path("signatures").path(signature(owner, method));
        List<ArrayNode> lists = new ArrayList<>();
        if (own.isArray()) {
            own.forEach(list -> lists.add((ArrayNode) list));
            return lists;
        }
        lists.add(JsonNodeFactory.instance.arrayNode());
        for (Class<?> type : method.getParameterTypes()) {
            List<ArrayNode> longer = new ArrayList<>();
            for (ArrayNode list : lists) {
                for (JsonNode value : samplesFor(type, samples)) {
                    longer.add(list.deepCopy().add(value));
                }
            }
            lists.clear();
            lists.addAll(longer);
        }
        return lists;
    }

    private static Iterable<JsonNode> samplesFor(Class<?> type, JsonNode samples) {
        if (!type.isEnum()) {
            JsonNode ofType = samples.path("types").path(type.getName());
            return ofType.isArray() ? ofType : List.of(JsonNodeFactory.instance.textNode("no sample of " + type.getName()));
        }
        List<JsonNode> constants = new ArrayList<>();
        for (Object constant : type.getEnumConstants()) {
            constants.add(JsonNodeFactory.instance.textNode(((Enum<?>) constant).name()));
        }
        return constants;
    }
}
