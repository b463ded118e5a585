package sample;

import java.time.Duration;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;

public final class LastOrder extends RichMapFunction<Long, Long> {
    private static final long serialVersionUID = 1;

    private transient ValueState<Long> last;

    @Override
    public void open(OpenContext context) {
        ValueStateDescriptor<Long> descriptor = new ValueStateDescriptor<>("last", Long.class);
        descriptor.enableTimeToLive(StateTtlConfig.newBuilder(Duration.ofDays(7)).build());
        last = getRuntimeContext().getState(descriptor);
    }

    @Override
    public Long map(Long order) throws Exception {
        last.update(order);
        return order;
    }
}
