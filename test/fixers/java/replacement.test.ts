import { describe, expect, it } from 'vitest';
import { boolean, duration, enumeration, memory, number, type TypedValue, text } from '../../../src/model/value.ts';
import { Program } from './program.ts';

/** What an argument is rewritten to, in a source that declares `extra` members. */
async function argument(written: string, value: TypedValue, extra = ''): Promise<string | undefined> {
	const call = `setIt(${written})`;
	const program = await Program.of(`class Job { ${extra} void f() { env.${call}; } }`);
	const after = program.withValue(program.setting(call, written), value);
	return after === undefined ? undefined : /setIt\((.*)\); \} \}$/.exec(after)?.[1];
}

describe('a value is rewritten in the way it is written', () => {
	const cases: readonly (readonly [string, TypedValue, string])[] = [
		['5000', duration(60_000), '60000'],
		['5_000L', duration(60_000), '60_000L'],
		['500l', duration(5000), '5000l'],
		['5000', duration(2_592_000_000), '2592000000L'],
		['0', number(3), '3'],
		['-1', number(3), '3'],
		['5 * 1000', duration(30_000), '30 * 1000'],
		['1000 * 5', duration(30_000), '1000 * 30'],
		['2 * 60 * 1000L', duration(600_000), '10 * 60 * 1000L'],
		['60 * 1000', duration(1500), '1500'],
		['(5 * 1000)', duration(30_000), '(30 * 1000)'],
		['Duration.ofSeconds(5)', duration(60_000), 'Duration.ofMinutes(1)'],
		['Duration.ofMinutes(1)', duration(90_000), 'Duration.ofSeconds(90)'],
		['java.time.Duration.ofMillis(5)', duration(60_000), 'java.time.Duration.ofMinutes(1)'],
		['Duration.parse("PT5S")', duration(60_000), 'Duration.ofMinutes(1)'],
		['Duration.ofSeconds(5).toMillis()', duration(60_000), 'Duration.ofMinutes(1).toMillis()'],
		['Time.seconds(5)', duration(500), 'Time.milliseconds(500)'],
		['Time.of(5, TimeUnit.SECONDS)', duration(60_000), 'Time.of(1, TimeUnit.MINUTES)'],
		['TimeUnit.SECONDS.toMillis(5)', duration(60_000), 'TimeUnit.MINUTES.toMillis(1)'],
		['SECONDS.toMillis(5)', duration(60_000), 'SECONDS.toMillis(60)'],
		['"60s"', duration(90_000), '"90s"'],
		['"60 s"', duration(90_000), '"90 s"'],
		['"60000"', duration(90_000), '"90000"'],
		['"64mb"', memory(128 * 2 ** 20), '"128m"'],
		['MemorySize.ofMebiBytes(64)', memory(128 * 2 ** 20), 'MemorySize.parse("128m")'],
		['"false"', boolean(true), '"true"'],
		['false', boolean(true), 'true'],
		['"AT_LEAST_ONCE"', enumeration('EXACTLY_ONCE'), '"EXACTLY_ONCE"'],
		['"delete-on-cancellation"', enumeration('RETAIN_ON_CANCELLATION'), '"retain-on-cancellation"'],
		['CheckpointingMode.AT_LEAST_ONCE', enumeration('EXACTLY_ONCE'), 'CheckpointingMode.EXACTLY_ONCE'],
		[
			'CheckpointConfig.ExternalizedCheckpointCleanup.DELETE_ON_CANCELLATION',
			enumeration('RETAIN_ON_CANCELLATION'),
			'CheckpointConfig.ExternalizedCheckpointCleanup.RETAIN_ON_CANCELLATION',
		],
		['new Path("file:///a")', text('s3://b/c'), 'new Path("s3://b/c")'],
		['"a"', text('b"\\c'), '"b\\"\\\\c"'],
	];
	for (const [written, value, expected] of cases)
		it(`${written} → ${expected}`, async () => expect(await argument(written, value)).toBe(expected));

	it('is left alone where it is computed, given from outside, or of another type', async () => {
		for (const written of ['params.getLong("i", 5000)', 'interval', 'a ? 1 : 2', 'EXACTLY_ONCE', '5 + i', 'Integer.parseInt(args[0])']) {
			expect(await argument(written, duration(1000))).toBeUndefined();
		}
		expect(await argument('5000', boolean(true))).toBeUndefined();
		expect(await argument('Duration.ofSeconds(5).toMinutes()', duration(90_000))).toBeUndefined();
	});
});

describe('a value that stands elsewhere', () => {
	const changed = async (source: string) => {
		const program = await Program.of(source);
		return program.withValue(program.setting('enableCheckpointing(INTERVAL)', 'INTERVAL'), duration(60_000));
	};
	it('is changed where it is declared, if nothing else uses it', async () => {
		const source = 'class Job { private static final long INTERVAL = 5 * 1000; void f() { env.enableCheckpointing(INTERVAL); } }';
		expect(await changed(source)).toBe(source.replace('5 *', '60 *'));
		const local = 'class Job { void f() { final int INTERVAL = 5000; env.enableCheckpointing(INTERVAL); } }';
		expect(await changed(local)).toBe(local.replace('5000', '60000'));
	});
	it('is left alone where it is used twice, or by other classes', async () => {
		expect(
			await changed('class Job { private long INTERVAL = 5; void f() { env.enableCheckpointing(INTERVAL); log(INTERVAL); } }'),
		).toBeUndefined();
		expect(await changed('class Job { static final long INTERVAL = 5; void f() { env.enableCheckpointing(INTERVAL); } }')).toBeUndefined();
		expect(await changed('class Job { void f(long INTERVAL) { env.enableCheckpointing(INTERVAL); } }')).toBeUndefined();
	});
});

describe('a call without a value', () => {
	it('is told false', async () => {
		const program = await Program.of('class Job { void f() { c.enableUnalignedCheckpoints(); } }');
		const setting = program.setting('enableUnalignedCheckpoints()', undefined);
		expect(program.withValue(setting, boolean(false))).toBe('class Job { void f() { c.enableUnalignedCheckpoints(false); } }');
	});
});

describe('a key', () => {
	it('is renamed where it is a literal', async () => {
		const program = await Program.of('class Job { void f() { conf.setString("state.backend", "rocksdb"); } }');
		expect(program.renamed(program.setting('setString("state.backend", "rocksdb")', '"rocksdb"', 'entry'), 'state.backend.type')).toBe(
			'class Job { void f() { conf.setString("state.backend.type", "rocksdb"); } }',
		);
		const constant = await Program.of('class Job { void f() { conf.set(KEY, "rocksdb"); } }');
		expect(constant.renamed(constant.setting('set(KEY, "rocksdb")', '"rocksdb"', 'entry'), 'state.backend.type')).toBeUndefined();
	});
});

describe('removing', () => {
	const without = async (source: string, call: string, value?: string) => {
		const program = await Program.of(source);
		return program.without(program.setting(call, value));
	};
	it('takes the statement, its line and the comment behind it; what stands above stays', async () => {
		expect(
			await without('class J {\r\n\tvoid f() {\r\n\t\t// why\r\n\t\tenv.getConfig().setIt(1); // one\r\n\t\tb();\r\n\t}\r\n}', 'setIt(1)'),
		).toBe('class J {\r\n\tvoid f() {\r\n\t\t// why\r\n\t\tb();\r\n\t}\r\n}');
		expect(await without('class J { void f() { a(); env.setIt(1); b(); } }', 'setIt(1)')).toBe('class J { void f() { a(); b(); } }');
		expect(await without('class J { void f() { env.setIt(1); } }', 'setIt(1)')).toBe('class J { void f() { } }');
	});
	it('takes a link out of a chain', async () => {
		expect(
			await without(
				'class J { void f() { env\n\t.setParallelism(1)\n\t.enableCheckpointing(5)\n\t.setBufferTimeout(3); } }',
				'enableCheckpointing(5)',
			),
		).toBe('class J { void f() { env\n\t.setParallelism(1)\n\t.setBufferTimeout(3); } }');
		expect(
			await without('class J { void f() { Env e = Env.getExecutionEnvironment().enableCheckpointing(5); } }', 'enableCheckpointing(5)'),
		).toBe('class J { void f() { Env e = Env.getExecutionEnvironment(); } }');
	});
	it('takes one argument', async () => {
		expect(await without('class J { void f() { env.enableCheckpointing(5, M.A); } }', 'enableCheckpointing(5, M.A)', 'M.A')).toBe(
			'class J { void f() { env.enableCheckpointing(5); } }',
		);
		expect(await without('class J { void f() { env.enableCheckpointing(5, M.A); } }', 'enableCheckpointing(5, M.A)', '5')).toBeUndefined();
	});
	it('leaves alone what is the only statement of a branch, or whose receiver does something', async () => {
		expect(await without('class J { void f() { if (x) env.setIt(1); } }', 'setIt(1)')).toBeUndefined();
		expect(await without('class J { void f() { make().setIt(1); } }', 'setIt(1)')).toBeUndefined();
		expect(await without('class J { void f() { run(() -> env.setIt(1)); } }', 'setIt(1)')).toBeUndefined();
	});
});
