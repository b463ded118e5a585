package demo;

import java.time.Duration;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.api.common.state.*;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.windowing.time.Time;

class Job extends RichMapFunction<Long, Long> {
    static final Time SIZE = Time.minutes(5);
    private ValueState<Boolean> seen;

    @Override public void open(Configuration p) { ValueStateDescriptor<Boolean> seenDescriptor = new ValueStateDescriptor<>("seen", Boolean.class); seenDescriptor.enableTimeToLive(StateTtlConfig.newBuilder(Duration.ofDays(1)).build()); seen = getRuntimeContext().getState(seenDescriptor); }

    @Override
    public Long map(Long value) throws Exception {
        seen.update(true);
        return value;
    }
}
