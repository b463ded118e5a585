package sample;

import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.time.Time;
import org.apache.flink.configuration.Configuration;

public final class LastOrder extends RichMapFunction<Long, Long> {
    private static final long serialVersionUID = 1;

    private transient ValueState<Long> last;

    @Override
    public void open(Configuration parameters) {
        ValueStateDescriptor<Long> descriptor = new ValueStateDescriptor<>("last", Long.class);
        descriptor.enableTimeToLive(StateTtlConfig.newBuilder(Time.days(7)).build());
        last = getRuntimeContext().getState(descriptor);
    }

    @Override
    public Long map(Long order) throws Exception {
        last.update(order);
        return order;
    }
}
