package demo;

import java.time.Duration;
import org.apache.flink.api.common.functions.AggregateFunction;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.AggregatingState;
import org.apache.flink.api.common.state.AggregatingStateDescriptor;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ReducingState;
import org.apache.flink.api.common.state.ReducingStateDescriptor;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeHint;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

public class Job extends KeyedProcessFunction<String, Long, Long> {
    private final ValueStateDescriptor<Long> lastDescriptor = new ValueStateDescriptor<>("last", Long.class);
    private transient ValueState<Long> last;
    private transient ValueState<Tuple2<Long, Long>> sum;
    private transient ListState<Long> recent;
    private transient MapState<String, Long> counts;
    private transient ReducingState<Long> largest;
    private transient AggregatingState<Long, Long> total;

    @Override
    public void open(OpenContext context) throws Exception {
        lastDescriptor.enableTimeToLive(StateTtlConfig.newBuilder(Duration.ofDays(7)).build());
        last = getRuntimeContext().getState(lastDescriptor);
        ValueStateDescriptor<Tuple2<Long, Long>> descriptor =
                new ValueStateDescriptor<>(
                        "sum", // of what was seen
                        TypeInformation.of(new TypeHint<Tuple2<Long, Long>>() {}));
        descriptor.enableTimeToLive(StateTtlConfig.newBuilder(Duration.ofDays(7)).build());
        sum = getRuntimeContext().getState(descriptor);
        ListStateDescriptor<Long> recentDescriptor = new ListStateDescriptor<>("recent", Long.class);
        recentDescriptor.enableTimeToLive(StateTtlConfig.newBuilder(Duration.ofHours(36)).build());
        recent = getRuntimeContext().getListState(recentDescriptor);
        MapStateDescriptor<String, Long> countsDescriptor = new MapStateDescriptor<>("counts", String.class, Long.class);
        countsDescriptor.enableTimeToLive(StateTtlConfig.newBuilder(Duration.ofDays(7)).build());
        this.counts = getRuntimeContext().getMapState(
                countsDescriptor);
        ReducingStateDescriptor<Long> largestDescriptor = new ReducingStateDescriptor<>("largest", Math::max, Long.class);
        largestDescriptor.enableTimeToLive(StateTtlConfig.newBuilder(Duration.ofDays(7)).build());
        largest = getRuntimeContext().getReducingState(largestDescriptor);
        AggregatingStateDescriptor<Long, Long, Long> totalDescriptor = new AggregatingStateDescriptor<Long, Long, Long>("total", new Sum(), Long.class);
        totalDescriptor.enableTimeToLive(StateTtlConfig.newBuilder(Duration.ofDays(7)).build());
        total = getRuntimeContext().getAggregatingState(totalDescriptor);
    }

    @Override
    public void processElement(Long value, Context context, Collector<Long> out) throws Exception {
        last.update(value);
        sum.update(Tuple2.of(value, value));
        recent.add(value);
        counts.put(context.getCurrentKey(), value);
        largest.add(value);
        total.add(value);
    }

    private static class Sum implements AggregateFunction<Long, Long, Long> {
        @Override
        public Long createAccumulator() {
            return 0L;
        }

        @Override
        public Long add(Long value, Long sum) {
            return sum + value;
        }

        @Override
        public Long getResult(Long sum) {
            return sum;
        }

        @Override
        public Long merge(Long a, Long b) {
            return a + b;
        }
    }
}
