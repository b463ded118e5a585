package demo;

import java.time.Duration;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;

class Job implements MapFunction<Long, Long>, CheckpointedFunction {
	private ValueState<Integer> count;
	private MapState<Long, Integer> all;
	private ValueStateDescriptor<Integer> descriptor;

	@Override
	public void initializeState(FunctionInitializationContext context) throws Exception {
		descriptor = new ValueStateDescriptor<>("count", Integer.class);
		descriptor.enableTimeToLive(StateTtlConfig.newBuilder(Duration.ofDays(7)).build());
		count = context.getKeyedStateStore().getState(descriptor);
		if (all == null) {
			MapStateDescriptor<Long, Integer> allDescriptor = new MapStateDescriptor<Long, Integer>("all", Long.class, Integer.class);
			allDescriptor.enableTimeToLive(StateTtlConfig.newBuilder(Duration.ofDays(7)).build());
			all = context.getKeyedStateStore().getMapState(allDescriptor);
		}
	}

	@Override
	public void snapshotState(FunctionSnapshotContext context) {}

	@Override
	public Long map(Long value) throws Exception {
		count.update(1);
		all.put(value, 1);
		return value;
	}
}
