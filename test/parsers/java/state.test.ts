import { beforeAll, describe, expect, it } from 'vitest';
import { readGrammar } from '../../../src/grammar-files.ts';
import type { StateDescriptorFact } from '../../../src/model/job.ts';
import { type JavaGrammar, loadJavaGrammar } from '../../../src/parsers/java/grammar.ts';
import { JavaFile } from '../../../src/parsers/java/source.ts';
import { stateDescriptors } from '../../../src/parsers/java/state.ts';

let grammar: JavaGrammar;
beforeAll(async () => {
	grammar = await loadJavaGrammar(await readGrammar());
});

function read(text: string): readonly StateDescriptorFact[] {
	return new JavaFile(grammar, 'Job.java', text).read(stateDescriptors);
}

/** `use/bound` of every descriptor of a source. */
function verdicts(text: string): readonly string[] {
	return read(text).map((fact) => `${fact.use}/${fact.bound}`);
}

/** A keyed function whose class body is given. */
function keyed(body: string): string {
	return `class Count extends KeyedProcessFunction<String, Event, Long> {\n${body}\n}`;
}

const OPEN = `ValueState<Long> total;
	public void open(OpenContext context) {
		ValueStateDescriptor<Long> descriptor = new ValueStateDescriptor<>("total", Long.class);
		total = getRuntimeContext().getState(descriptor);
	}
	void count(Long n) { total.update(n); }`;

describe('what a descriptor says of itself', () => {
	it('has a kind, a name, a place and an id', () => {
		const text = `package demo;\n${keyed(OPEN)}`;
		expect(read(text)).toEqual([
			{
				id: 'demo.Count.descriptor',
				kind: 'value',
				use: 'keyed',
				bound: 'never',
				onlyGrows: false,
				siblingsCleared: false,
				stateName: 'total',
				file: 'Job.java',
				range: { start: text.indexOf('new Value'), end: text.indexOf(';\n\t\ttotal') },
				className: 'demo.Count',
			},
		]);
	});

	it('is found raw, qualified, folding, and with a constant for its name; not as a type argument', () => {
		const facts = read(
			keyed(`static final String NAME = "seen";
			void open() {
				a = getRuntimeContext().getMapState(new MapStateDescriptor(NAME, String.class, Long.class));
				b = getRuntimeContext().getListState(new org.apache.flink.api.common.state.ListStateDescriptor<Long>("b", Long.class));
				c = getRuntimeContext().getFoldingState(new FoldingStateDescriptor<>(name(), 0, f, Long.class));
				d = new ArrayList<ValueStateDescriptor<Long>>();
			}`),
		);
		expect(facts.map((fact) => [fact.kind, fact.stateName, fact.id])).toEqual([
			['map', 'seen', 'Count.seen'],
			['list', 'b', 'Count.b'],
			['aggregating', undefined, 'Count.aggregating'],
		]);
	});

	it('keeps its id when text moves, and numbers equal ones', () => {
		const twice = keyed(`void open() {
			a = getRuntimeContext().getState(new ValueStateDescriptor<>("x", Long.class));
			b = getRuntimeContext().getState(new ValueStateDescriptor<>("x", Long.class));
		}`);
		expect(read(twice).map((fact) => fact.id)).toEqual(['Count.x', 'Count.x#2']);
		expect(read(`// moved\n\n${twice}`).map((fact) => fact.id)).toEqual(['Count.x', 'Count.x#2']);
	});

	it('is not found in comments and strings', () => {
		expect(read('class A { /* new ValueStateDescriptor<>("a", X.class) */ String s = "new ValueStateDescriptor<>()"; }')).toEqual([]);
	});
});

describe('what state is for', () => {
	const cases: readonly (readonly [string, string, readonly string[]])[] = [
		[
			'broadcast',
			'class A { void f() { MapStateDescriptor<K, V> d = new MapStateDescriptor<>("r", k, v); s.broadcast(d); } }',
			['broadcast/unknown'],
		],
		[
			'a broadcast pattern read in a function',
			'class A { void f(ReadOnlyContext ctx) { ctx.getBroadcastState(new MapStateDescriptor<>("r", k, v)).put(a, b); } }',
			['broadcast/never'],
		],
		[
			'operator state',
			'class A implements CheckpointedFunction { void initializeState(FunctionInitializationContext c) { s = c.getOperatorStateStore().getListState(new ListStateDescriptor<>("a", T.class)); } }',
			['operator/unknown'],
		],
		[
			'operator state through a variable',
			'class A { void f(FunctionInitializationContext c) { OperatorStateStore store = c.getOperatorStateStore(); ListState<T> s = store.getUnionListState(new ListStateDescriptor<>("a", T.class)); s.add(t); } }',
			['operator/never'],
		],
		[
			'keyed state of a checkpointed function',
			'class A { void f(FunctionInitializationContext c) { ValueState<T> s = c.getKeyedStateStore().getState(new ValueStateDescriptor<>("a", T.class)); s.update(t); } }',
			['keyed/never'],
		],
		[
			'a trigger',
			'class T extends Trigger<E, W> { final ValueStateDescriptor<Long> d = new ValueStateDescriptor<>("n", Long.class); R onElement(E e, TriggerContext ctx) { ctx.getPartitionedState(d).update(1L); } }',
			['trigger/never'],
		],
		[
			'window state',
			'class W extends ProcessWindowFunction<I, O, K, TimeWindow> { void process(K k, Context c) { ValueState<Long> s = c.windowState().getState(new ValueStateDescriptor<>("n", Long.class)); s.update(1L); } }',
			['window/never'],
		],
		[
			'a reader of the State Processor API',
			'class R extends KeyedStateReaderFunction<K, O> { void open() { s = getRuntimeContext().getState(new ValueStateDescriptor<>("n", Long.class)); } }',
			['unknown/unknown'],
		],
		[
			'a descriptor that is not used here',
			'class D { static final ValueStateDescriptor<Long> N = new ValueStateDescriptor<>("n", Long.class); }',
			['unknown/unknown'],
		],
		[
			'a descriptor given to a helper elsewhere',
			keyed('void open() { s = States.of(getRuntimeContext(), new ValueStateDescriptor<>("n", Long.class)); }'),
			['unknown/unknown'],
		],
		[
			'a static holder class in the same file',
			`${keyed('ValueState<Long> s; void open() { s = getRuntimeContext().getState(Descriptors.N); s.update(1L); }')} class Descriptors { static final ValueStateDescriptor<Long> N = new ValueStateDescriptor<>("n", Long.class); }`,
			['keyed/never'],
		],
		[
			'an anonymous function',
			'class A { void f() { s.process(new KeyedProcessFunction<K, I, O>() { ValueState<Long> s; void open() { s = getRuntimeContext().getState(new ValueStateDescriptor<>("n", Long.class)); s.update(1L); } }); } }',
			['keyed/never'],
		],
		[
			'a context kept in a local',
			keyed(
				'ValueState<Long> s; void open() { RuntimeContext c = getRuntimeContext(); s = c.getState(new ValueStateDescriptor<>("n", Long.class)); s.update(1L); }',
			),
			['keyed/never'],
		],
	];
	for (const [name, text, expected] of cases) it(name, () => expect(verdicts(text)).toEqual(expected));
});

describe('a time to live', () => {
	const ttl = 'StateTtlConfig ttl = StateTtlConfig.newBuilder(Duration.ofDays(1)).build();';
	const cases: readonly (readonly [string, string])[] = [
		['given directly', OPEN.replace('total = ', 'descriptor.enableTimeToLive(StateTtlConfig.newBuilder(t).build());\n total = ')],
		['given through a variable', OPEN.replace('total = ', `${ttl} descriptor.enableTimeToLive(ttl);\n total = `)],
		[
			'given where a constructor argument is not null',
			OPEN.replace('total = ', 'if (config != null) descriptor.enableTimeToLive(config);\n total = '),
		],
		[
			'given by a helper',
			`${OPEN.replace('total = ', 'expire(descriptor);\n total = ')} static void expire(StateDescriptor<?, ?> d) { d.enableTimeToLive(TTL); }`,
		],
		[
			'given by a helper that hands the descriptor back',
			'ValueState<Long> s; void open() { s = getRuntimeContext().getState(expiring(new ValueStateDescriptor<>("n", Long.class))); } <D extends StateDescriptor<?, ?>> D expiring(D d) { d.enableTimeToLive(TTL); return d; }',
		],
		[
			'given by a factory',
			'ValueState<Long> s; void open() { s = getRuntimeContext().getState(make("n")); } ValueStateDescriptor<Long> make(String n) { ValueStateDescriptor<Long> d = new ValueStateDescriptor<>(n, Long.class); d.enableTimeToLive(TTL); return d; }',
		],
	];
	for (const [name, body] of cases) it(name, () => expect(verdicts(keyed(body))).toEqual(['keyed/ttl']));

	it('is none where it is disabled', () => {
		const body = OPEN.replace('total = ', 'descriptor.enableTimeToLive(StateTtlConfig.DISABLED);\n total = ');
		expect(verdicts(keyed(body))).toEqual(['keyed/never']);
	});

	it('belongs to the descriptor that is given it, not to its neighbour in the same helper', () => {
		const body = `ValueState<Long> a; ValueState<Long> b;
			void open() { a = getRuntimeContext().getState(same(new ValueStateDescriptor<>("a", Long.class)));
				ValueStateDescriptor<Long> d = same(new ValueStateDescriptor<>("b", Long.class)); d.enableTimeToLive(TTL); b = getRuntimeContext().getState(d); a.update(1L); b.update(1L); }
			ValueStateDescriptor<Long> same(ValueStateDescriptor<Long> d) { return d; }`;
		expect(verdicts(keyed(body))).toEqual(['keyed/never', 'keyed/ttl']);
	});
});

describe('state that something frees', () => {
	const process = (statement: string) => keyed(`${OPEN} void processElement(Event e) { ${statement} }`);
	const cleared: readonly (readonly [string, string])[] = [
		['clear', process('total.clear();')],
		['clear through this', process('this.total.clear();')],
		['clear in onTimer', keyed(`${OPEN} void onTimer(long t) { total.clear(); }`)],
		['an update to null', process('total.update(null);')],
		['an update to null on one branch', process('total.update(e.last() ? null : e.value());')],
		['an update to a variable that was set to null', process('Long n = 1L; if (e.last()) n = null; total.update(n);')],
		['a helper given null', keyed(`${OPEN} void a() { set(null); } void set(Long n) throws E { total.update(n); }`)],
		['a helper the state is passed to', keyed(`${OPEN} void a() { drop(total); } static void drop(ValueState<?> s) { s.clear(); }`)],
		['a method reference', process('e.onEnd(total::clear);')],
		[
			'a holder class of the file',
			`${keyed(`${OPEN} void a() { new Holder(total).end(); }`)} class Holder { final ValueState<Long> s; Holder(ValueState<Long> s) { this.s = s; } void end() { s.clear(); } }`,
		],
		['the asynchronous state API', process('total.asyncClear();')],
	];
	for (const [name, text] of cleared) it(name, () => expect(verdicts(text)).toEqual(['keyed/cleared']));

	const map = (statement: string) =>
		keyed(
			`MapState<String, Long> m; void open() { m = getRuntimeContext().getMapState(new MapStateDescriptor<>("m", String.class, Long.class)); } void f(Event e) { ${statement} }`,
		);
	for (const statement of [
		'm.remove(e.key());',
		'Iterator<Map.Entry<String, Long>> i = m.iterator(); while (i.hasNext()) { i.next(); i.remove(); }',
		'Iterator<String> i = m.keys().iterator(); i.next(); i.remove();',
		'm.entries().iterator().remove();',
		'Iterables.removeIf(m.values(), n -> n > 1);',
	]) {
		it(statement, () => expect(verdicts(map(statement))).toEqual(['keyed/cleared']));
	}

	const list = (method: string) =>
		keyed(`ListState<Long> l; void open() { l = getRuntimeContext().getListState(new ListStateDescriptor<>("l", Long.class)); } ${method}`);
	it.each([
		['void f() { l.update(Collections.emptyList()); }', 'keyed/cleared'],
		['void f() { l.update(new ArrayList<>()); }', 'keyed/cleared'],
		['void onTimer(long t) { l.update(recent); }', 'keyed/cleared'],
		['void f() { l.update(recent); }', 'keyed/never'],
		['void f() { List<Long> r = new ArrayList<>(); r.add(1L); l.update(r); }', 'keyed/never'],
	])('%s', (method, expected) => expect(verdicts(list(method))).toEqual([expected]));

	it('broadcast side access to keyed state', () => {
		const text = `class F extends KeyedBroadcastProcessFunction<K, I, B, O> {
			final ValueStateDescriptor<Long> d = new ValueStateDescriptor<>("n", Long.class); ValueState<Long> s;
			void open() { s = getRuntimeContext().getState(d); }
			void processBroadcastElement(B b, Context c) { c.applyToKeyedState(d, (key, state) -> state.clear()); } }`;
		expect(verdicts(text)).toEqual(['keyed/cleared']);
	});
});

describe('state that nothing frees', () => {
	it('is weaker with a timer that leaves it alone, which is named', () => {
		const text = keyed(
			`${OPEN} void processElement(Event e, Context ctx) { ctx.timerService().registerEventTimeTimer(e.time()); } void onTimer(long t) { out.collect(total.value()); }`,
		);
		const [fact] = read(text);
		expect(fact?.bound).toBe('timer-without-clear');
		expect(text.slice(fact?.timer?.start, fact?.timer?.end)).toBe('ctx.timerService().registerEventTimeTimer(e.time());');
	});

	it('is not told by the clear of another variable of that name', () => {
		expect(verdicts(keyed(`${OPEN} void f() { List<Long> total = new ArrayList<>(); total.clear(); }`))).toEqual(['keyed/never']);
		expect(verdicts(`${keyed(OPEN)} class Other { ValueState<Long> total; void f() { total.clear(); } }`)).toEqual(['keyed/never']);
	});

	it('cannot be told where the state is handed to code that is not seen', () => {
		expect(verdicts(keyed(`${OPEN} void f() { Helper.expire(total); }`))).toEqual(['keyed/unknown']);
		expect(verdicts(keyed(`${OPEN} void f() { states.put("a", total); }`))).toEqual(['keyed/unknown']);
		expect(verdicts(`abstract ${keyed(OPEN.replace('ValueState<Long> total', 'protected ValueState<Long> total'))}`)).toEqual([
			'keyed/unknown',
		]);
		expect(verdicts(keyed(OPEN.replace('total = ', 'Ttl.apply(descriptor); total = ')))).toEqual(['keyed/unknown']);
	});

	it('is told through a logger and a null check', () => {
		expect(verdicts(keyed(`${OPEN} void f() { LOG.info("{}", total); if (total != null) return; }`))).toEqual(['keyed/never']);
	});
});

describe('odd input', () => {
	it('gives an answer for every truncation of a source', () => {
		const text = keyed(
			`${OPEN} void a() { new Holder(total::clear, (x, y) -> total.update(x ? null : y)); } record R(ValueState<Long> s) {} enum E { A(1) { } }`,
		);
		for (let end = 0; end <= text.length; end += 3) expect(() => read(text.slice(0, end))).not.toThrow();
	});

	it('ends where helpers call each other with the state', () => {
		const text = keyed(
			`${OPEN} void a() { f(total); } void f(ValueState<Long> s) { s.update(1L); g(s); } ValueState<Long> g(ValueState<Long> s) { f(s); return g(s); }`,
		);
		expect(verdicts(text)).toEqual(['keyed/never']);
	});

	it('stands deep nesting and many descriptors', () => {
		const deep = `${'('.repeat(20_000)}new ValueStateDescriptor<>("n", Long.class)${')'.repeat(20_000)}`;
		expect(verdicts(keyed(`Object o = ${deep};`))).toHaveLength(1);
		const many = Array.from(
			{ length: 2000 },
			(_, i) =>
				`ValueState<Long> s${i}; void open${i}() { s${i} = getRuntimeContext().getState(new ValueStateDescriptor<>("s${i}", Long.class)); }`,
		);
		expect(verdicts(keyed(many.join('\n')))).toHaveLength(2000);
	});
});
