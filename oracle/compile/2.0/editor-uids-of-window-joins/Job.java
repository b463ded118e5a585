package demo;

import java.time.Duration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.windowing.assigners.TumblingEventTimeWindows;

public class Job {

    public static void main(String[] args) throws Exception {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        DataStream<Long> left = env.fromSequence(1, 100).uid("left");
        DataStream<Long> right = env.fromSequence(1, 100).uid("right");
        DataStream<String> joined = left.join(right)
                .where(n -> n)
                .equalTo(n -> n)
                .window(TumblingEventTimeWindows.of(Duration.ofMinutes(1)))
                .<String>apply((a, b) -> a + "=" + b)
                .uid("joined");
        joined.print().uid("print");
        env.execute();
    }
}
