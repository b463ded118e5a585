package sample;

import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

public final class OrdersJob {
    private OrdersJob() {}

    public static void main(String[] args) throws Exception {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        env.enableCheckpointing(60_000);
        env.getCheckpointConfig().setMinPauseBetweenCheckpoints(30_000);
        env.getCheckpointConfig().setTolerableCheckpointFailureNumber(3);
        env.setMaxParallelism(128);
        env.fromSequence(1, 100).keyBy(order -> order % 10, Types.LONG).map(new LastOrder()).uid("last-order").print();
        env.execute("orders");
    }
}
