import { describe, expect, it } from 'vitest';
import type { FlinkVersion } from '../../../src/model/version.ts';
import { Program } from './program.ts';

const DAY = 86_400_000;
const IMPORTED = 'import java.time.Duration;\nimport org.apache.flink.api.common.state.StateTtlConfig;\n';
const CONFIG = 'enableTimeToLive(StateTtlConfig.newBuilder(Duration.ofDays(7)).build());';

/** The members of a keyed function after its first descriptor was given seven days. */
async function members(text: string, version: FlinkVersion | undefined = '2.0', head = IMPORTED): Promise<string | undefined> {
	const program = await Program.of(`${head}class F extends KeyedProcessFunction<K, I, O> {\n${text}\n}\n`);
	const after = program.withTtl(0, 7 * DAY, version);
	if (after === undefined) return undefined;
	expect((await Program.of(after)).bounds()[0]).toBe('ttl');
	return after.slice(after.indexOf('{\n') + 2, -3);
}

describe('a descriptor in a local variable', () => {
	it('gets it after its declaration', async () => {
		const text =
			'\tvoid open() {\n\t\tValueStateDescriptor<Long> d =\n\t\t\t\tnew ValueStateDescriptor<>("n", Long.class); // n\n\t\ts = getRuntimeContext().getState(d);\n\t}';
		expect(await members(text)).toBe(text.replace('// n\n', `// n\n\t\td.${CONFIG}\n`));
	});
	it('gets it after its assignment', async () => {
		const text =
			'\tvoid open() {\n\t\tthis.d = new ValueStateDescriptor<>("n", Long.class);\n\t\ts = getRuntimeContext().getState(this.d);\n\t}\n\tValueStateDescriptor<Long> d;';
		expect(await members(text)).toBe(text.replace('class);\n', `class);\n\t\tthis.d.${CONFIG}\n`));
	});
	it('gets it beside, where the method stands on one line', async () => {
		const text = '\tvoid open() { var d = new ValueStateDescriptor<Long>("n", Long.class); s = getRuntimeContext().getState(d); }';
		expect(await members(text)).toBe(text.replace('class); ', `class); d.${CONFIG} `));
	});
});

describe('a descriptor in a field', () => {
	const field = '\tfinal ValueStateDescriptor<Long> d = new ValueStateDescriptor<>("n", Long.class);\n';
	it('gets it before its first use in open', async () => {
		const text = `${field}\tvoid open() {\n\t\ts = getRuntimeContext().getState(d);\n\t}`;
		expect(await members(text)).toBe(text.replace('\t\ts =', `\t\td.${CONFIG}\n\t\ts =`));
	});
	it('is left alone where it is used elsewhere only', async () => {
		expect(await members(`${field}\tvoid processElement() {\n\t\ts = getRuntimeContext().getState(d);\n\t}`)).toBeUndefined();
		expect(await members(field)).toBeUndefined();
	});
});

describe('a descriptor in an argument', () => {
	const inline = (creation: string, state = '', getter = 'getState') =>
		`${state}\tvoid open() {\n\t\tcount = getRuntimeContext().${getter}(${creation});\n\t}`;
	const extracted = (type: string, creation: string, state = '', getter = 'getState', name = 'countDescriptor') =>
		`${state}\tvoid open() {\n\t\t${type} ${name} = ${creation};\n\t\t${name}.${CONFIG}\n\t\tcount = getRuntimeContext().${getter}(${name});\n\t}`;

	it.each([
		['type arguments as written', 'new ValueStateDescriptor<Tuple2<A, B>>("n", t)', 'ValueStateDescriptor<Tuple2<A, B>>', '', 'getState'],
		['raw', 'new ValueStateDescriptor("n", Long.class)', 'ValueStateDescriptor', '', 'getState'],
		[
			'those of the state',
			'new ValueStateDescriptor<>("n", t)',
			'ValueStateDescriptor<List<Event>>',
			'\tValueState<List<Event>> count;\n',
			'getState',
		],
		[
			'those of a map state',
			'new MapStateDescriptor<>("n", a, b)',
			'MapStateDescriptor<String, Long>',
			'\tprivate transient MapState<String, Long> count;\n',
			'getMapState',
		],
		[
			'a qualified class',
			'new org.apache.flink.api.common.state.ListStateDescriptor<Long>("n", t)',
			'org.apache.flink.api.common.state.ListStateDescriptor<Long>',
			'',
			'getListState',
		],
	])('%s', async (_, creation, type, state, getter) => {
		const name = state === '' ? 'nDescriptor' : 'countDescriptor';
		expect(await members(inline(creation, state, getter))).toBe(extracted(type, creation, state, getter, name));
	});

	it.each([
		['Long.class', 'Long'],
		['int.class', 'Integer'],
		['Types.STRING', 'String'],
		['BasicTypeInfo.LONG_TYPE_INFO', 'Long'],
		['TypeInformation.of(Event.class)', 'Event'],
	])('a diamond with %s', async (given, type) => {
		const creation = `new ValueStateDescriptor<>("n", ${given})`;
		const text = `\tValueState<?> f() {\n\t\treturn getRuntimeContext().getState(${creation});\n\t}`;
		expect(await members(text)).toBe(
			`\tValueState<?> f() {\n\t\tValueStateDescriptor<${type}> nDescriptor = ${creation};\n\t\tnDescriptor.${CONFIG}\n\t\treturn getRuntimeContext().getState(nDescriptor);\n\t}`,
		);
	});

	it('takes a name that is free', async () => {
		const text = inline('new ValueStateDescriptor<Long>("my-count", t)', '\tLong countDescriptor;\n\tValueState<Long> count;\n');
		expect(await members(text)).toContain('ValueStateDescriptor<Long> countDescriptor2 = new');
		expect(await members(inline('new ValueStateDescriptor<Long>("my-count", t)'))).toContain(
			'ValueStateDescriptor<Long> myCountDescriptor = new',
		);
		expect(await members(inline('new ValueStateDescriptor<Long>(name(), t)'))).toContain('ValueStateDescriptor<Long> descriptor = new');
	});

	it('is left alone where its type or its moment cannot be told', async () => {
		expect(await members(inline('new ValueStateDescriptor<>("n", t)'))).toBeUndefined();
		expect(
			await members(
				inline('new AggregatingStateDescriptor<>("n", f, A.class)', '\tAggregatingState<A, B> count;\n', 'getAggregatingState'),
			),
		).toBeUndefined();
		expect(await members('\tSupplier<?> s = () -> getRuntimeContext().getState(new ValueStateDescriptor<Long>("n", t));')).toBeUndefined();
		expect(
			await members('\tvoid f() { run(() -> getRuntimeContext().getState(new ValueStateDescriptor<Long>("n", t))); }'),
		).toBeUndefined();
		expect(
			await members('\tvoid f() { if (a) s = getRuntimeContext().getState(new ValueStateDescriptor<Long>("n", t)); }'),
		).toBeUndefined();
	});
});

describe('the form of the time', () => {
	const text =
		'\tvoid open(OPEN p) {\n\t\tValueStateDescriptor<Long> d = new ValueStateDescriptor<>("n", Long.class);\n\t\ts = getRuntimeContext().getState(d);\n\t}';
	it('is Time up to 1.18 and Duration from 1.19', async () => {
		expect(await members(text, '1.18', '')).toContain('newBuilder(Time.days(7))');
		expect(await members(text, '1.19', '')).toContain('newBuilder(Duration.ofDays(7))');
	});
	it('is told from the program where the version is unknown', async () => {
		const program = async (head: string, open: string) =>
			(await Program.of(`${head}class F { ${text.replace('OPEN', open)} }`)).withTtl(0, DAY);
		expect(await program('', 'OpenContext')).toContain('newBuilder(Duration.ofDays(1))');
		expect(await program('', 'Configuration')).toContain('newBuilder(Time.days(1))');
		expect(await program('import org.apache.flink.api.common.time.Time;\n', 'X')).toContain('newBuilder(Time.days(1))');
		expect(await program('', 'X')).toBeUndefined();
	});
	it('keeps clear of another Time', async () => {
		const windows = 'import org.apache.flink.streaming.api.windowing.time.Time;\n';
		expect(await members(text, '1.18', windows)).toContain('newBuilder(org.apache.flink.api.common.time.Time.days(7))');
	});
	it('is written in the largest whole unit', async () => {
		const program = await Program.of(`class F { ${text} }`);
		expect(program.withTtl(0, 90 * 60_000, '2.3')).toContain('newBuilder(Duration.ofMinutes(90))');
		expect(program.withTtl(0, 0, '2.3')).toBeUndefined();
	});
});

it('imports what it needs, in order, once', async () => {
	const program = await Program.of(
		'package p;\n\nimport org.apache.flink.api.common.state.ValueState;\n\nimport java.util.List;\n\nclass F { void open() { ValueStateDescriptor<Long> d = new ValueStateDescriptor<>("n", Long.class); } }\n',
	);
	expect(program.withTtl(0, DAY, '2.0')).toBe(
		`package p;\n\nimport org.apache.flink.api.common.state.StateTtlConfig;\nimport org.apache.flink.api.common.state.ValueState;\n\nimport java.time.Duration;\nimport java.util.List;\n\nclass F { void open() { ValueStateDescriptor<Long> d = new ValueStateDescriptor<>("n", Long.class); d.enableTimeToLive(StateTtlConfig.newBuilder(Duration.ofDays(1)).build()); } }\n`,
	);
});
