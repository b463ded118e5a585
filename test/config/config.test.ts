import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ConfigurationError } from '../../src/config/errors.ts';
import { matcher } from '../../src/config/glob.ts';
import { loadConfig } from '../../src/config/load.ts';
import { minPauseFor, RECOMMENDED } from '../../src/config/recommended.ts';
import { defaultConfig, type FlintConfig } from '../../src/config/schema.ts';

const RULES = ['checkpointing-disabled', 'min-pause-not-set'];

function project(text: string | Uint8Array): string {
	const root = mkdtempSync(join(tmpdir(), 'flint-config-'));
	writeFileSync(join(root, 'flint.config.yaml'), text);
	return root;
}

const load = (text: string | Uint8Array): Promise<FlintConfig> => {
	const root = project(text);
	return loadConfig({ root, cwd: root, ruleNames: RULES });
};

async function problems(text: string | Uint8Array): Promise<readonly object[]> {
	try {
		await load(text);
	} catch (error) {
		if (error instanceof ConfigurationError) return error.problems;
		throw error;
	}
	return [];
}

test('without a file everything has its default', async () => {
	const root = mkdtempSync(join(tmpdir(), 'flint-config-'));
	expect(await loadConfig({ root, cwd: root, ruleNames: RULES })).toBe(defaultConfig);
});

test.each([[''], ['# nothing yet\n'], ['{}\n'], ['rules: {}\n']])('an empty file changes nothing: %j', async (text) => {
	const { source, ...config } = await load(text);
	expect(source).toEqual({ path: 'flint.config.yaml', text });
	expect(config).toEqual({ ...defaultConfig, recommended: { ...RECOMMENDED, minPause: expect.any(Function) } });
});

test('everything can be stated', async () => {
	const text = `flinkVersion: 1.20
platform: kubernetes-operator
applications:
  - name: orders
    files: [orders/]
    platform: msf
    flinkVersion: '1.18'
    environment: development
    jobConfig: ['*.properties']
rules:
  min-pause-not-set: off
  checkpointing-disabled: { level: error, ignoreBatch: true }
recommended:
  interval: 2 min
  minPause: 45s
  timeout: 1200000
  alignedTimeout: 10 s
  tolerableFailures: 5
  retainedCheckpoints: 2
  maxParallelism: 360
  stateTtl: 36 h
ignore: [legacy/]
suppressions:
  - { rule: min-pause-not-set, file: app.json, option: execution.checkpointing.min-pause, reason: small state }
`;
	const config = await load(text);
	const place = (part: string) => {
		const start = text.indexOf(part);
		return { file: 'flint.config.yaml', range: { start, end: start + part.length } };
	};
	expect(config.version).toEqual({ version: '1.20', place: place('1.20') });
	expect(config.platform).toBe('kubernetes-operator');
	expect(config.applications).toEqual([
		{
			name: 'orders',
			files: ['orders/'],
			jobConfig: ['*.properties'],
			platform: 'msf',
			environment: 'development',
			version: { version: '1.18', place: place("'1.18'") },
		},
	]);
	expect([...config.rules]).toEqual([
		['min-pause-not-set', { level: 'off', options: {} }],
		['checkpointing-disabled', { level: 'error', options: { ignoreBatch: true } }],
	]);
	const { minPause, ...values } = config.recommended;
	expect(values).toEqual({
		interval: 120_000,
		timeout: 1_200_000,
		alignedTimeout: 10_000,
		tolerableFailures: 5,
		retainedCheckpoints: 2,
		maxParallelism: 360,
		stateTtl: 129_600_000,
		restartStrategy: 'exponential-delay',
	});
	expect([minPause(120_000), minPause(30_000)]).toEqual([45_000, 30_000]);
	expect(config.ignore).toEqual(['legacy/']);
	expect(config.suppressions).toEqual([
		{
			rule: 'min-pause-not-set',
			file: 'app.json',
			option: 'execution.checkpointing.min-pause',
			reason: 'small state',
			range: { start: text.lastIndexOf('min-pause-not-set'), end: text.lastIndexOf('min-pause-not-set') + 17 },
		},
	]);
});

describe('what is wrong is said with its place', () => {
	test.each([
		['flinkVerson: 1.20\n', 'unknown key `flinkVerson`', '1:1', 'did you mean `flinkVersion`?'],
		[
			'platform: msf\napplications:\n  - name: a\n    file: [x]\n    files: [y]\n',
			'unknown key `applications[0].file`',
			'4:5',
			'did you mean `files`?',
		],
		['recommended: { intervall: 1 min }\n', 'unknown key `recommended.intervall`', '1:16', 'did you mean `interval`?'],
		['zzz: 1\n', 'unknown key `zzz`', '1:1', undefined],
		['rules:\n  min-pause-not-sett: off\n', 'unknown rule `min-pause-not-sett`', '2:3', 'did you mean `min-pause-not-set`?'],
		['suppressions: [{ rule: nope, reason: x }]\n', 'unknown rule `nope`', '1:24', undefined],
		[
			'rules: { min-pause-not-set: of }\n',
			'`rules.min-pause-not-set.level` must be one of `off`, `error`, `warning`, `info`',
			'1:29',
			undefined,
		],
		['platform: mfs\n', '`platform` must be one of `msf`, `kubernetes-operator`, `standalone`, `unknown`', '1:11', undefined],
		['flinkVersion: 1.2\n', '`flinkVersion` must be a Flink version that flint knows: 1.13 to 2.3', '1:15', undefined],
		['recommended:\n  interval: 1 fortnight\n', '`recommended.interval` must be a duration such as `30 s` or `10 min`', '2:13', undefined],
		['recommended: { interval: [1] }\n', '`recommended.interval` must be a duration such as `30 s`', '1:26', undefined],
		['recommended: { maxParallelism: 99999 }\n', '`recommended.maxParallelism` must be 1 to 32768', '1:32', undefined],
		['ignore: build/\n', '`ignore` must be a list', '1:9', undefined],
		['applications:\n  - files: [x]\n', '`applications[0].name` is missing', '2:5', undefined],
		['suppressions: [{ rule: min-pause-not-set, reason: "" }]\n', '`suppressions[0].reason` must say why', '1:51', undefined],
		['- a\n', '`the file` must be a mapping of keys to values', '1:1', undefined],
	])('%j', async (text, message, place, suggestion) => {
		expect(await problems(text)).toEqual([
			{ message, place: `flint.config.yaml:${place}`, ...(suggestion !== undefined && { suggestion }) },
		]);
	});

	test('all of it at once, in order', async () => {
		expect(await problems('platfrom: msf\nignore: [1]\n')).toMatchObject([
			{ place: 'flint.config.yaml:1:1' },
			{ place: 'flint.config.yaml:2:10' },
		]);
	});

	test('YAML that does not parse, is no text, or explodes', async () => {
		expect(await problems('rules: {\n')).toMatchObject([{ place: expect.stringMatching(/^flint\.config\.yaml:\d+:\d+$/) }]);
		expect(await problems('a: 1\na: 2\n')).toMatchObject([{ message: 'Map keys must be unique', place: 'flint.config.yaml:2:1' }]);
		expect(await problems(Uint8Array.of(0x61, 0xff))).toEqual([{ message: 'the file is not UTF-8 at byte 1', place: 'flint.config.yaml' }]);
		const bomb = Array.from({ length: 9 }, (_, i) => `a${i}: &a${i} [${Array(9).fill(i === 0 ? 'x' : `*a${i - 1}`)}]`).join('\n');
		expect(await problems(bomb)).toHaveLength(1);
	});
});

test('a file that --config names must exist', async () => {
	const root = project('');
	const request = { root, cwd: root, ruleNames: RULES, file: join(root, 'none.yaml') };
	await expect(loadConfig(request)).rejects.toMatchObject({
		problems: [{ message: 'the configuration file cannot be read: no such file or directory', place: 'none.yaml' }],
	});
});

test.each([
	[['conf/'], 'conf/a.yaml', true],
	[['conf/'], 'x/conf/a.yaml', true],
	[['/conf/'], 'x/conf/a.yaml', false],
	[['./conf'], 'conf/a.yaml', true],
	[['*.java'], 'src/A.java', true],
	[['src/**/app.json'], 'src/a/b/app.json', true],
	[['*.java', '!A.java'], 'src/A.java', false],
	[[], 'a', false],
])('patterns are those of .gitignore: %j on %s', (patterns, path, expected) => {
	expect(matcher(patterns)(path)).toBe(expected);
});

test.each([
	[60_000, 30_000],
	[10_000, 5000],
	[6000, 5000],
	[5000, 5000],
	[1000, 1000],
])('the pause recommended for an interval of %i ms is %i ms', (interval, pause) => {
	expect(minPauseFor(interval)).toBe(pause);
});

test('zod and yaml are loaded for a configuration file alone', () => {
	for (const file of ['load', 'schema', 'recommended', 'glob']) {
		const text = readFileSync(join(import.meta.dirname, `../../src/config/${file}.ts`), 'utf8');
		expect(text).not.toMatch(/^import .*'(zod|yaml)'|from '\.\/(parse|shape)\.ts'/m);
	}
});
