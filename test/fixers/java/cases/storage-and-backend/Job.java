package demo;

import org.apache.flink.contrib.streaming.state.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

class Job {
    void configure(StreamExecutionEnvironment env) {
        env.enableCheckpointing(60_000L);
        env.setStateBackend(new EmbeddedRocksDBStateBackend());
    }
}
