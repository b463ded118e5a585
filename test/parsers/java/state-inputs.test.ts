import { describe, expect, it } from 'vitest';
import { boundsOf, counter, counterBody, descriptorsOf } from './state-reading.ts';

/** A job that applies the counter to a stream. */
function job(statements: string, members = ''): string {
	return `class Job { enum Size { SMALL, LARGE } static final int BUCKETS = 16; static final String ALL = "all"; static int salt = 4;
		public static void main(String[] args) throws Exception {
			StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
			DataStream<Event> events = env.fromSource(kafka, watermarks, "events");
			${statements}
		}
		${members}
		static ${counter()}
	}`;
}

const keyedBy = (selector: string, members = '') => boundsOf(job(`events.keyBy(${selector}).process(new Count());`, members));

describe('keys that are few in the code', () => {
	it.each([
		'e -> 1',
		'e -> "all"',
		'(Event e) -> { return "all"; }',
		'e -> ALL',
		'e -> Job.ALL',
		'e -> Topics.GLOBAL',
		'new NullByteKeySelector<>()',
		'new KeySelector<Event, String>() { public String getKey(Event e) { return "all"; } }',
		'new KeySelector<Event, Boolean>() { public Boolean getKey(Event e) { return e.late(); } }',
		'e -> e.amount() < 50 ? 0L : 1L',
		'e -> e.amount() > 100',
		'e -> !e.late()',
		'e -> e.name().startsWith("x")',
		'e -> e.id().hashCode() % 32',
		'e -> Math.abs(e.id().hashCode()) % BUCKETS',
		'e -> Math.floorMod(e.id(), 8)',
		'e -> "bucket-" + e.id() % 8',
		'e -> Tuple2.of("a", e.id() % 8)',
		'e -> switch (e.kind()) { case 1 -> "one"; case 2 -> "two"; default -> throw new IllegalStateException(); }',
		'e -> { if (e.late()) { return "late"; } return "timely"; }',
		'e -> 0, Types.INT',
	])('%s', (selector) => expect(keyedBy(selector)).toEqual(['unknown']));

	it('a selector in a class, a method or a variable of the file', () => {
		const all = 'static class All implements KeySelector<Event, String> { public String getKey(Event e) { return "all"; } }';
		expect(keyedBy('new All()', all)).toEqual(['unknown']);
		expect(keyedBy('Job::bucket', 'static int bucket(Event e) { return e.id() % 4; }')).toEqual(['unknown']);
		expect(keyedBy('Job::size', 'static Size size(Event e) { return e.size(); }')).toEqual(['unknown']);
		expect(boundsOf(job('KeySelector<Event, Integer> one = e -> 1; events.keyBy(one).process(new Count());'))).toEqual(['unknown']);
		expect(boundsOf(job('String key = args[0]; events.keyBy(e -> key).process(new Count());'))).toEqual(['unknown']);
	});

	it('through a keyed stream in a variable, and on both sides of a connection', () => {
		expect(boundsOf(job('KeyedStream<Event, Integer> keyed = events.keyBy(e -> 1); keyed.map(new Count());'))).toEqual(['unknown']);
		expect(boundsOf(job('events.keyBy(e -> 1).connect(rules.broadcast(D)).process(new Count());'))).toEqual(['unknown']);
		expect(boundsOf(job('events.connect(others).keyBy(e -> 1, o -> 1).process(new Count());'))).toEqual(['unknown']);
	});

	it('an anonymous function, and a function built first', () => {
		const anonymous = `class Job { void f() { s.keyBy(e -> 1).process(new KeyedProcessFunction<Integer, Event, Long>() ${counterBody()}); } }`;
		expect(boundsOf(anonymous)).toEqual(['unknown']);
		expect(boundsOf(job('Count count = new Count(); events.keyBy(e -> 1).process(count).uid("count");'))).toEqual(['unknown']);
	});

	it('the key type of the function itself', () => {
		expect(boundsOf(counter('', 'class Count extends KeyedProcessFunction<Boolean, Event, Long>'))).toEqual(['unknown']);
		expect(boundsOf(`enum Size { S, L } ${counter('', 'class Count extends KeyedProcessFunction<Size, Event, Long>')}`)).toEqual([
			'unknown',
		]);
		expect(boundsOf(counter('', 'class Count extends KeyedProcessFunction<Size, Event, Long>'))).toEqual(['never']);
	});

	it('do not bound a list that every record is added to', () => {
		const list = (write: string) =>
			`class Job { void f() { s.keyBy(e -> 1).process(new Seen()); } } class Seen extends KeyedProcessFunction<Integer, Event, Long> { private ListState<Long> seen;
			void open() { seen = getRuntimeContext().getListState(new ListStateDescriptor<>("seen", Long.class)); } void processElement(Event e) { ${write} } }`;
		expect(boundsOf(list('seen.add(e.id());'))).toEqual(['never']);
		expect(boundsOf(list('seen.update(newest);'))).toEqual(['unknown']);
	});
});

describe('keys that may be endless', () => {
	it.each([
		'e -> e.id()',
		'e -> args.length',
		'Event::id',
		'0',
		'"id"',
		'e -> e.id() % salt',
		'e -> e.id() % 1_000_000_007',
		'e -> e.id() / 10',
		'e -> "user-" + e.id()',
		'e -> e.late() ? "late" : e.id()',
		'e -> { String key = "none"; if (e.known()) key = e.id(); return key; }',
		'e -> { String key = "none"; key += e.id(); return key; }',
		'e -> { int n = 0; n++; return n; }',
		'e -> { if (e.late()) { return "late"; } return e.id(); }',
		'e -> { Supplier<String> s = () -> { return "a"; }; return e.id(); }',
		'e -> switch (e.kind()) { case 1 -> "one"; default -> e.id(); }',
		'e -> UUID.randomUUID().toString()',
		'new Tenant()',
		'new KeySelector<Event, String>() { public String getKey(Event e) { return e.id(); } }',
		'e -> Tuple2.of("a", e.id())',
		'other(e -> 1)',
	])('%s', (selector) => expect(keyedBy(selector)).toEqual(['never']));

	it('on one side of a connection, or in one of two uses', () => {
		expect(boundsOf(job('events.keyBy(e -> 1).connect(others.keyBy(o -> o.id())).process(new Count());'))).toEqual(['never']);
		expect(boundsOf(job('events.keyBy(e -> 1).process(new Count()); events.keyBy(e -> e.id()).process(new Count());'))).toEqual(['never']);
		expect(boundsOf(job('events.keyBy(e -> 1).process(new Count()); Jobs.add(new Count());'))).toEqual(['never']);
	});

	it('behind another step, a variable given twice, or in another file', () => {
		expect(boundsOf(job('events.keyBy(e -> 1).map(m).process(new Count());'))).toEqual(['never']);
		expect(boundsOf(job('var k = events.keyBy(e -> 1); k = events.keyBy(e -> e.id()); k.process(new Count());'))).toEqual(['never']);
		expect(boundsOf(counter())).toEqual(['never']);
	});
});

describe('records that end', () => {
	it.each([
		'env.fromElements(a, b).keyBy(e -> e.id()).process(new Count());',
		'env.fromCollection(List.of(a, b)).keyBy(Event::id).map(new Count());',
		'env.fromData(a, b).keyBy(e -> e.id()).process(new Count());',
		'env.fromSequence(1, 1000).keyBy(e -> e % 7 + e).process(new Count());',
		'DataStream<Event> some = env.fromElements(a); some.map(f).keyBy(e -> e.id()).process(new Count());',
		'DataStream<Event> some; if (x) some = env.fromElements(a); else some = env.fromElements(b); some.keyBy(k).process(new Count());',
		'env.fromElements(a).union(env.fromElements(b)).keyBy(k).process(new Count());',
		'env.fromElements(a).keyBy(k).connect(env.fromElements(b).broadcast(D)).process(new Count());',
	])('%s', (statement) => expect(boundsOf(job(statement))).toEqual(['unknown']));

	it.each([
		'events.keyBy(e -> e.id()).process(new Count());',
		'env.addSource(new Clicks()).keyBy(k).process(new Count());',
		'env.fromElements(a).union(events).keyBy(k).process(new Count());',
		'env.fromElements(a).connect(events).keyBy(k, l).process(new Count());',
		'DataStream<Event> some = env.fromElements(a); if (live) some = events; some.keyBy(k).process(new Count());',
		'env.fromElements(a).keyBy(k).process(new Count()); events.keyBy(k).process(new Count());',
		'env.fromSequence(0, Long.MAX_VALUE).keyBy(k).process(new Count());',
		'env.fromCollection(new Endless(), Event.class).keyBy(k).process(new Count());',
		'Sources.of(env.fromElements(a)).keyBy(k).process(new Count());',
		'AsyncDataStream.unorderedWait(env.fromElements(a), f, 1, unit).keyBy(k).process(new Count());',
	])('not: %s', (statement) => expect(boundsOf(job(statement))).toEqual(['never']));

	it('cannot be told of a stream that a method is given', () => {
		const text = job('run(env.fromElements(a));', 'static void run(DataStream<Event> s) { s.keyBy(k).process(new Count()); }');
		expect(boundsOf(text)).toEqual(['never']);
	});

	it('are followed through streams that refer to each other, and long chains of functions', () => {
		expect(boundsOf(job('DataStream<Event> s = events; s = s.union(s); s.keyBy(k).process(new Count());'))).toEqual(['never']);
		const chain = (source: string) =>
			`class Job { void f() { ${source}${Array.from({ length: 1000 }, (_, i) => `.keyBy(k).process(new F${i}())`).join('')}; } }
			${Array.from({ length: 1000 }, (_, i) => counter('', `class F${i} extends KeyedProcessFunction<String, Event, Long>`)).join('\n')}`;
		expect(new Set(boundsOf(chain('env.fromElements(a)')))).toEqual(new Set(['unknown']));
		expect(new Set(boundsOf(chain('env.addSource(a)')))).toEqual(new Set(['never']));
	});

	it('give an answer for deep nesting and every truncation', () => {
		const deep = `e -> ${'('.repeat(5000)}1${')'.repeat(5000)} + ${'1 + '.repeat(5000)} 1`;
		expect(keyedBy(deep)).toHaveLength(1);
		expect(keyedBy(`e -> ${'e.a() ? 1 : '.repeat(3000)}2`)).toHaveLength(1);
		const text = job(
			's.keyBy(e -> switch (e.k()) { case 1 -> "a"; default -> { yield b; } }).connect(o.keyBy(Job::x)).process(new Count());',
		);
		for (let end = 0; end <= text.length; end += 3) expect(() => descriptorsOf(text.slice(0, end))).not.toThrow();
	});
});
