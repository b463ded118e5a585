import { chmodSync, cpSync, existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { folderWith } from '../workspace/project.ts';
import { flint } from './flint.ts';

const CONF = `state.backend.type: rocksdb
execution.checkpointing.dir: s3://acme/checkpoints
execution.checkpointing.interval: 30 s
execution.checkpointing.externalized-checkpoint-retention: RETAIN_ON_CANCELLATION
pipeline.max-parallelism: 720
high-availability.type: kubernetes
high-availability.storageDir: s3://acme/ha
execution.checkpointing.savepoint-dir: s3://acme/savepoints
`;
const WITH_COMMENTS = `# flint-ignore-next-line incremental-checkpoints-off -- agreed in ticket 12
state.backend.type: rocksdb
execution.checkpointing.dir: s3://acme/checkpoints
# flint-ignore-next-line checkpoint-tolerable-failures-zero, min-pause-not-set -- agreed in ticket 12
execution.checkpointing.interval: 30 s
execution.checkpointing.externalized-checkpoint-retention: RETAIN_ON_CANCELLATION
pipeline.max-parallelism: 720
high-availability.type: kubernetes
high-availability.storageDir: s3://acme/ha
execution.checkpointing.savepoint-dir: s3://acme/savepoints
`;
const APP = JSON.stringify(
	{
		ApplicationName: 'clicks',
		RuntimeEnvironment: 'FLINK-1_20',
		ApplicationConfiguration: { ApplicationSnapshotConfiguration: { SnapshotsEnabled: false } },
	},
	undefined,
	2,
);
const ADD = ['lint', '--add-suppressions', 'agreed in ticket 12'];

const text = (root: string, path: string): string => readFileSync(join(root, path), 'utf8');

function contents(root: string): Readonly<Record<string, string>> {
	const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((path) => statSync(join(root, path)).isFile());
	return Object.fromEntries(files.sort().map((path) => [path, text(root, path)]));
}

/** Adds suppressions, expects a clean lint afterwards and a second run to change nothing. */
async function silenced(root: string, more: readonly string[] = []): Promise<string> {
	const { code, out, err } = await flint(root, [...ADD, ...more]);
	expect(out).toMatch(/^no findings in /);
	expect(code).toBe(0);
	const once = contents(root);
	expect((await flint(root, ['lint', '--fail-on', 'info', ...more])).code).toBe(0);
	expect((await flint(root, [...ADD, ...more])).err).toBe('');
	expect(contents(root)).toEqual(once);
	return err;
}

test('one comment above each statement names all of its rules', async () => {
	const root = folderWith({ 'flink-conf.yaml': CONF });
	expect(await silenced(root)).toBe('added suppressions: 2 comments in 1 file\n');
	expect(contents(root)).toEqual({ 'flink-conf.yaml': WITH_COMMENTS });
});

test('line endings, a BOM, the missing last newline and the mode stay', async () => {
	const root = folderWith({ 'config.yaml': `\ufeff${CONF.trimEnd().replaceAll('\n', '\r\n')}` });
	chmodSync(join(root, 'config.yaml'), 0o640);
	await silenced(root);
	expect(text(root, 'config.yaml')).toBe(`\ufeff${WITH_COMMENTS.trimEnd().replaceAll('\n', '\r\n')}`);
	expect(statSync(join(root, 'config.yaml')).mode & 0o777).toBe(0o640);
});

test('a comment that would change what Flink reads goes to the configuration instead', async () => {
	const conf = `\ufeff${CONF}`;
	const root = folderWith({ '.git/HEAD': '', 'flink-conf.yaml': conf });
	await silenced(root);
	// Flink takes a byte order mark for a part of the first key; in front of a comment it would do no harm.
	expect(text(root, 'flink-conf.yaml')).toBe(conf);
	expect(text(root, 'flint.config.yaml')).toContain('- rule: config-unknown-key\n    file: /flink-conf.yaml\n');
});

test('the comment has the indentation of what it stands above', async () => {
	const root = folderWith({ 'config.yaml': 'execution:\n  checkpointing:\n    interval: 30 s\n    min-pause: 15 s\n' });
	await silenced(root);
	expect(text(root, 'config.yaml')).toMatch(/\n {4}# flint-ignore-next-line [\w, -]+ -- agreed in ticket 12\n {4}interval: 30 s\n/);
});

test('a chain of calls in Java has its comment above the statement', async () => {
	const job = `import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
public class Job {
	public static void main(String[] args) throws Exception {
		StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
		env
			.enableCheckpointing(5);
		env.execute();
	}
}
`;
	const root = folderWith({ 'src/main/java/Job.java': job });
	await silenced(root);
	expect(text(root, 'src/main/java/Job.java')).toMatch(
		/getExecutionEnvironment\(\);\n\t\t\/\/ flint-ignore-next-line [\w, -]*checkpoint-interval-below-minimum[\w, -]* -- agreed in ticket 12\n\t\tenv\n/,
	);
});

test('an escape that Java would obey goes to the configuration instead', async () => {
	const job =
		'import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;\nclass Job {\n\tvoid run(StreamExecutionEnvironment env) {\n\t\tenv.enableCheckpointing(5);\n\t}\n}\n';
	const root = folderWith({ 'src/main/java/Job.java': job });
	const { code } = await flint(root, ['lint', '--add-suppressions', String.raw`a\u000a b`]);
	expect(code).toBe(0);
	expect(text(root, 'src/main/java/Job.java')).toBe(job);
	expect(text(root, 'flint.config.yaml')).toContain(String.raw`reason: a\u000a b`);
});

describe('a file without comments', () => {
	test('gets entries in a new configuration', async () => {
		const root = folderWith({ '.git/HEAD': '', 'app.json': APP, 'deep/app.json': '{}' });
		expect(await silenced(root)).toMatch(/^added suppressions: (1 entry|\d entries) in flint\.config\.yaml\n$/);
		expect(text(root, 'app.json')).toBe(APP);
		expect(text(root, 'flint.config.yaml')).toContain(
			'  - rule: msf-snapshots-disabled\n    file: /app.json\n    option: msf.snapshots-enabled\n    reason: agreed in ticket 12\n',
		);
	});

	test('gets entries behind those of the configuration, whose comments stay', async () => {
		const config = `# ours
suppressions:
  # old ones
  - rule: config-unknown-key # gone soon
    reason: |
      two
      lines
# the end
flinkVersion: 1.20
`;
		const root = folderWith({
			'flint.config.yaml': config,
			'app.json': APP,
			'flink-conf.yaml': 'parallelism.defualt: 4\npipeline.max-parallelism: 720\n',
		});
		await silenced(root, ['app.json']);
		const [before = '', after = ''] = config.split('# the end');
		expect(text(root, 'flint.config.yaml').startsWith(`${before}  - rule: `)).toBe(true);
		expect(text(root, 'flint.config.yaml').endsWith(`    reason: agreed in ticket 12\n# the end${after}`)).toBe(true);
	});

	test('gets them in the file that --config names', async () => {
		const root = folderWith({ '.git/HEAD': '', 'own.yaml': 'platform: msf\n', 'app.json': APP });
		await silenced(root, ['--config', 'own.yaml']);
		expect(text(root, 'own.yaml')).toMatch(/^platform: msf\nsuppressions:\n {2}- rule: /);
		expect(existsSync(join(root, 'flint.config.yaml'))).toBe(false);
	});

	test('a file that does not parse is one of them', async () => {
		const root = folderWith({ '.git/HEAD': '', 'config.yaml': 'state:\n  backend:\n    type: "rocks' });
		await silenced(root);
		expect(text(root, 'flint.config.yaml')).toBe(
			'suppressions:\n  - rule: parse-error\n    file: /config.yaml\n    reason: agreed in ticket 12\n',
		);
	});
});

test('the demo is silenced as a whole', async () => {
	const root = folderWith({});
	cpSync(join(import.meta.dirname, '../../fixtures/demo'), root, { recursive: true });
	expect(await silenced(root)).toMatch(/^added suppressions: \d+ comments in \d files and \d entries in flint\.config\.yaml\n$/);
});

test('only what is selected is silenced', async () => {
	const root = folderWith({ '.git/HEAD': '', 'a/flink-conf.yaml': CONF, 'b/flink-conf.yaml': CONF });
	await silenced(root, ['a', '--rule', 'min-pause-not-set']);
	expect(text(root, 'b/flink-conf.yaml')).toBe(CONF);
	expect(text(root, 'a/flink-conf.yaml')).toBe(
		CONF.replace('execution.checkpointing.interval', '# flint-ignore-next-line min-pause-not-set -- agreed in ticket 12\n$&'),
	);
});

test('a file that was not passed is not written: its finding, told because of a related place, becomes an entry', async () => {
	const root = folderWith({});
	cpSync(join(import.meta.dirname, '../../fixtures/demo'), root, { recursive: true });
	const conf = 'orders/conf/flink-conf.yaml';
	const before = text(root, conf);
	await silenced(root, ['orders/src']);
	expect(text(root, conf)).toBe(before);
	expect(text(root, 'flint.config.yaml')).toContain(`  - rule: incremental-checkpoints-off\n    file: ${conf}\n`);
	expect(text(root, 'orders/src/main/java/com/acme/orders/OrdersJob.java')).toContain('// flint-ignore-next-line ');
});

test('what is wrong with suppressions themselves stays in the report', async () => {
	const root = folderWith({ 'flink-conf.yaml': `# flint-ignore-file min-pause-not-set\n${CONF}` });
	const { code, out } = await flint(root, ADD);
	expect([code, out]).toEqual([1, expect.stringMatching(/^warning\[suppression-without-reason\]/)]);
	expect(out).toContain('1 warning in 1 file of 1 application (3 suppressed)');
});

describe('wrong usage', () => {
	test.each([
		[['--only-fixable', '--add-suppressions', 'x'], '`--add-suppressions` silences whole rules, fixable or not'],
		[['--add-suppressions', ' '], '`--add-suppressions` needs a reason of one line'],
		[['--add-suppressions', 'a\nb'], '`--add-suppressions` needs a reason of one line'],
		[['-', '--stdin-filename', 'flink-conf.yaml', '--add-suppressions', 'x'], 'standard input cannot be written'],
	])('%j', async (argv, message) => {
		const root = folderWith({ 'flink-conf.yaml': CONF });
		const { code, out, err } = await flint(root, ['lint', ...argv], { stdin: CONF });
		expect([code, out]).toEqual([2, '']);
		expect(err).toContain(`error: ${message}`);
		expect(contents(root)).toEqual({ 'flink-conf.yaml': CONF });
	});

	test('a configuration without a place for them is told, and nothing is written', async () => {
		const root = folderWith({ 'flint.config.yaml': '{ platform: msf }\n', 'app.json': APP, 'flink-conf.yaml': CONF });
		const before = contents(root);
		const { code, err } = await flint(root, ADD);
		expect([code, err]).toEqual([
			2,
			expect.stringContaining('error: `flint.config.yaml` has no place where suppressions could be added\n'),
		]);
		expect(contents(root)).toEqual(before);
	});
});
