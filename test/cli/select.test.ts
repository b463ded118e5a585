import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { reportShape } from '../../src/reporters/json-schema.ts';
import { folderWith } from '../workspace/project.ts';
import { flint, type Setting } from './flint.ts';

const CONF = `state.backend.type: rocksdb
execution.checkpointing.dir: s3://acme/checkpoints
execution.checkpointing.interval: 30 s
execution.checkpointing.min-pause: 15 s
execution.checkpointing.externalized-checkpoint-retention: RETAIN_ON_CANCELLATION
state.checkpoints.num-retaned: 2
pipeline.max-parallelism: 720
high-availability.type: kubernetes
high-availability.storageDir: s3://acme/ha
execution.checkpointing.savepoint-dir: s3://acme/savepoints
`;
/** What lint finds in it. */
const RULES = ['checkpoint-tolerable-failures-zero', 'config-unknown-key', 'incremental-checkpoints-off'];
const BROKEN = 'execution:\n  checkpointing:\n    interval: "30 s\n';

async function found(root: string, argv: readonly string[], setting: Setting = {}): Promise<readonly string[]> {
	const { out } = await flint(root, ['lint', '--format', 'json', ...argv], setting);
	return reportShape.parse(JSON.parse(out)).findings.map(({ rule, file }) => `${file} ${rule}`);
}

const rulesOf = async (root: string, argv: readonly string[]): Promise<readonly string[]> =>
	(await found(root, argv)).map((line) => line.split(' ')[1] ?? '').toSorted();

describe('--rule', () => {
	const root = folderWith({ '.git/HEAD': '', 'flink-conf.yaml': CONF });

	test('reports only the rules it names, once or several times', async () => {
		expect(await rulesOf(root, [])).toEqual(RULES);
		expect(await rulesOf(root, ['--rule', 'incremental-checkpoints-off'])).toEqual(['incremental-checkpoints-off']);
		const two = ['config-unknown-key', 'incremental-checkpoints-off'];
		expect(await rulesOf(root, ['--rule', two.join(',')])).toEqual(two);
		expect(await rulesOf(root, ['--rule', two.join(', '), '--rule', 'state-without-ttl'])).toEqual(two);
		expect((await flint(root, ['lint', '--rule', 'state-without-ttl'])).code).toBe(0);
	});

	test('makes no suppression look unused', async () => {
		const suppressed = `# flint-ignore-next-line incremental-checkpoints-off -- small state\n${CONF}`;
		const other = folderWith({ 'flink-conf.yaml': suppressed });
		expect(await rulesOf(other, ['--rule', 'config-unknown-key,suppression-unused'])).toEqual(['config-unknown-key']);
	});

	test('leaves files that do not parse in the report', async () => {
		const broken = folderWith({ 'conf/config.yaml': BROKEN, 'flink-conf.yaml': CONF });
		expect(await rulesOf(broken, ['--rule', 'state-without-ttl'])).toEqual(['parse-error']);
	});

	test('fixes only the rules it names', async () => {
		const { out } = await flint(root, ['fix', '--rule', 'checkpoint-tolerable-failures-zero']);
		expect(out.match(/^[+-](?![+-]).*/gm)).toEqual(['+execution.checkpointing.tolerable-failed-checkpoints: 3']);
	});

	test('that does not exist is wrong usage, with a suggestion', async () => {
		expect(await flint(root, ['lint', '--rule', 'incremental-checkpoint-off'])).toEqual({
			code: 2,
			out: '',
			err: 'error: there is no rule `incremental-checkpoint-off`\n   = did you mean `incremental-checkpoints-off`?\n',
		});
		expect((await flint(root, ['fix', '--rule', 'xyz'])).err).toBe('error: there is no rule `xyz`\n   = `flint rules` lists them\n');
		expect((await flint(root, ['lint', '--rule', ''])).err).toContain('error: `--rule` names no rule\n');
	});

	test('that the configuration switches off says so', async () => {
		const off = folderWith({ 'flint.config.yaml': 'rules:\n  config-unknown-key: off\n', 'flink-conf.yaml': CONF });
		const { code, err } = await flint(off, ['lint', '--rule', 'config-unknown-key']);
		expect([code, err]).toEqual([0, 'note: the configuration switches config-unknown-key off\n']);
		expect((await flint(off, ['lint', '--rule', 'config-unknown-key', '--quiet'])).err).toBe('');
	});
});

describe('--only-fixable', () => {
	const root = folderWith({ 'flink-conf.yaml': `${CONF}restart-strategy.typ: x\nexecution.checkpointing.dir: file:///tmp/c\n` });

	test('leaves out what flint cannot fix, for the exit code too', async () => {
		expect(await rulesOf(root, [])).toContain('checkpoint-dir-local');
		const rules = await rulesOf(root, ['--only-fixable']);
		expect(rules).not.toContain('checkpoint-dir-local');
		expect(rules).toContain('incremental-checkpoints-off');
		expect((await flint(root, ['lint', '--rule', 'checkpoint-dir-local'])).code).toBe(1);
		expect((await flint(root, ['lint', '--rule', 'checkpoint-dir-local', '--only-fixable'])).code).toBe(0);
	});
});

describe('--fail-on', () => {
	const root = folderWith({ 'flink-conf.yaml': CONF });
	test.each([
		['never', 0],
		['error', 0],
		['warning', 1],
		['info', 1],
	])('%s', async (severity, code) => {
		expect((await flint(root, ['lint', '--fail-on', severity])).code).toBe(code);
	});

	test('anything else is wrong usage', async () => {
		expect((await flint(root, ['lint', '--fail-on', 'fatal'])).code).toBe(2);
	});
});

describe('--flink-version and --platform', () => {
	const root = folderWith({ 'flink-conf.yaml': CONF });
	const facts = async (argv: readonly string[]): Promise<unknown> => {
		const { out } = await flint(root, ['lint', '--format', 'json', ...argv]);
		const [application] = reportShape.parse(JSON.parse(out)).applications;
		return [application?.flinkVersion, application?.flinkVersionFrom, application?.platform];
	};

	test('are said of every application', async () => {
		expect(await facts([])).toEqual([null, null, 'standalone']);
		expect(await facts(['--flink-version', '1.20.1'])).toEqual(['1.20', '--flink-version', 'standalone']);
		expect(await facts(['--platform', 'msf'])).toEqual([null, null, 'msf']);
		expect((await flint(root, ['fix', '--flink-version', '2.0'])).out).toContain('+execution.checkpointing.incremental: true');
	});

	test('that flint does not know are wrong usage', async () => {
		expect((await flint(root, ['lint', '--flink-version', '0.9'])).err).toContain('error: flint knows no Flink version `0.9`\n');
		expect((await flint(root, ['lint', '--platform', 'yarn'])).code).toBe(2);
	});
});

describe('paths', () => {
	const root = folderWith({
		'.git/HEAD': '',
		'.gitignore': 'ignored/\n',
		'a/conf/flink-conf.yaml': CONF,
		'a/conf/notes.txt': '',
		'b/deep/conf/flink-conf.yaml': CONF,
		'b/[1]/flink-conf.yaml': CONF,
		'ignored/flink-conf.yaml': CONF,
	});
	const files = async (argv: readonly string[], setting: Setting = {}): Promise<readonly string[]> =>
		[...new Set((await found(root, argv, setting)).map((line) => line.split(' ')[0] ?? ''))].toSorted();

	test('may be patterns that the shell left alone', async () => {
		expect(await files(['**/flink-conf.yaml'])).toEqual(['a/conf/flink-conf.yaml', 'b/[1]/flink-conf.yaml', 'b/deep/conf/flink-conf.yaml']);
		expect(await files(['{a,b}/**/conf/*.yaml'])).toEqual(['a/conf/flink-conf.yaml', 'b/deep/conf/flink-conf.yaml']);
		expect(await files(['conf/*.y?ml'], { folder: 'a' })).toEqual(['conf/flink-conf.yaml']);
		expect(await files(['../b/d*'], { folder: 'a' })).toEqual(['../b/deep/conf/flink-conf.yaml']);
		expect(await files([join(root, 'a/**')])).toEqual(['a/conf/flink-conf.yaml']);
	});

	test('that exist are taken as they are, whatever they look like', async () => {
		expect(await files(['b/[1]'])).toEqual(['b/[1]/flink-conf.yaml']);
	});

	test('that are ignored or not recognised are skipped', async () => {
		expect(await flint(root, ['lint', 'ignored/*', '**/*.txt'])).toEqual({
			code: 0,
			out: 'found no file that configures Flink\n',
			err: '',
		});
	});

	test('that match nothing are wrong usage', async () => {
		const { code, err } = await flint(root, ['lint', 'a/conf/flink-conf.yaml', 'gone/**/*.yaml']);
		expect([code, err]).toEqual([
			2,
			'error: no file matches `gone/**/*.yaml`\n   = patterns are relative to the working directory: `conf/**/*.yaml`\n',
		]);
	});

	test('choose what is reported, never what belongs together', async () => {
		const job = `import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
public class Job {
	public static void main(String[] args) throws Exception {
		StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
		env.enableCheckpointing(30_000);
		env.execute();
	}
}
`;
		const settings = CONF.split('\n').filter((line) => !line.includes('interval') && !line.includes('retaned'));
		const both = folderWith({
			'.git/HEAD': '',
			'conf/flink-conf.yaml': settings.join('\n'),
			'src/main/java/Job.java': job,
			'pom.xml': '<project/>',
		});
		const all = await found(both, []);
		// The interval stands in the code, which was not passed: without it there would be no finding in the file that was.
		expect(all).toContain('conf/flink-conf.yaml incremental-checkpoints-off');
		expect(await found(both, ['conf/flink-conf.yaml'])).toContain('conf/flink-conf.yaml incremental-checkpoints-off');
	});
});
