import { describe, expect, it } from 'vitest';
import { boundsOf, counter, descriptorsOf } from './state-reading.ts';

const REGISTER = 'void arm(Context c) { c.timerService().registerEventTimeTimer(c.timestamp() + 1000); }';

describe('applyToKeyedState', () => {
	const rules = (action: string, more = '') => `class F extends KeyedBroadcastProcessFunction<String, I, B, O> {
		final ValueStateDescriptor<Long> d = new ValueStateDescriptor<>("n", Long.class); ValueState<Long> s;
		void open() { s = getRuntimeContext().getState(d); }
		void processElement(I i) { s.update(1L); }
		void processBroadcastElement(B b, Context c) { c.applyToKeyedState(d, ${action}); }
	} ${more}`;
	const anonymous = (statement: string) =>
		`new KeyedStateFunction<String, ValueState<Long>>() { public void process(String key, ValueState<Long> state) { ${statement} } }`;

	it.each([
		['a lambda', rules('(key, state) -> state.clear()')],
		['an anonymous function', rules(anonymous('state.clear();'))],
		['an anonymous function that clears on one branch', rules(anonymous('if (state.value() > 1) { state.update(null); }'))],
		[
			'a function of the file',
			rules(
				'new Drop<>()',
				'class Drop<S extends State> implements KeyedStateFunction<String, S> { public void process(String k, S s) { s.clear(); } }',
			),
		],
	])('clears through %s', (_, text) => expect(boundsOf(text)).toEqual(['cleared']));

	it('does not clear where the function only reads, or clears something else', () => {
		expect(boundsOf(rules(anonymous('out.collect(state.value());')))).toEqual(['never']);
		expect(boundsOf(rules(anonymous('List<Long> all = new ArrayList<>(); all.clear();')))).toEqual(['never']);
		expect(boundsOf(rules('(key, state) -> out.collect(state.value())'))).toEqual(['never']);
	});

	it('cannot be told where the function is not seen', () => {
		expect(boundsOf(rules('action'))).toEqual(['unknown']);
		expect(boundsOf(rules('new Elsewhere()'))).toEqual(['unknown']);
		expect(boundsOf(rules('this::each'))).toEqual(['unknown']);
	});
});

describe('state that nothing is written to', () => {
	const state = (body: string) =>
		`class F extends KeyedProcessFunction<K, I, O> { private MapState<Long, Url> known; private ListState<Long> list;
		void open() { known = getRuntimeContext().getMapState(new MapStateDescriptor<>("known", Long.class, Url.class)); }
		void processElement(I i) { ${body} } }`;

	it('does not grow', () => {
		expect(boundsOf(state('if (known.contains(i.key())) return;'))).toEqual(['unknown']);
		expect(boundsOf(state('Map<Long, Url> other = new HashMap<>(); other.put(1L, known.get(2L));'))).toEqual(['unknown']);
	});

	it.each(['known.put(1L, i.url());', 'known.putAll(i.urls());', 'i.each(known::put);', 'known.asyncPut(1L, i.url());', 'fill(known);'])(
		'grows with %s',
		(statement) => expect(boundsOf(state(`${statement} } void fill(MapState<Long, Url> m) { m.put(1L, null);`))).toEqual(['never']),
	);
});

describe('state that is cleared and written again', () => {
	const value = (statements: string) => boundsOf(counter(`void reset(Event e) { ${statements} }`));

	it('is not freed', () => {
		expect(value('total.clear(); total.update(0L);')).toEqual(['never']);
		expect(value('this.total.clear(); LOG.info("reset"); total.update(e.value());')).toEqual(['never']);
	});

	it('is freed where the write is not certain to follow', () => {
		expect(value('total.clear(); if (e.more()) total.update(0L);')).toEqual(['cleared']);
		expect(value('total.clear(); if (e.last()) return; total.update(0L);')).toEqual(['cleared']);
		expect(value('if (e.last()) { total.clear(); } total.update(0L);')).toEqual(['cleared']);
		expect(value('total.clear(); other.update(0L);')).toEqual(['cleared']);
		expect(value('total.clear(); total.update(null);')).toEqual(['cleared']);
	});

	it('is freed by an empty list', () => {
		const list = `class F extends KeyedProcessFunction<K, I, O> { private ListState<Long> l; void open() { l = getRuntimeContext().getListState(new ListStateDescriptor<>("l", Long.class)); }
			void f(List<Long> recent) { l.clear(); BODY } }`;
		expect(boundsOf(list.replace('BODY', 'l.addAll(recent);'))).toEqual(['cleared']);
		expect(boundsOf(list.replace('BODY', 'l.update(recent);'))).toEqual(['cleared']);
		expect(boundsOf(list.replace('BODY', 'for (Long n : recent) l.add(n);'))).toEqual(['cleared']);
		expect(boundsOf(list.replace('BODY', 'l.add(1L);'))).toEqual(['never']);
	});
});

describe('timers', () => {
	it('of the function around a class that holds its state', () => {
		const holder =
			'static class Held { ValueState<Long> n; Held(RuntimeContext c) { n = c.getState(new ValueStateDescriptor<>("n", Long.class)); } void up() { n.update(1L); } }';
		const text = `class Job extends KeyedProcessFunction<String, Event, Long> { ${REGISTER} ${holder} }`;
		const [fact] = descriptorsOf(text);
		expect(fact?.bound).toBe('timer-without-clear');
		expect(text.slice(fact?.timer?.start, fact?.timer?.end)).toBe('c.timerService().registerEventTimeTimer(c.timestamp() + 1000);');
	});

	it('of a neighbour are not its own', () => {
		const neighbour = `static class Other extends KeyedProcessFunction<String, Event, Long> { ${REGISTER} }`;
		expect(boundsOf(`class Job { static ${counter()} ${neighbour} }`)).toEqual(['never']);
	});
});

describe('a state that the timer forgets', () => {
	const two = (onTimer: string, write = 'last.update(e.id());') => `class F extends KeyedProcessFunction<String, Event, Long> {
		private ValueState<Long> last; private ListState<Long> seen;
		void open() { last = getRuntimeContext().getState(new ValueStateDescriptor<>("last", Long.class)); seen = getRuntimeContext().getListState(new ListStateDescriptor<>("seen", Long.class)); }
		void processElement(Event e, Context c) { ${write} seen.add(e.id()); long at = e.time() + 1; c.timerService().registerEventTimeTimer(at); }
		void onTimer(long t, OnTimerContext c) { ${onTimer} }
		void drop() { last.clear(); }
	}`;
	const seen = (text: string) => {
		const fact = descriptorsOf(text).find(({ stateName }) => stateName === 'seen');
		return [fact?.bound, fact?.siblingsCleared, fact?.onlyGrows];
	};

	it('is told, be the other cleared in a method that onTimer calls', () => {
		expect(seen(two('last.clear();'))).toEqual(['timer-without-clear', true, true]);
		expect(seen(two('drop();'))).toEqual(['timer-without-clear', true, true]);
	});

	it('is none where the other is cleared elsewhere, or is only the time of the timer', () => {
		expect(seen(two(''))).toEqual(['timer-without-clear', false, true]);
		expect(seen(two('last.clear();', 'last.update(at);'))).toEqual(['timer-without-clear', false, true]);
	});

	it('is none where the other belongs to another function', () => {
		const other = counter(`${REGISTER} void onTimer(long t) { total.clear(); }`);
		expect(seen(`${two('').replace('void drop() { last.clear(); }', '')} ${other}`)).toEqual(['timer-without-clear', false, true]);
	});
});

describe('what only grows', () => {
	const map = (statement: string) =>
		descriptorsOf(`class F extends KeyedProcessFunction<K, I, O> { private MapState<String, Long> m;
			void open() { m = getRuntimeContext().getMapState(new MapStateDescriptor<>("m", String.class, Long.class)); } void f(I i) { ${statement} } }`)[0]
			?.onlyGrows;

	it('is a map with keys from the records, not one with keys from the code', () => {
		expect(map('m.put(i.name(), 1L);')).toBe(true);
		expect(map('m.put("count", 1L); m.put("sum", 2L);')).toBe(false);
	});

	it('is no value', () => expect(descriptorsOf(counter())[0]?.onlyGrows).toBe(false));
});
