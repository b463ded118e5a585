import { chmodSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { reportShape } from '../../src/reporters/json-schema.ts';
import { folderWith } from '../workspace/project.ts';
import { unprivileged } from '../workspace/unprivileged.ts';
import { flint } from './flint.ts';
import { ONE_FINDING } from './one-finding.ts';

const ROCKSDB = `jobmanager.rpc.address: jm\n${ONE_FINDING}`;
const CLEAN = `${ROCKSDB}execution.checkpointing.incremental: true\n`;

const rulesIn = (text: string): readonly string[] => [...text.matchAll(/^\w+\[([\w-]+)\]/gm)].map((match) => match[1] ?? '');

describe('what is linted', () => {
	const root = folderWith({
		'.git/HEAD': '',
		'a/flink-conf.yaml': ROCKSDB,
		'b/flink-conf.yaml': ROCKSDB,
		'b/README.md': '',
		'.gitignore': 'c/\n',
		'c/flink-conf.yaml': ROCKSDB,
	});

	test('is the working directory, with paths relative to it', async () => {
		const { out, err, code } = await flint(root, ['lint'], { folder: 'a' });
		expect(code).toBe(1);
		expect(err).toBe('');
		expect(out).toContain('  --> flink-conf.yaml:2:1\n');
		expect(out).toContain('\n1 warning in 1 file of 1 application\n1 can be fixed with `flint fix --write`\n');
	});

	test('or the paths that are passed', async () => {
		expect((await flint(root, ['lint', 'b'])).out).toContain('--> b/flink-conf.yaml:2:1');
		expect((await flint(root, ['lint', 'a/flink-conf.yaml', 'b'])).out).toContain('2 warnings in 2 files of 2 applications');
		expect((await flint(root, ['lint', '.'])).out).toContain('2 warnings in 2 files of 2 applications');
		expect((await flint(root, ['lint', join(root, 'a')], { folder: 'b' })).out).toContain('--> ../a/flink-conf.yaml:2:1');
	});

	test('an ignored file, one flint does not know, and nothing at all are clean', async () => {
		for (const paths of [['c/flink-conf.yaml'], ['c'], ['b/README.md']]) {
			expect(await flint(root, ['lint', ...paths])).toEqual({ code: 0, out: 'found no file that configures Flink\n', err: '' });
		}
	});

	test('a path that does not exist is wrong usage', async () => {
		expect(await flint(root, ['lint', 'a/flink-cnf.yaml'])).toEqual({
			code: 2,
			out: '',
			err: 'error: there is no file or folder `a/flink-cnf.yaml`\n   = did you mean `flink-conf.yaml`?\n',
		});
	});

	test('a file behind a link counts as the file', async () => {
		const linked = folderWith({ 'real/flink-conf.yaml': ROCKSDB });
		symlinkSync('real/flink-conf.yaml', join(linked, 'flink-conf.yaml'));
		expect((await flint(linked, ['lint', 'flink-conf.yaml'])).out).toContain('--> real/flink-conf.yaml:2:1');
	});

	test('standard input, under a name', async () => {
		const { out, code } = await flint(root, ['lint', '-', '--stdin-filename', 'new/flink-conf.yaml'], { stdin: ROCKSDB });
		expect(code).toBe(1);
		expect(out).toContain('--> new/flink-conf.yaml:2:1');
		const replaced = await flint(root, ['lint', '-', '--stdin-filename', 'a/flink-conf.yaml'], { stdin: CLEAN });
		expect(replaced).toEqual({ code: 0, out: 'no findings in 1 file of 1 application\n', err: '' });
		expect((await flint(root, ['lint', '-'])).err).toContain(
			'standard input has no name that tells its format\n   = add `--stdin-filename',
		);
	});
});

describe('exit codes', () => {
	const root = folderWith({ 'flink-conf.yaml': ROCKSDB });

	test.each([
		['error', 0],
		['warning', 1],
		['info', 1],
		['never', 0],
	])('--fail-on %s answers %i to a warning', async (failOn, code) => {
		for (const format of ['text', 'json']) {
			expect((await flint(root, ['lint', '--fail-on', failOn, '--format', format])).code).toBe(code);
		}
	});

	test.each([
		[['lint', '--fail-on', 'warnings'], "error: option '--fail-on <severity>' argument 'warnings' is invalid"],
		[['lint', '--fromat', 'json'], "error: unknown option '--fromat'\n(Did you mean --format?)"],
		[['lnt'], "error: unknown command 'lnt'\n(Did you mean lint?)"],
		[['lint', '--flink-version', '1.12'], 'error: flint knows no Flink version `1.12`\n   = use one of 1.13, 1.14,'],
		[['lint', '--platform', 'aws'], "error: option '--platform <platform>' argument 'aws' is invalid"],
	])('wrong usage is 2: %j', async (argv, message) => {
		const { code, out, err } = await flint(root, argv);
		expect([code, out]).toEqual([2, '']);
		expect(err).toContain(message);
	});

	test('help and version are 0, on standard output', async () => {
		for (const argv of [[], ['--help'], ['lint', '--help'], ['fix', '-h']]) {
			const { code, out, err } = await flint(root, argv);
			expect([code, err]).toEqual([0, '']);
			expect(out).toContain('Usage: flint');
		}
		expect(await flint(root, ['--version'])).toEqual({ code: 0, out: expect.stringMatching(/^\d+\.\d+\.\d+\n$/), err: '' });
	});
});

describe("flint's configuration", () => {
	test('sets levels, versions and what is ignored', async () => {
		const files = { 'flink-conf.yaml': ROCKSDB, 'old/flink-conf.yaml': ROCKSDB };
		const level = folderWith({
			...files,
			'flint.config.yaml': 'rules:\n  incremental-checkpoints-off: error\nignore: [old/]\nflinkVersion: 1.20\n',
		});
		const { out } = await flint(level, ['lint', '--format', 'json']);
		expect(JSON.parse(out)).toMatchObject({
			applications: [{ flinkVersion: '1.20', flinkVersionFrom: 'flint.config.yaml:4' }],
			findings: [{ rule: 'incremental-checkpoints-off', severity: 'error' }],
		});
		const off = folderWith({ ...files, 'flint.config.yaml': 'rules: { incremental-checkpoints-off: off }\n' });
		expect((await flint(off, ['lint'])).code).toBe(0);
	});

	test('errors in it are told with their place', async () => {
		const root = folderWith({ 'flint.config.yaml': 'rules:\n  incremental-checkpoint-off: error\n', 'p/flink-conf.yaml': ROCKSDB });
		expect(await flint(root, ['lint'], { folder: 'p' })).toEqual({
			code: 2,
			out: '',
			err: 'error: unknown rule `incremental-checkpoint-off`\n  --> ../flint.config.yaml:2:3\n   = did you mean `incremental-checkpoints-off`?\n',
		});
	});

	test('--config names another file', async () => {
		const root = folderWith({ 'flink-conf.yaml': ROCKSDB, 'ci/flint.yaml': 'rules: { incremental-checkpoints-off: off }\n' });
		expect((await flint(root, ['lint', '--config', 'ci/flint.yaml'])).code).toBe(0);
		expect((await flint(root, ['lint', '--config', 'none.yaml'])).err).toContain('  --> none.yaml\n');
	});

	test('the command line beats it', async () => {
		const root = folderWith({ 'flink-conf.yaml': ROCKSDB, 'flint.config.yaml': 'flinkVersion: 1.20\n' });
		const { out } = await flint(root, ['lint', '--format', 'json', '--flink-version', '2.1', '--platform', 'standalone']);
		expect(JSON.parse(out)).toMatchObject({
			applications: [{ flinkVersion: '2.1', flinkVersionFrom: '--flink-version', platform: 'standalone' }],
		});
	});
});

test('suppressions are applied and counted', async () => {
	const root = folderWith({
		'flink-conf.yaml': `# flint-ignore-file incremental-checkpoints-off -- tiny state\n${ROCKSDB}`,
	});
	expect(await flint(root, ['lint'])).toEqual({ code: 0, out: 'no findings in 1 file of 1 application (1 suppressed)\n', err: '' });
});

test('JSON is the shipped contract', async () => {
	const root = folderWith({ 'flink-conf.yaml': ROCKSDB, 'other/flink-conf.yaml': 'state.backend rocksdb\nparallelism.default: x\n' });
	const report = reportShape.parse(JSON.parse((await flint(root, ['lint', '--format', 'json'])).out));
	expect(report.summary.files).toBe(2);
	expect(report.findings.length).toBeGreaterThan(1);
});

describe('colour', () => {
	const root = folderWith({ 'flink-conf.yaml': ROCKSDB });
	const colored = async (argv: readonly string[], env: Record<string, string>, terminal?: number): Promise<boolean> => {
		const { out } = await flint(root, ['lint', ...argv], { env, ...(terminal !== undefined && { terminal }) });
		return out.includes('\u001b[');
	};

	test('is for terminals, unless the environment or --color say otherwise', async () => {
		expect(await colored([], {})).toBe(false);
		expect(await colored([], {}, 100)).toBe(true);
		expect(await colored([], { NO_COLOR: '1' }, 100)).toBe(false);
		expect(await colored([], { TERM: 'dumb' }, 100)).toBe(false);
		expect(await colored([], { FORCE_COLOR: '1' })).toBe(true);
		expect(await colored([], { FORCE_COLOR: '0' }, 100)).toBe(false);
		expect(await colored(['--color', 'always'], { NO_COLOR: '1' })).toBe(true);
		expect(await colored(['--color', 'never'], { FORCE_COLOR: '1' }, 100)).toBe(false);
		expect(await colored(['--format', 'json', '--color', 'always'], {})).toBe(false);
	});
});

describe('bad input', () => {
	const nested = `${'['.repeat(20_000)}${']'.repeat(20_000)}`;
	const bomb = Array.from({ length: 12 }, (_, i) => `a${i}: &a${i} [${Array(9).fill(i === 0 ? 'x' : `*a${i - 1}`)}]`).join('\n');

	test.each([
		['empty', '', []],
		['binary', Uint8Array.from({ length: 4096 }, (_, i) => (i * 7) % 256), ['parse-error']],
		['not UTF-8', Buffer.concat([Buffer.from(CLEAN), Buffer.from([0xfc, 0x0a])]), ['parse-error']],
		['UTF-16', Buffer.from(`\ufeff${CLEAN}`, 'utf16le'), ['parse-error']],
	])('a flink-conf.yaml that is %s', async (_, content, rules) => {
		const root = folderWith({ 'bad/flink-conf.yaml': content, 'good/flink-conf.yaml': ROCKSDB });
		const { out, err, code } = await flint(root, ['lint']);
		expect(rulesIn(out).filter((rule) => rule !== 'incremental-checkpoints-off')).toEqual(expect.arrayContaining(rules));
		expect(out).toContain('--> good/flink-conf.yaml:2:1');
		expect([code, err]).toEqual([1, '']);
	});

	test.each([
		['deep nesting', 'config.yaml', `parallelism: ${nested}\n`],
		['exploding aliases', 'config.yaml', `${bomb}\nparallelism:\n  default: 2\n`],
		['truncated JSON', 'app.json', '{"ApplicationName": "a", "RuntimeEnvironment": "FLINK-1_20", "ApplicationConfiguration": {'],
		['nested JSON', 'app.json', `{"RuntimeEnvironment": "FLINK-1_20", "x": ${nested}}`],
		['Java that does not parse', 'Job.java', 'import org.apache.flink.X; class Job { void run( { StreamExecutionEnvironment }'],
	])('%s keeps everything else linted', async (_, name, content) => {
		const root = folderWith({ [`bad/${name}`]: content, 'good/flink-conf.yaml': ROCKSDB });
		const { out, err, code } = await flint(root, ['lint']);
		expect(err).toBe('');
		expect(out).toContain('--> good/flink-conf.yaml:2:1');
		expect(code).toBe(1);
	});

	test('a file that cannot be read', async () => {
		const root = folderWith({ 'flink-conf.yaml': ROCKSDB, 'x.yaml': '', 'good/flink-conf.yaml': ROCKSDB });
		chmodSync(join(root, 'flink-conf.yaml'), 0);
		chmodSync(join(root, 'x.yaml'), 0);
		const { out, err, code } = await unprivileged(root, () => flint(root, ['lint']));
		expect(err).toBe(
			'note: x.yaml was skipped: permission denied\nerror[unreadable-file]: the file cannot be read: permission denied\n  --> flink-conf.yaml\n',
		);
		expect(out).toContain('--> good/flink-conf.yaml:2:1');
		expect(code).toBe(2);
	});
});

test('secrets never leave the file', async () => {
	const secret = `s3.secret-key: hunter2hunter2\n${ROCKSDB}`;
	const root = folderWith({ 'flink-conf.yaml': secret });
	for (const argv of [['lint'], ['lint', '--format', 'json'], ['fix'], ['fix', '--unsafe', '--format', 'json']]) {
		const { out, err } = await flint(root, argv);
		expect(out + err).not.toContain('hunter2');
		expect(out).not.toBe('');
	}
});
