package dev.flint.oracle;

import java.lang.reflect.Method;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.apache.flink.client.program.StreamContextEnvironment;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.DeploymentOptions;
import org.apache.flink.core.execution.PipelineExecutor;
import org.apache.flink.core.execution.PipelineExecutorFactory;
import org.apache.flink.core.execution.PipelineExecutorServiceLoader;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.ExceptionUtils;

/** The environment that a program gets from a client or an application cluster: it checks what the program changed when it executes a job. */
final class ClientEnvironment {
    private ClientEnvironment() {}

    /** Only this environment looks at {@code execution.program-config.enabled}. */
    static boolean isAskedFor(Configuration cluster) {
        return cluster.contains(DeploymentOptions.PROGRAM_CONFIG_ENABLED);
    }

    static StreamExecutionEnvironment create(Configuration cluster) throws ReflectiveOperationException {
        Configuration withTarget = new Configuration(cluster);
        withTarget.set(DeploymentOptions.TARGET, "oracle");
        Method setAsContext = Call.methods(StreamContextEnvironment.class).stream()
                .filter(method -> method.getName().equals("setAsContext"))
                .findFirst()
                .orElseThrow();
        Object[] arguments = Stream.of(setAsContext.getParameterTypes())
                .map(type -> argument(type, withTarget))
                .toArray();
        setAsContext.invoke(null, arguments);
        try {
            return StreamExecutionEnvironment.getExecutionEnvironment();
        } finally {
            StreamContextEnvironment.unsetAsContext();
        }
    }

    /** Returns where the client would hand the job to a cluster; throws what it throws before. */
    static void execute(StreamExecutionEnvironment environment, Combination combination) throws Exception {
        Program.buildJob(environment, combination);
        try {
            environment.executeAsync(environment.getStreamGraph());
        } catch (Exception e) {
            if (ExceptionUtils.findThrowable(e, HandedOver.class).isEmpty()) {
                throw e;
            }
        }
    }

    /** The parameters differ between versions; their types tell what they are. */
    private static Object argument(Class<?> type, Configuration cluster) {
        if (type == PipelineExecutorServiceLoader.class) {
            return new Executors();
        }
        if (type == Configuration.class) {
            return cluster;
        }
        if (type == ClassLoader.class) {
            return ClientEnvironment.class.getClassLoader();
        }
        if (type == boolean.class) {
            return true;
        }
        if (type == int.class) {
            return 1;
        }
        return type == Collection.class ? List.of() : null;
    }

    private static final class Executors implements PipelineExecutorServiceLoader {
        @Override
        public PipelineExecutorFactory getExecutorFactory(Configuration configuration) {
            return new PipelineExecutorFactory() {
                @Override
                public String getName() {
                    return "oracle";
                }

                @Override
                public boolean isCompatibleWith(Configuration any) {
                    return true;
                }

                @Override
                public PipelineExecutor getExecutor(Configuration any) {
                    return (pipeline, settings, loader) -> CompletableFuture.failedFuture(new HandedOver());
                }
            };
        }

        @Override
        public Stream<String> getExecutorNames() {
            return Stream.of("oracle");
        }
    }

    private static final class HandedOver extends Exception {
        private static final long serialVersionUID = 1;
    }
}
