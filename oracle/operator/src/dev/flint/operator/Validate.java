package dev.flint.operator;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.kubernetes.operator.api.FlinkDeployment;
import org.apache.flink.kubernetes.operator.api.FlinkSessionJob;
import org.apache.flink.kubernetes.operator.api.spec.FlinkVersion;
import org.apache.flink.kubernetes.operator.config.FlinkConfigManager;
import org.apache.flink.kubernetes.operator.validation.DefaultValidator;

/** Asks the operator's validator about manifests: `Validate CASES ANSWERS`, name → text to name → resource → answer. */
public final class Validate {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private static final ObjectMapper YAML =
            new ObjectMapper(new YAMLFactory()).disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    private final DefaultValidator validator = new DefaultValidator(new FlinkConfigManager(new Configuration()));

    public static void main(String[] arguments) throws Exception {
        Validate validate = new Validate();
        Map<String, Map<String, String>> answers = new TreeMap<>();
        JsonNode cases = JSON.readTree(new File(arguments[0]));
        cases.fields().forEachRemaining(one -> answers.put(one.getKey(), validate.manifest(one.getValue().asText())));
        JSON.writeValue(new File(arguments[1]), answers);
        // The configuration manager keeps a thread.
        System.exit(0);
    }

    /** The keys that log configurations may have stand in a set, whose order differs from run to run. */
    private static String inOneOrder(String why) {
        return why.replace("[logback-console.xml, log4j-console.properties]", "[log4j-console.properties, logback-console.xml]");
    }

    /** The answer for each Flink resource of a manifest: accepted, rejected: why, or unreadable: why. */
    private Map<String, String> manifest(String text) {
        Map<String, String> answers = new TreeMap<>();
        List<JsonNode> resources = new ArrayList<>();
        try (MappingIterator<JsonNode> documents = YAML.readerFor(JsonNode.class).readValues(text)) {
            documents.forEachRemaining(resources::add);
        } catch (Exception problem) {
            return Map.of("", "unreadable: " + firstLine(problem));
        }
        for (JsonNode resource : resources) {
            String kind = resource.path("kind").asText();
            if (kind.equals("FlinkDeployment") || kind.equals("FlinkSessionJob")) {
                answers.put(kind + "/" + resource.path("metadata").path("name").asText(), answer(kind, resource, resources));
            }
        }
        return answers;
    }

    private String answer(String kind, JsonNode resource, List<JsonNode> all) {
        try {
            Optional<String> problem =
                    kind.equals("FlinkDeployment")
                            ? validator.validateDeployment(deployment(resource))
                            : validator.validateSessionJob(read(resource, FlinkSessionJob.class), clusterOf(resource, all));
            return problem.map(why -> "rejected: " + inOneOrder(why)).orElse("accepted");
        } catch (Exception problem) {
            return "unreadable: " + firstLine(problem);
        }
    }

    private Optional<FlinkDeployment> clusterOf(JsonNode job, List<JsonNode> all) throws Exception {
        String name = job.path("spec").path("deploymentName").asText();
        for (JsonNode other : all) {
            boolean named = other.path("metadata").path("name").asText().equals(name);
            if (named && other.path("kind").asText().equals("FlinkDeployment")) return Optional.of(deployment(other));
        }
        return Optional.empty();
    }

    /** An operator that does not know the resource's Flink yet is asked about the newest that it knows. */
    private FlinkDeployment deployment(JsonNode resource) throws Exception {
        JsonNode copy = resource.deepCopy();
        JsonNode version = copy.path("spec").path("flinkVersion");
        if (version.isTextual() && version.asText().matches("v[12]_\\d+") && !isKnown(version.asText())) {
            FlinkVersion[] known = FlinkVersion.values();
            ((ObjectNode) copy.path("spec")).put("flinkVersion", known[known.length - 1].name());
        }
        return read(copy, FlinkDeployment.class);
    }

    private static boolean isKnown(String name) {
        for (FlinkVersion version : FlinkVersion.values()) if (version.name().equals(name)) return true;
        return false;
    }

    private static <T extends io.fabric8.kubernetes.api.model.HasMetadata> T read(JsonNode resource, Class<T> type) throws Exception {
        T read = YAML.treeToValue(resource, type);
        if (read.getMetadata().getNamespace() == null) read.getMetadata().setNamespace("default");
        return read;
    }

    private static String firstLine(Exception problem) {
        String message = String.valueOf(problem.getMessage());
        return problem.getClass().getSimpleName() + ": " + message.lines().findFirst().orElse("");
    }
}
