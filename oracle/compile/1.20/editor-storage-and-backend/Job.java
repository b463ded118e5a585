package demo;

import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.contrib.streaming.state.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

class Job {
    void configure(StreamExecutionEnvironment env) {
        env.enableCheckpointing(60_000L);
        env.getCheckpointConfig().setExternalizedCheckpointRetention(ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
        env.getCheckpointConfig().setCheckpointStorage("s3://bucket/checkpoints");
        env.setStateBackend(new EmbeddedRocksDBStateBackend(true));
    }
}
