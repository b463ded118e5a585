import java.time.Duration;
import org.apache.flink.api.common.functions.RichFlatMapFunction;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.Collector;

/* A job with everything in one place. */
class Job {
    DataStream<Long> build(StreamExecutionEnvironment env) {
        return env.fromSequence(1, 10).keyBy(n -> n % 7).flatMap(new RichFlatMapFunction<Long, Long>() {
            private ValueState<Long> last() {
                ValueStateDescriptor<Long> lastSeenDescriptor = new ValueStateDescriptor<>("last-seen", Types.LONG);
                lastSeenDescriptor.enableTimeToLive(StateTtlConfig.newBuilder(Duration.ofHours(1)).build());
                return getRuntimeContext().getState(lastSeenDescriptor);
            }

            @Override
            public void flatMap(Long value, Collector<Long> out) throws Exception {
                ListStateDescriptor<String> namesDescriptor = new ListStateDescriptor<>("names", String.class);
                namesDescriptor.enableTimeToLive(StateTtlConfig.newBuilder(Duration.ofSeconds(90)).build());
                ListState<String> names = getRuntimeContext().getListState(namesDescriptor);
                names.add("n" + value);
                ValueStateDescriptor rawDescriptor = new ValueStateDescriptor("raw", Long.class);
                rawDescriptor.enableTimeToLive(StateTtlConfig.newBuilder(Duration.ofMillis(1500)).build());
                @SuppressWarnings({"rawtypes", "unchecked"})
                ValueState<Long> raw = getRuntimeContext().getState(rawDescriptor);
                raw.update(value);
                last().update(value);
            }
        });
    }
}
