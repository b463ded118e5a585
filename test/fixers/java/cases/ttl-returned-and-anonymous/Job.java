import org.apache.flink.api.common.functions.RichFlatMapFunction;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
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
                return getRuntimeContext().getState(new ValueStateDescriptor<>("last-seen", Types.LONG));
            }

            @Override
            public void flatMap(Long value, Collector<Long> out) throws Exception {
                ListState<String> names = getRuntimeContext().getListState(new ListStateDescriptor<>("names", String.class));
                names.add("n" + value);
                @SuppressWarnings({"rawtypes", "unchecked"})
                ValueState<Long> raw = getRuntimeContext().getState(new ValueStateDescriptor("raw", Long.class));
                raw.update(value);
                last().update(value);
            }
        });
    }
}
