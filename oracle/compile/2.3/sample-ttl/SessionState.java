package sample;

import java.time.Duration;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.StateTtlConfig;

public final class SessionState {
    private static final StateTtlConfig HALF_A_DAY = StateTtlConfig.newBuilder(Duration.ofHours(12))
            .setUpdateType(StateTtlConfig.UpdateType.OnReadAndWrite)
            .setStateVisibility(StateTtlConfig.StateVisibility.NeverReturnExpired)
            .build();

    private SessionState() {}

    static MapStateDescriptor<String, Long> clicks() {
        MapStateDescriptor<String, Long> descriptor = new MapStateDescriptor<>("clicks", String.class, Long.class);
        descriptor.enableTimeToLive(HALF_A_DAY);
        return descriptor;
    }
}
