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
        numbers.uid("numbers");
        DataStreamSource<Long> slow = env.fromSequence(1, 10).setParallelism(1);
        slow.uid("slow");
        var others = env.fromSequence(1, 5);
        others.uid("others");
        DataStream<Long> plain = env.fromSequence(1, 3).uid("plain");

        // What the compiler takes from the variable.
        DataStream<Number> widened = numbers.<Number>map(n -> n + 1L).uid("widened");
        SingleOutputStreamOperator<Number> held = numbers.map(n -> n + 2L);
        held.uid("held");
        DataStream<String> told = plain
                .<String>process(new Shout<>())
                .uid("told");
        DataStream<Number> elements = env.<Number>fromElements(1, 2L).uid("elements");
        DataStream<Long> summed = numbers.keyBy(n -> n % 3).sum(0).uid("summed");

        widened.filter(n -> true)
                .uid("all")
                .name("all") // every one
                .print()
                .uid("print");
        KeyedStream<Long, Long> keyed = slow.union(others, plain).keyBy(n -> n % 7);
        keyed.reduce((a, b) -> a + b)
            .uid("reduce")
            .map(n -> "n" + n)
            .uid("map")
            .returns(Types.STRING)
            .print()
            .uid("print#2");
        keyed.countWindow(10).max(0).uid("max").map(new Plus()).uid("Plus").print().uid("maxima").name("maxima");
        numbers.countWindowAll(5).reduce(Long::sum).uid("reduce#2").flatMap(new RichFlatMapFunction<Long, Long>() {
            @Override
            public void flatMap(Long value, Collector<Long> out) {
                out.collect(value);
            }
        }).uid("flatMap").printToErr().uid("printToErr");

        AsyncDataStream.unorderedWait(numbers, new Ask(), 1, TimeUnit.SECONDS)
                .uid("Ask")
                .print()
                .uid("print#3");
        BroadcastStream<Long> rules = others.broadcast(new MapStateDescriptor<>("rules", Types.LONG, Types.LONG));
        plain.connect(rules).process(new Apply()).uid("Apply").print().uid("print#4");
        DataStreamSink<String> last = shouted(told).print().uid("last");
        held.print().uid("print#5");
        elements.print().uid("print#6");
        summed.print().uid("print#7");
        env.execute();
    }

    static DataStream<String> shouted(DataStream<String> in) {
        return in.<String>map(text -> text + "!").uid("map#2");
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
