package dev.flint.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import java.lang.reflect.InvocationTargetException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessSpec;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessUtils;
import org.apache.flink.runtime.jobmanager.JobManagerProcessSpec;
import org.apache.flink.runtime.jobmanager.JobManagerProcessUtils;
import org.apache.flink.runtime.util.config.memory.ProcessMemorySpec;
import org.apache.flink.runtime.util.config.memory.taskmanager.TaskExecutorFlinkMemory;

/** The memory pools a TaskManager and a JobManager start with, or the exception that keeps them from it. */
record MemoryPart(Layout layout, FlinkVersion version) implements Part {
    @Override
    public String name() {
        return "memory";
    }

    @Override
    public Map<String, Object> answers() throws Exception {
        Map<String, Object> answers = new TreeMap<>();
        for (JsonNode written : Json.read(layout.corpus("memory.json"))) {
            Configuration configuration = Configuration.fromMap(Combination.texts(written.path("configuration")));
            if (answers.put(written.path("name").asText(), ask(configuration)) != null) {
                throw new IllegalStateException("two memory configurations are called " + written.path("name").asText());
            }
        }
        return answers;
    }

    /** Asks the processes that the configuration speaks of, as the start scripts do and as containers do where that differs. */
    private Map<String, Object> ask(Configuration configuration) throws Exception {
        Map<String, Object> answer = new TreeMap<>();
        if (speaksOf(configuration, "taskmanager.")) {
            answer.put("taskManager", answer(() -> pools(taskManager(configuration, TaskManagerOptions.TOTAL_FLINK_MEMORY))));
        }
        if (speaksOf(configuration, "taskmanager.heap.")) {
            answer.put("taskManagerInContainer", answer(() -> pools(taskManager(configuration, TaskManagerOptions.TOTAL_PROCESS_MEMORY))));
        }
        if (speaksOf(configuration, "jobmanager.")) {
            answer.put("jobManager", answer(() -> pools(jobManager(configuration, JobManagerOptions.JVM_HEAP_MEMORY))));
        }
        if (speaksOf(configuration, "jobmanager.heap.")) {
            answer.put("jobManagerInContainer", answer(() -> pools(jobManager(configuration, JobManagerOptions.TOTAL_PROCESS_MEMORY))));
        }
        return answer;
    }

    private static boolean speaksOf(Configuration configuration, String prefix) {
        return configuration.keySet().stream().anyMatch(key -> key.startsWith(prefix));
    }

    private static Map<String, Object> answer(Callable<Map<String, Object>> question) {
        try {
            return question.call();
        } catch (Exception e) {
            return Map.of("rejected", Failure.chain(e));
        }
    }

    /** The legacy heap was an option up to 1.20, and what starts the process says which of today's it stands for. */
    private TaskExecutorProcessSpec taskManager(Configuration configuration, ConfigOption<MemorySize> legacyHeap) throws Exception {
        Configuration mapped = configuration;
        if (version.readsLegacy()) {
            mapped = (Configuration) invoke(TaskExecutorProcessUtils.class, "getConfigurationMapLegacyTaskManagerHeapSizeToConfigOption", configuration, legacyHeap);
        }
        return TaskExecutorProcessUtils.processSpecFromConfig(mapped);
    }

    private JobManagerProcessSpec jobManager(Configuration configuration, ConfigOption<MemorySize> legacyHeap) throws Exception {
        Object spec = version.readsLegacy()
                ? invoke(JobManagerProcessUtils.class, "processSpecFromConfigWithNewOptionToInterpretLegacyHeap", configuration, legacyHeap)
                : invoke(JobManagerProcessUtils.class, "processSpecFromConfig", configuration);
        return (JobManagerProcessSpec) spec;
    }

    private static Object invoke(Class<?> owner, String method, Configuration configuration, Object... more) throws Exception {
        try {
            if (more.length == 0) {
                return owner.getMethod(method, Configuration.class).invoke(null, configuration);
            }
            return owner.getMethod(method, Configuration.class, ConfigOption.class).invoke(null, configuration, more[0]);
        } catch (InvocationTargetException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }

    private static Map<String, Object> pools(TaskExecutorProcessSpec spec) {
        Map<String, Object> pools = totals(spec);
        TaskExecutorFlinkMemory flink = spec.getFlinkMemory();
        pools.put("frameworkHeap", flink.getFrameworkHeap().getBytes());
        pools.put("frameworkOffHeap", flink.getFrameworkOffHeap().getBytes());
        pools.put("taskHeap", flink.getTaskHeap().getBytes());
        pools.put("taskOffHeap", flink.getTaskOffHeap().getBytes());
        pools.put("network", flink.getNetwork().getBytes());
        pools.put("managed", flink.getManaged().getBytes());
        return pools;
    }

    private static Map<String, Object> pools(JobManagerProcessSpec spec) {
        Map<String, Object> pools = totals(spec);
        pools.put("heap", spec.getJvmHeapMemorySize().getBytes());
        pools.put("offHeap", spec.getJvmDirectMemorySize().getBytes());
        return pools;
    }

    private static Map<String, Object> totals(ProcessMemorySpec spec) {
        Map<String, Object> pools = new LinkedHashMap<>();
        pools.put("process", spec.getTotalProcessMemorySize().getBytes());
        pools.put("flink", spec.getTotalFlinkMemorySize().getBytes());
        pools.put("metaspace", spec.getJvmMetaspaceSize().getBytes());
        pools.put("overhead", spec.getJvmOverheadSize().getBytes());
        return pools;
    }
}
