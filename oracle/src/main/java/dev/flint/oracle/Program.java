package dev.flint.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import java.lang.reflect.InvocationTargetException;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The calls of a case, and a small keyed job. */
final class Program {
    /** In the name of the vertex that parallelism is asked of. */
    static final String KEYED = "keyed";

    private Program() {}

    /** Calls without an owner are the environment's; {@code checkpointConfig.x} and {@code config.x} are those of its parts. */
    static void run(JsonNode calls, StreamExecutionEnvironment environment) throws NoSuchApi, InvocationTargetException {
        for (JsonNode call : calls) {
            String name = call.path("call").asText();
            if (name.equals("env.configure")) {
                environment.configure(Configuration.fromMap(Combination.texts(call.path("configuration"))));
                continue;
            }
            int dot = name.indexOf('.');
            Object target = switch (dot < 0 ? "env" : name.substring(0, dot)) {
                case "env" -> environment;
                case "checkpointConfig" -> environment.getCheckpointConfig();
                case "config" -> environment.getConfig();
                default -> throw new IllegalArgumentException("unknown target in a case: " + name);
            };
            Call.invoke(target, name.substring(dot + 1), call.path("args"));
        }
    }

    static void buildJob(StreamExecutionEnvironment environment, Combination combination) {
        SingleOutputStreamOperator<Long> operator = environment
                .fromSequence(1, 10)
                .keyBy(number -> number % 2, Types.LONG)
                .map(new Identity())
                .name(KEYED);
        combination.operatorParallelism().ifPresent(operator::setParallelism);
        combination.operatorMaxParallelism().ifPresent(operator::setMaxParallelism);
        operator.filter(number -> false).name("nothing").print().name("sink");
    }

    private static final class Identity implements MapFunction<Long, Long> {
        private static final long serialVersionUID = 1;

        @Override
        public Long map(Long value) {
            return value;
        }
    }
}
