import { describe, expect, it } from 'vitest';
import { boolean, duration, enumeration, number, type TypedValue, text } from '../../../src/model/value.ts';
import type { FlinkVersion } from '../../../src/model/version.ts';
import { Program } from './program.ts';

const PAUSE = 'execution.checkpointing.min-pause';
const RETENTION = 'execution.checkpointing.externalized-checkpoint-retention';

/** A job whose method body is given. */
const job = (body: string) => `class Job {\n\tvoid f(StreamExecutionEnvironment env) throws Exception {\n\t\t${body}\n\t}\n}\n`;

async function body(statements: string, call: string, value: string | undefined, key: string, wanted: TypedValue, version?: FlinkVersion) {
	const program = await Program.of(job(statements));
	const result = program.with(key, wanted, program.setting(call, value), version);
	return result === undefined ? undefined : /\{\n\t\t([\s\S]*)\n\t\}\n\}\n$/.exec(result)?.[1];
}

describe('a setter is inserted beside its sibling', () => {
	it('on the CheckpointConfig of the same environment, below, with the same indentation', async () => {
		expect(await body('env.enableCheckpointing(60000);', 'enableCheckpointing(60000)', '60000', PAUSE, duration(30_000))).toBe(
			'env.enableCheckpointing(60000);\n\t\tenv.getCheckpointConfig().setMinPauseBetweenCheckpoints(30000);',
		);
	});

	it.each([
		['60_000', 'setMinPauseBetweenCheckpoints(30_000)'],
		['60_000L', 'setMinPauseBetweenCheckpoints(30_000L)'],
		['60 * 1000', 'setMinPauseBetweenCheckpoints(30 * 1000)'],
		['Duration.ofMinutes(1).toMillis()', 'setMinPauseBetweenCheckpoints(Duration.ofSeconds(30).toMillis())'],
		['TimeUnit.MINUTES.toMillis(1)', 'setMinPauseBetweenCheckpoints(TimeUnit.SECONDS.toMillis(30))'],
		['INTERVAL', 'setMinPauseBetweenCheckpoints(30000)'],
		['params.getLong("i", 1)', 'setMinPauseBetweenCheckpoints(30000)'],
	])('writing its value as %s does', async (value, expected) => {
		const call = `enableCheckpointing(${value})`;
		expect(await body(`env.${call};`, call, value, PAUSE, duration(30_000))).toBe(
			`env.${call};\n\t\tenv.getCheckpointConfig().${expected};`,
		);
	});

	it('on the local CheckpointConfig that is there', async () => {
		const direct = 'CheckpointConfig c = env.getCheckpointConfig();\n\t\tc.setCheckpointTimeout(600000);';
		expect(await body(direct, 'setCheckpointTimeout(600000)', '600000', PAUSE, duration(30_000))).toBe(
			`${direct}\n\t\tc.setMinPauseBetweenCheckpoints(30000);`,
		);
		const before = 'var c = env.getCheckpointConfig();\n\t\tenv.enableCheckpointing(5);';
		expect(await body(before, 'enableCheckpointing(5)', '5', PAUSE, duration(30_000))).toBe(
			`${before}\n\t\tc.setMinPauseBetweenCheckpoints(30000);`,
		);
		const around = 'CheckpointConfig c = env.getCheckpointConfig();\n\t\tif (x) {\n\t\t\tenv.enableCheckpointing(5);\n\t\t}';
		expect(await body(around, 'enableCheckpointing(5)', '5', PAUSE, duration(30_000))).toContain(
			'\t\t\tc.setMinPauseBetweenCheckpoints(30000);\n\t\t}',
		);
		const later = 'env.enableCheckpointing(5);\n\t\tCheckpointConfig c = env.getCheckpointConfig();';
		expect(await body(later, 'enableCheckpointing(5)', '5', PAUSE, duration(30_000))).toContain(
			'(5);\n\t\tenv.getCheckpointConfig().setMin',
		);
	});

	it('on the environment of a CheckpointConfig', async () => {
		const own = 'env.getCheckpointConfig().setCheckpointTimeout(5);';
		expect(await body(own, 'setCheckpointTimeout(5)', '5', 'pipeline.max-parallelism', number(128))).toBe(
			`${own}\n\t\tenv.setMaxParallelism(128);`,
		);
		const local = 'CheckpointConfig c = env.getCheckpointConfig();\n\t\tc.setCheckpointTimeout(5);';
		expect(await body(local, 'setCheckpointTimeout(5)', '5', 'pipeline.max-parallelism', number(128))).toBe(
			`${local}\n\t\tenv.setMaxParallelism(128);`,
		);
	});

	it('on the variable a chained acquisition is assigned to', async () => {
		const chain = 'StreamExecutionEnvironment e = StreamExecutionEnvironment.getExecutionEnvironment()\n\t\t\t.enableCheckpointing(5);';
		expect(await body(chain, 'enableCheckpointing(5)', '5', PAUSE, duration(1000))).toBe(
			`${chain}\n\t\te.getCheckpointConfig().setMinPauseBetweenCheckpoints(1000);`,
		);
		const links = 'env.setParallelism(2).enableCheckpointing(5).disableOperatorChaining();';
		expect(await body(links, 'enableCheckpointing(5)', '5', PAUSE, duration(1000))).toBe(
			`${links}\n\t\tenv.getCheckpointConfig().setMinPauseBetweenCheckpoints(1000);`,
		);
	});

	it('keeps comments, line endings and what shares its line', async () => {
		expect(await body('env.enableCheckpointing(5); // often', 'enableCheckpointing(5)', '5', PAUSE, duration(7))).toBe(
			'env.enableCheckpointing(5); // often\n\t\tenv.getCheckpointConfig().setMinPauseBetweenCheckpoints(7);',
		);
		expect(await body('env.enableCheckpointing(5); go();', 'enableCheckpointing(5)', '5', PAUSE, duration(7))).toBe(
			'env.enableCheckpointing(5); env.getCheckpointConfig().setMinPauseBetweenCheckpoints(7); go();',
		);
		const crlf = await Program.of(
			'\uFEFFclass J {\r\n  void f(StreamExecutionEnvironment env) {\r\n    env.enableCheckpointing(5);\r\n  }\r\n}',
		);
		expect(crlf.with(PAUSE, duration(7), crlf.setting('enableCheckpointing(5)', '5'))).toBe(
			'\uFEFFclass J {\r\n  void f(StreamExecutionEnvironment env) {\r\n    env.enableCheckpointing(5);\r\n    env.getCheckpointConfig().setMinPauseBetweenCheckpoints(7);\r\n  }\r\n}',
		);
	});

	it('not where a second statement would not belong to the first', async () => {
		for (const statement of [
			'if (x) env.enableCheckpointing(5);',
			'run(() -> env.enableCheckpointing(5));',
			'return env.enableCheckpointing(5);',
			'make().enableCheckpointing(5);',
		]) {
			expect(await body(statement, 'enableCheckpointing(5)', '5', PAUSE, duration(7))).toBeUndefined();
		}
	});

	it('inside the branch its sibling stands in', async () => {
		expect(await body('if (x) {\n\t\t\tenv.enableCheckpointing(5);\n\t\t}', 'enableCheckpointing(5)', '5', PAUSE, duration(7))).toBe(
			'if (x) {\n\t\t\tenv.enableCheckpointing(5);\n\t\t\tenv.getCheckpointConfig().setMinPauseBetweenCheckpoints(7);\n\t\t}',
		);
	});
});

describe('the API of the version', () => {
	const retain = async (version: FlinkVersion | undefined, imports: string) => {
		const program = await Program.of(`package demo;\n\n${imports}\n\n${job('env.enableCheckpointing(5);')}`);
		return program.with(RETENTION, enumeration('RETAIN_ON_CANCELLATION'), program.setting('enableCheckpointing(5)', '5'), version);
	};
	const environment = 'import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;';

	it('has the old call up to 1.19', async () => {
		const result = await retain('1.19', environment);
		expect(result).toContain(`\n\nimport org.apache.flink.streaming.api.environment.CheckpointConfig;\n${environment}\n`);
		expect(result).toContain('.setExternalizedCheckpointCleanup(CheckpointConfig.ExternalizedCheckpointCleanup.RETAIN_ON_CANCELLATION);');
	});
	it('has the new call from 1.20 on', async () => {
		const result = await retain('2.3', environment);
		expect(result).toContain(
			'\n\nimport org.apache.flink.configuration.ExternalizedCheckpointRetention;\nimport org.apache.flink.streaming',
		);
		expect(result).toContain('.setExternalizedCheckpointRetention(ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);');
	});
	it('is not guessed', async () => {
		expect(await retain(undefined, environment)).toBeUndefined();
		const statements = 'env.enableCheckpointing(5);';
		expect(await body(statements, 'enableCheckpointing(5)', '5', 'execution.checkpointing.dir', text('s3://b/c'), '2.0')).toBeUndefined();
		expect(await body(statements, 'enableCheckpointing(5)', '5', 'taskmanager.numberOfTaskSlots', number(2))).toBeUndefined();
	});
	it('takes a storage directory up to 1.20', async () => {
		const statements = 'env.enableCheckpointing(5);';
		expect(await body(statements, 'enableCheckpointing(5)', '5', 'execution.checkpointing.dir', text('s3://b/c'), '1.18')).toBe(
			'env.enableCheckpointing(5);\n\t\tenv.getCheckpointConfig().setCheckpointStorage("s3://b/c");',
		);
	});
});

describe('imports', () => {
	const TIMEOUT = 'execution.checkpointing.aligned-checkpoint-timeout';
	const changed = async (head: string, members = '') => {
		const program = await Program.of(
			`${head}class Job {\n\tvoid f(StreamExecutionEnvironment env) {\n\t\tenv.enableCheckpointing(5);\n\t}\n${members}}\n`,
		);
		const result = program.with(TIMEOUT, duration(30_000), program.setting('enableCheckpointing(5)', '5'), '1.18');
		return result?.replace(/\{\n\tvoid f[\s\S]*\t\t(env.getCheckpointConfig.*)\n\t\}\n/, '{ $1');
	};
	const call = 'class Job { env.getCheckpointConfig().setAlignedCheckpointTimeout(Duration.ofSeconds(30));}\n';
	const full = call.replace('Duration.of', 'java.time.Duration.of');

	it.each([
		['there already', 'import java.time.Duration;\n', 'import java.time.Duration;\n'],
		['there with a wildcard', 'import java.time.*;\n', 'import java.time.*;\n'],
		[
			'sorted into its group',
			'import a.B;\n\nimport java.io.File;\nimport java.util.List;\n\n',
			'import a.B;\n\nimport java.io.File;\nimport java.time.Duration;\nimport java.util.List;\n\n',
		],
		[
			'last of its group',
			'import java.io.File; // why\nimport org.x.Y;\n',
			'import java.io.File; // why\nimport java.time.Duration;\nimport org.x.Y;\n',
		],
		['a group of its own', 'import a.B;\n\nimport c.D;\n', 'import a.B;\n\nimport c.D;\n\nimport java.time.Duration;\n'],
		['after the others', 'import a.B;\nimport static c.D.E;\n', 'import a.B;\nimport java.time.Duration;\nimport static c.D.E;\n'],
		[
			'sorted into a list',
			'import java.io.File;\nimport org.x.Y;\nimport org.x.Z;\n',
			'import java.io.File;\nimport java.time.Duration;\nimport org.x.Y;\nimport org.x.Z;\n',
		],
		['first of a sorted list', 'import org.x.Y;\nimport org.x.Z;\n', 'import java.time.Duration;\nimport org.x.Y;\nimport org.x.Z;\n'],
		['below the package', 'package p;\n\n', 'package p;\n\nimport java.time.Duration;\n\n'],
		['at the top', '', 'import java.time.Duration;\n\n'],
		[
			'with the file’s line ends',
			'package p;\r\n\r\nimport java.io.File;\r\n',
			'package p;\r\n\r\nimport java.io.File;\r\nimport java.time.Duration;\r\n',
		],
	])('%s', async (_, head, expected) => expect(await changed(head)).toBe(expected + call));

	it('keep groups apart when two are needed at the end of the last one', async () => {
		const program = await Program.of(
			'import a.B;\n\nimport org.apache.flink.api.common.state.MapState;\n\nclass F { void open() { ValueStateDescriptor<Long> d = new ValueStateDescriptor<>("n", Long.class); } }\n',
		);
		expect(program.withTtl(0, 1000, '2.0')).toContain(
			'import a.B;\n\nimport org.apache.flink.api.common.state.MapState;\nimport org.apache.flink.api.common.state.StateTtlConfig;\n\nimport java.time.Duration;\n\nclass F',
		);
	});

	it('are left out where the name means another class', async () => {
		expect(await changed('import org.joda.time.Duration;\n')).toBe(`import org.joda.time.Duration;\n${full}`);
		expect(await changed('import org.joda.time.*;\n', '\tDuration d;\n')).toBe(
			`import org.joda.time.*;\n${full.replace('}\n', '\tDuration d;\n}\n')}`,
		);
	});
});

describe('an entry is inserted into the same Configuration', () => {
	const entry = async (statements: string, call: string, value: string, version?: FlinkVersion) => {
		const program = await Program.of(job(statements));
		const result = program.with(PAUSE, duration(30_000), program.setting(call, value, 'entry'), version);
		return result === undefined ? undefined : /\{\n\t\t([\s\S]*)\n\t\}\n\}\n$/.exec(result)?.[1];
	};
	it('as text, which every version takes', async () => {
		const conf = 'Configuration conf = new Configuration();\n\t\tconf.set(A.B, Duration.ofSeconds(5));';
		expect(await entry(conf, 'set(A.B, Duration.ofSeconds(5))', 'Duration.ofSeconds(5)')).toBe(
			`${conf}\n\t\tconf.setString("execution.checkpointing.min-pause", "30 s");`,
		);
	});
	it('of a TableConfig by its own method', async () => {
		const table = 't.getConfig().set("a.b", "5 s");';
		expect(await entry(table, 'set("a.b", "5 s")', '"5 s"')).toBe(
			`${table}\n\t\tt.getConfig().set("execution.checkpointing.min-pause", "30 s");`,
		);
	});
	it('not into what flint does not know', async () => {
		expect(await entry('x.y().set(A.B, 5);', 'set(A.B, 5)', '5')).toBeUndefined();
		expect(await entry('env.configure(new Configuration().set(A.B, 5));', 'set(A.B, 5)', '5')).toBeUndefined();
	});
});

describe('incremental checkpoints', () => {
	const INCREMENTAL = 'execution.checkpointing.incremental';
	it.each([
		['new EmbeddedRocksDBStateBackend()', 'new EmbeddedRocksDBStateBackend(true)'],
		['new RocksDBStateBackend(path)', 'new RocksDBStateBackend(path, true)'],
		['new HashMapStateBackend()', undefined],
	])('of %s', async (creation, expected) => {
		const call = `setStateBackend(${creation})`;
		const after = await body(`env.${call};`, call, creation, INCREMENTAL, boolean(true));
		expect(after).toBe(expected === undefined ? undefined : `env.setStateBackend(${expected});`);
	});
});
