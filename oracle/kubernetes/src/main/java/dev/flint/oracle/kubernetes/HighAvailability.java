package dev.flint.oracle.kubernetes;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.kubernetes.highavailability.KubernetesHaServicesFactory;

/** Asks Flink whether it makes the services of high availability by Kubernetes of a configuration, as a JobManager does when it starts. */
public final class HighAvailability {

    private static final Map<String, Map<String, String>> CASES = new TreeMap<>(Map.of(
            "without-cluster-id", Map.of(),
            "with-cluster-id", Map.of("kubernetes.cluster-id", "orders"),
            "with-general-id-only", Map.of("high-availability.cluster-id", "orders")));

    private HighAvailability() {}

    public static void main(String[] args) {
        List<String> answers = new ArrayList<>();
        CASES.forEach((name, options) -> answers.add("  \"" + name + "\": \"" + answer(options) + "\""));
        System.out.println("{\n" + String.join(",\n", answers) + "\n}");
        System.exit(0);
    }

    private static String answer(Map<String, String> options) {
        Configuration configuration = new Configuration();
        configuration.setString("high-availability.type", "kubernetes");
        configuration.setString("high-availability.storageDir", "file:///tmp/flint-oracle-ha");
        options.forEach(configuration::setString);
        try {
            new KubernetesHaServicesFactory().createHAServices(configuration, Executors.newSingleThreadExecutor());
            return "made";
        } catch (Throwable thrown) {
            return thrown.getClass().getSimpleName() + ": " + String.valueOf(thrown.getMessage()).replace("\"", "'").replace("\n", " ");
        }
    }
}
