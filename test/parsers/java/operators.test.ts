import { describe, expect, test } from 'vitest';
import type { OperatorFact, Stated } from '../../../src/model/job.ts';
import { readFile } from './reading.ts';

const IMPORTS =
	'import org.apache.flink.streaming.api.datastream.*; import org.apache.flink.streaming.api.environment.*; import org.apache.flink.streaming.api.functions.*; import org.apache.flink.connector.kafka.sink.*; import org.apache.flink.table.api.bridge.java.*; import org.apache.flink.cep.*; import org.apache.flink.api.common.functions.*;\n';

/** The operators of a class whose `main` has an environment `env` and a stream `in` that is given to it. */
function operators(statements: string, members = '', imports = IMPORTS): readonly OperatorFact[] {
	const text = `package p; ${imports}class Job {\n${members}\nstatic void build(StreamExecutionEnvironment env, DataStream<String> in) {\n${statements}\n} }\n`;
	return readFile(text).jobs?.operators ?? [];
}

const told = (stated: Stated<string | number> | undefined): string | number | undefined =>
	stated?.kind === 'known' ? stated.value : stated === undefined ? undefined : '?';
const methods = (statements: string, members = '', imports = IMPORTS) =>
	operators(statements, members, imports).map(({ method }) => method);
const uids = (statements: string, members = '') => operators(statements, members).map((fact) => `${fact.method} ${told(fact.uid) ?? '-'}`);
const states = (statements: string, members = '') => operators(statements, members).map(({ stateful }) => stateful);

describe('what adds an operator', () => {
	test.each([
		['env.fromSource(s, w, "n").map(f).filter(g).sinkTo(k);', ['fromSource', 'map', 'filter', 'sinkTo']],
		['in.keyBy(x -> x).process(f).addSink(k);', ['process', 'addSink']],
		['in.keyBy(x -> x).window(w).allowedLateness(l).trigger(t).aggregate(a);', ['aggregate']],
		['in.windowAll(w).reduce(r); in.countWindowAll(3).apply(a);', ['reduce', 'apply']],
		['in.union(in).rebalance().broadcast().keyBy(x -> x).print();', ['print']],
		['in.connect(in).map(f); in.keyBy(k).connect(in.broadcast(d)).process(p);', ['map', 'process']],
		['in.join(in).where(a).equalTo(b).window(w).apply(f); in.coGroup(in).where(a).equalTo(b).window(w).apply(f);', ['apply', 'apply']],
		['in.keyBy(k).intervalJoin(in.keyBy(k)).between(a, b).process(f);', ['process']],
		[
			'AsyncDataStream.unorderedWait(in, f, 1, U); org.apache.flink.streaming.api.datastream.AsyncDataStream.orderedWait(in, f, 1, U).print();',
			['unorderedWait', 'orderedWait', 'print'],
		],
		['CEP.pattern(in.keyBy(k), p).select(s).print();', ['select', 'print']],
		['DataStreamUtils.reinterpretAsKeyedStream(in, k).sum(0);', ['sum']],
		['in.getSideOutput(t); in.process(f).getSideOutput(t).print();', ['process', 'print']],
		['StreamTableEnvironment t = StreamTableEnvironment.create(env); t.toDataStream(x).print(); t.executeSql("a").print();', ['print']],
		['var s = env.addSource(f); s.setParallelism(2).map(m);', ['addSource', 'map']],
		['DataStream<String> a, b = in.map(f); a = b.filter(g); a.print();', ['map', 'filter', 'print']],
		['((SingleOutputStreamOperator<String>) in).print(); (args ? in : in.map(f)).print();', ['print', 'map', 'print']],
		['make(env).print(); Job.make(env).print(); Other.make(env).print();', ['print', 'print']],
	])('%s', (statements, expected) => {
		expect(methods(statements, 'static KeyedStream<String, String> make(StreamExecutionEnvironment env) { return null; }')).toEqual(
			expected,
		);
	});

	test.each([
		['System.out.print(1); list.stream().map(x -> x).filter(y -> y); optional.map(f);'],
		['// in.map(f);\n/* in.print(); */ String s = "in.map(f)";'],
		['helper.stream().map(f).print();'],
		['Labs.events(env).keyBy(x -> x).process(f);'],
		['in.foo().map(f);'],
		['in.sum(1); in.reduce(f);'],
	])('no operator: %s', (statements) => {
		expect(methods(statements)).toEqual([]);
	});

	test('streams of other libraries, and data sets, are none', () => {
		expect(methods('in.map(f);', '', 'import other.DataStream; import org.apache.flink.streaming.api.environment.*;')).toEqual([]);
		expect(methods('in.map(f);', '', 'import org.apache.flink.streaming.api.environment.*;')).toEqual([]);
		const batch =
			'import org.apache.flink.api.java.*; class J { void m() { ExecutionEnvironment env = ExecutionEnvironment.getExecutionEnvironment(); env.fromElements(1).map(f).print(); var e = ExecutionEnvironment.getExecutionEnvironment(); e.fromElements(1); StreamExecutionEnvironment s; } }';
		expect(readFile(batch).jobs?.operators).toEqual([]);
	});

	test('sources, transformations and sinks are told apart, with the class that adds them', () => {
		expect(
			operators('env.fromElements(1).map(f).print();').map(({ kind, className, condition }) => `${kind} ${className} ${condition}`),
		).toEqual(['source p.Job sometimes', 'transformation p.Job sometimes', 'sink p.Job sometimes']);
	});

	test('a window join takes a uid from 2.0 on', () => {
		const [join, process] = operators('in.join(in).where(a).equalTo(b).window(w).apply(f); in.process(f);');
		expect([join?.takesUidFrom, process?.takesUidFrom]).toEqual(['2.0', undefined]);
	});
});

describe('the uid', () => {
	test.each([
		['in.map(f).name("n").uid("m").filter(g);', ['map m', 'filter -']],
		['in\n.map(f) // .uid("no")\n.uid("m")\n;', ['map m']],
		['in.map(f).uid(PREFIX + "-map"); in.filter(f).uid(next());', ['map p-map', 'filter ?']],
		['SingleOutputStreamOperator<String> s = in.map(f); s.name("x"); s.uid("m"); s.print();', ['map m', 'print -']],
		['DataStreamSink<String> k; k = in.print(); k.uid("p");', ['print p']],
		['DataStream<String> s = in.map(f); ((SingleOutputStreamOperator<String>) s).uid("m");', ['map m']],
		[
			'DataStream<String> s = (SingleOutputStreamOperator<String>) in.join(in).where(a).equalTo(b).window(w).apply(f); s.print();',
			['apply -', 'print -'],
		],
		['((SingleOutputStreamOperator<String>) in.join(in).where(a).equalTo(b).window(w).apply(f)).uid("j");', ['apply j']],
		['SingleOutputStreamOperator<String> s = in.map(f); if (x) s = s.map(g); s.uid("m");', ['map ?', 'map ?']],
		['SingleOutputStreamOperator<String> s = in.map(f).uid("a"); s = s.filter(g).uid("b");', ['map a', 'filter b']],
		['SingleOutputStreamOperator<String> s = in.map(f); Other.tune(s);', ['map ?']],
		['DataStream<String> s = in.map(f); Other.tune(s);', ['map -']],
		['Other.tune(in.map(f)); plain(in.map(f)); tuned(in.map(f));', ['map ?', 'map -', 'map ?']],
		['in.union(in.map(f)); AsyncDataStream.orderedWait(in.map(f), g, 1, U);', ['map -', 'orderedWait -', 'map -']],
		['in.map(f).setUidHash("0123");', ['map -']],
	])('%s', (statements, expected) => {
		const members =
			'static final String PREFIX = "p"; static void plain(DataStream<String> s) { } static void tuned(SingleOutputStreamOperator<String> s) { }';
		expect(uids(statements, members)).toEqual(expected);
	});

	test('what a private method returns is named by its callers, what another returns may be', () => {
		const body = '(DataStream<String> s) { return s.map(f); }';
		const single = 'static SingleOutputStreamOperator<String> mapped';
		expect(uids('mapped(in).uid("m");', `private ${single}${body}`)).toEqual(['map m']);
		expect(uids('mapped(in).print();', `private ${single}${body}`)).toEqual(['map -', 'print -']);
		expect(uids('mapped(in).uid("a"); mapped(in).uid("b");', `private ${single}${body}`)).toEqual(['map ?']);
		expect(uids('mapped(in);', `${single}${body}`)).toEqual(['map ?']);
		expect(uids('mapped(in);', `static DataStream<String> mapped${body}`)).toEqual(['map -']);
	});

	test('a hash of a generated uid is told', () => {
		expect(operators('in.map(f).setUidHash("0123"); in.map(g);').map(({ pinned }) => pinned)).toEqual([true, undefined]);
	});
});

test('name, parallelism and maximal parallelism', () => {
	const facts = operators(
		'env.fromSource(s, w, "orders").setParallelism(4); in.map(f).name("clean").setParallelism(P * 2).setMaxParallelism(128); in.filter(g).setParallelism(n());',
		'static final int P = 3;',
	);
	expect(facts.map((fact) => [fact.name, fact.parallelism, fact.maxParallelism].map(told))).toEqual([
		['orders', 4, undefined],
		['clean', 6, 128],
		[undefined, '?', undefined],
	]);
});

describe('the id', () => {
	const ids = (statements: string) => operators(statements).map(({ id }) => id);

	test('is the stated name, else the variable, else the function, else the method', () => {
		expect(
			ids(
				'env.fromSource(s, w, "orders"); DataStream<String> words = in.map(f); in.flatMap(new Split<>()).name("n"); in.flatMap(new Split<>()); in.filter(x -> x); in.process(new ProcessFunction<A, B>() { });',
			),
		).toEqual(['p.Job.orders', 'p.Job.words', 'p.Job.n', 'p.Job.Split', 'p.Job.filter', 'p.Job.process']);
	});

	test('counts equals, and stays when a uid is added or text moves', () => {
		const before = ids('in.map(f); in.map(g); in.print();');
		expect(before).toEqual(['p.Job.map', 'p.Job.map#2', 'p.Job.print']);
		expect(ids('/* moved */ in\n.map(f).uid("a"); in.map(g)\n.uid("b"); in.print().uid("c");')).toEqual(before);
	});
});

describe('state', () => {
	test.each([
		['env.fromSource(s, w, "n"); env.socketTextStream("h", 1); env.fromCollection(c);', [true, false, undefined]],
		[
			'in.map(x -> x); in.map(Job::f); in.project(1); in.assignTimestampsAndWatermarks(w); in.transform("n", t, o);',
			[false, false, false, false, undefined],
		],
		['in.keyBy(k).sum(1); in.keyBy(k).reduce(r); in.windowAll(w).process(f);', [true, true, true]],
		['in.map(new Elsewhere()); in.map(function);', [undefined, undefined]],
		['in.map(new Plain()); in.map(new Counting()); in.map(new Buffering()); in.map(new Grown());', [false, true, true, undefined]],
		['in.process(new ProcessFunction<A, B>() { void f(Context c) { c.timerService().registerEventTimeTimer(1); } });', [true]],
		['in.map(new MapFunction<A, B>() { public B map(A a) { return a.getState(); } });', [false]],
		['KafkaSink<String> k = make(); in.sinkTo(k); in.sinkTo(KafkaSink.<String>builder().build()); in.print();', [true, true, false]],
		['env.addSource(new Reader());', [true]],
	])('%s', (statements, expected) => {
		const members = `static class Plain implements MapFunction<A, B> { }
			static class Counting extends RichMapFunction<A, B> { void open() { s = getRuntimeContext().getState(d); } }
			static class Buffering extends RichMapFunction<A, B> implements CheckpointedFunction { }
			static class Grown extends com.acme.Base { }
			static class Reader extends Mid { } static class Mid extends RichSourceFunction<A> implements ListCheckpointed<B> { }`;
		expect(states(statements, members)).toEqual(expected);
	});
});

test('a long chain, many streams and a variable that is written again and again cost what their size is', () => {
	expect(operators(`in${'.map(f).uid("x").name("y")'.repeat(3000)};`)).toHaveLength(3000);
	const again = `DataStream<String> s = in;\n${'s = s.map(f);\n'.repeat(4000)}`;
	expect(operators(again)).toHaveLength(4000);
	const many = Array.from({ length: 4000 }, (_, i) => `SingleOutputStreamOperator<String> s${i} = in.map(f); s${i}.uid("u${i}");`).join(
		'\n',
	);
	expect(operators(many).every(({ uid }) => uid?.kind === 'known')).toBe(true);
	operators(`${'('.repeat(5000)}in${')'.repeat(5000)}.map(f);`);
});
