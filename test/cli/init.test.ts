import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { withFlintHook } from '../../src/cli/init/pre-commit.ts';
import { parseConfig } from '../../src/config/parse.ts';
import { ruleNames } from '../../src/engine/rule-names.ts';
import { folderWith } from '../workspace/project.ts';
import { flint } from './flint.ts';

const CONF = 'state.backend: rocksdb\nexecution.checkpointing.interval: 60 s\n';
const ENTRY = { repo: 'https://github.com/flink-flint/flint', rev: 'v0.1.0', hooks: [{ id: 'flint' }] };

const read = (root: string, path: string): string => readFileSync(join(root, path), 'utf8');

describe('flint.config.yaml', () => {
	test('is written at the root, says what was found, and changes nothing', async () => {
		const root = folderWith({ '.git/HEAD': '', 'conf/flink-conf.yaml': CONF, 'deep/x.txt': '' });
		const before = (await flint(root, ['lint', '--format', 'json'])).out;
		expect(await flint(root, ['init'], { folder: 'deep' })).toEqual({
			code: 0,
			err: '',
			out: 'found 1 application in 1 file:\n  conf · standalone cluster · Flink version unknown\nwrote ../flint.config.yaml\n',
		});
		const text = read(root, 'flint.config.yaml');
		expect(text).toContain('# `flint init` found:\n#   conf · standalone cluster · Flink version unknown\n');
		expect(text).toContain('# No file states the version of conf.\n');
		expect(parse(text)).toBeNull();
		expect((await flint(root, ['lint', '--format', 'json'])).out).toBe(before);
	});

	test('is valid with every mark of a setting removed', async () => {
		const root = folderWith({ 'conf/flink-conf.yaml': CONF });
		await flint(root, ['init']);
		const text = read(root, 'flint.config.yaml').replace(/^#(?=[^ ]|\s{2,}(?:-|[\w-]+:))/gm, '');
		const settings = text.split('\n').filter((line) => !line.startsWith('#'));
		const config = parseConfig({ path: 'flint.config.yaml', text: settings.join('\n') }, 'flint.config.yaml', ruleNames);
		expect(config.applications).toMatchObject([{ name: 'conf', files: ['conf/'], environment: 'development' }]);
		expect(config.rules.get('checkpoint-interval-too-short')?.level).toBe('off');
		expect(config.version?.version).toBe('2.3');
		expect(config.ignore).toEqual(['archive/']);
		expect(config.suppressions).toHaveLength(1);
	});

	test('is never overwritten unless forced', async () => {
		const root = folderWith({ 'flint.config.yaml': 'ignore: [x/]\n' });
		expect((await flint(root, ['init'])).out).toBe(
			'found no file that configures Flink\nflint.config.yaml exists and was left alone; `--force` overwrites it\n',
		);
		expect(read(root, 'flint.config.yaml')).toBe('ignore: [x/]\n');
		expect((await flint(root, ['init', '--force'])).out).toContain('overwrote flint.config.yaml\n');
		expect((await flint(root, ['init'])).out).toContain('flint.config.yaml is as flint would write it\n');
	});

	test('holds no line that a name in a file could smuggle in', async () => {
		const app = JSON.stringify({ ApplicationName: 'a\nrules: {}\n#', RuntimeEnvironment: 'FLINK-1_20', ApplicationConfiguration: {} });
		const root = folderWith({ 'app.json': app });
		await flint(root, ['init']);
		expect(parse(read(root, 'flint.config.yaml'))).toBeNull();
	});
});

describe('--github', () => {
	test('writes a workflow for the main branch at the git root, once', async () => {
		const root = folderWith({
			'.git/refs/remotes/origin/HEAD': 'ref: refs/remotes/origin/trunk\n',
			'jobs/flint.config.yaml': '',
			'jobs/flink-conf.yaml': CONF,
		});
		expect((await flint(root, ['init', '--github'], { folder: 'jobs' })).out).toContain('wrote ../.github/workflows/flint.yml\n');
		const written = parse(read(root, '.github/workflows/flint.yml'));
		expect(written.on.push.branches).toEqual(['trunk']);
		expect(written.jobs.lint.steps[2].uses).toBe('flink-flint/flint@v0.1.0');
		expect((await flint(root, ['init', '--github'])).out).toContain('.github/workflows/flint.yml is as flint would write it\n');
		writeFileSync(join(root, '.github/workflows/flint.yml'), 'name: mine\n');
		expect((await flint(root, ['init', '--github'])).out).toContain('.github/workflows/flint.yml exists and was left alone');
	});
});

describe('--pre-commit', () => {
	test('writes a file, or adds to the one there is, once', async () => {
		const root = folderWith({ 'flink-conf.yaml': CONF });
		expect((await flint(root, ['init', '--pre-commit'])).out).toContain('wrote .pre-commit-config.yaml\n');
		const text = read(root, '.pre-commit-config.yaml');
		expect(text).toBe(
			'repos:\n  - repo: https://github.com/flink-flint/flint\n    rev: v0.1.0\n    hooks:\n      # Writes the safe fixes first:\n      # - id: flint-fix\n      - id: flint\n',
		);
		expect((await flint(root, ['init', '--pre-commit'])).out).toContain('.pre-commit-config.yaml has flint already\n');
		expect(read(root, '.pre-commit-config.yaml')).toBe(text);
	});

	test('the hook that writes fixes is a comment away', async () => {
		const root = folderWith({ '.pre-commit-config.yaml': 'repos:\n-   repo: local\n    hooks: []\n' });
		await flint(root, ['init', '--pre-commit']);
		const text = read(root, '.pre-commit-config.yaml');
		expect(parse(text).repos[1].hooks).toEqual([{ id: 'flint' }]);
		expect(parse(text.replace('# -   id', '-   id')).repos[1].hooks).toEqual([{ id: 'flint-fix' }, { id: 'flint' }]);
	});

	test('gives up on a file it does not understand, with the lines to add', async () => {
		const root = folderWith({ '.pre-commit-config.yaml': 'repos: [{repo: local, hooks: []}]\n' });
		const { code, err } = await flint(root, ['init', '--pre-commit']);
		expect(code).toBe(2);
		expect(err).toContain('.pre-commit-config.yaml is not written in a way that flint can add to');
		expect(err).toContain('  - repo: https://github.com/flink-flint/flint\n    rev: v0.1.0\n');
		expect(read(root, '.pre-commit-config.yaml')).toBe('repos: [{repo: local, hooks: []}]\n');
		expect((await flint(root, ['init', '--pre-commit', '--color', 'always'])).err).toContain('\u001b[31m');
	});

	test('a file that cannot be written is an error', async () => {
		const root = folderWith({ 'flink-conf.yaml': CONF });
		mkdirSync(join(root, 'flint.config.yaml'));
		expect((await flint(root, ['init'])).code).toBe(2);
	});
});

describe('an entry of .pre-commit-config.yaml', () => {
	test.each([
		[
			"in the layout of pre-commit's own sample, keeping comments",
			'# hooks\nrepos:\n-   repo: https://x/y # why\n    rev: v1\n    hooks:\n    -   id: z # c\n# end\nfail_fast: true\n',
			'# hooks\nrepos:\n-   repo: https://x/y # why\n    rev: v1\n    hooks:\n    -   id: z # c\n-   repo: https://github.com/flink-flint/flint\n    rev: v0.1.0\n    hooks:\n    # Writes the safe fixes first:\n    # -   id: flint-fix\n    -   id: flint\n# end\nfail_fast: true\n',
		],
		[
			'indented, without a last newline, with CRLF',
			'repos:\r\n  - repo: local\r\n    hooks: []',
			'repos:\r\n  - repo: local\r\n    hooks: []\r\n  - repo: https://github.com/flink-flint/flint\r\n    rev: v0.1.0\r\n    hooks:\r\n      # Writes the safe fixes first:\r\n      # - id: flint-fix\r\n      - id: flint\r\n',
		],
		[
			'in an empty list',
			'repos: [] # none yet\nminimum_pre_commit_version: 3.2.0\n',
			'repos:\n  - repo: https://github.com/flink-flint/flint\n    rev: v0.1.0\n    hooks:\n      # Writes the safe fixes first:\n      # - id: flint-fix\n      - id: flint # none yet\nminimum_pre_commit_version: 3.2.0\n',
		],
		[
			'beside other keys',
			'fail_fast: true',
			'fail_fast: true\nrepos:\n  - repo: https://github.com/flink-flint/flint\n    rev: v0.1.0\n    hooks:\n      # Writes the safe fixes first:\n      # - id: flint-fix\n      - id: flint\n',
		],
	])('%s', (_, before, after) => {
		expect(withFlintHook(before)).toEqual({ text: after });
		expect(withFlintHook(after)).toEqual({ text: undefined, why: 'present' });
	});

	test.each(['[a, b]\n', 'repos: 3\n', 'repos:\n  - {repo: a\n', 'a: 1\n---\nb: 2\n', '- x\n'])('never in %j', (text) => {
		expect(withFlintHook(text)).toEqual({ text: undefined, why: 'unclear' });
	});

	test('whatever else stands there, says what was said and flint besides', () => {
		const name = fc.stringMatching(/^[a-z]{1,8}$/);
		const repo = fc.record({ repo: name, rev: name, hooks: fc.array(name, { minLength: 1, maxLength: 3 }) });
		const layout = fc.record({
			indent: fc.constantFrom('', '  ', '    '),
			dash: fc.constantFrom('- ', '-   '),
			comment: fc.constantFrom('', ' # x'),
		});
		fc.assert(
			fc.property(fc.array(repo, { minLength: 1, maxLength: 4 }), layout, fc.boolean(), (repos, { indent, dash, comment }, last) => {
				const inner = indent + ' '.repeat(dash.length);
				const lines = repos.flatMap((one) => [
					`${indent}${dash}repo: r-${one.repo}${comment}`,
					`${inner}rev: v-${one.rev}`,
					`${inner}hooks:`,
					...one.hooks.map((id) => `${inner}${dash}id: h-${id}${comment}`),
				]);
				const text = `repos:\n${lines.join('\n')}${last ? '\n' : ''}`;
				const merged = withFlintHook(text).text ?? '';
				expect(parse(merged)).toEqual({ repos: [...parse(text).repos, ENTRY] });
				expect(merged.startsWith(text)).toBe(true);
			}),
		);
	});
});
