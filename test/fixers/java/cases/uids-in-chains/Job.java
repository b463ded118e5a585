package demo;

import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.functions.RichFlatMapFunction;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.AsyncDataStream;
import org.apache.flink.streaming.api.datastream.BroadcastStream;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamSink;
import org.apache.flink.streaming.api.datastream.DataStreamSource;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.streaming.api.functions.async.AsyncFunction;
import org.apache.flink.streaming.api.functions.async.ResultFuture;
import org.apache.flink.streaming.api.functions.co.BroadcastProcessFunction;
import org.apache.flink.util.Collector;

public class Job {

    public static void main(String[] args) throws Exception {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        // A source keeps its own type.
        DataStreamSource<Long> numbers = env.fromSequence(1, 100); // a hundred
        DataStreamSource<Long> slow = env.fromSequence(1, 10).setParallelism(1);
        var others = env.fromSequence(1, 5);
        DataStream<Long> plain = env.fromSequence(1, 3);

        // What the compiler takes from the variable.
        DataStream<Number> widened = numbers.map(n -> n + 1L);
        SingleOutputStreamOperator<Number> held = numbers.map(n -> n + 2L);
        DataStream<String> told = plain
                .process(new Shout<>());
        DataStream<Number> elements = env.fromElements(1, 2L);
        DataStream<Long> summed = numbers.keyBy(n -> n % 3).sum(0);

        widened.filter(n -> true)
                .name("all") // every one
                .print();
        KeyedStream<Long, Long> keyed = slow.union(others, plain).keyBy(n -> n % 7);
        keyed.reduce((a, b) -> a + b)
            .map(n -> "n" + n)
            .returns(Types.STRING)
            .print();
        keyed.countWindow(10).max(0).map(new Plus()).print().name("maxima");
        numbers.countWindowAll(5).reduce(Long::sum).flatMap(new RichFlatMapFunction<Long, Long>() {
            @Override
            public void flatMap(Long value, Collector<Long> out) {
                out.collect(value);
            }
        }).printToErr();

        AsyncDataStream.unorderedWait(numbers, new Ask(), 1, TimeUnit.SECONDS)
                .print();
        BroadcastStream<Long> rules = others.broadcast(new MapStateDescriptor<>("rules", Types.LONG, Types.LONG));
        plain.connect(rules).process(new Apply()).print();
        DataStreamSink<String> last = shouted(told).print();
        held.print();
        elements.print();
        summed.print();
        env.execute();
    }

    static DataStream<String> shouted(DataStream<String> in) {
        return in.map(text -> text + "!");
    }

    static class Plus implements MapFunction<Long, Long> {
        @Override
        public Long map(Long value) {
            return value + 1;
        }
    }

    static class Shout<T> extends ProcessFunction<T, String> {
        @Override
        public void processElement(T value, Context context, Collector<String> out) {
            out.collect(value + "!");
        }
    }

    static class Ask implements AsyncFunction<Long, String> {
        @Override
        public void asyncInvoke(Long input, ResultFuture<String> future) {
            future.complete(java.util.List.of("" + input));
        }
    }

    static class Apply extends BroadcastProcessFunction<Long, Long, Long> {
        @Override
        public void processElement(Long value, ReadOnlyContext context, Collector<Long> out) {
            out.collect(value);
        }

        @Override
        public void processBroadcastElement(Long value, Context context, Collector<Long> out) {}
    }
}
