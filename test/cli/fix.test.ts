import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { reportShape } from '../../src/reporters/json-schema.ts';
import { folderWith } from '../workspace/project.ts';
import { flint } from './flint.ts';

const CONF = `state.backend.type: rocksdb
execution.checkpointing.dir: s3://acme/checkpoints
execution.checkpointing.savepoint-dir: s3://acme/savepoints
execution.checkpointing.interval: 30 s
execution.checkpointing.min-pause: 15 s
execution.checkpointing.tolerable-failed-checkpoints: 3
execution.checkpointing.externalized-checkpoint-retention: RETAIN_ON_CANCELLATION
`;
const FIXED = CONF.replace('rocksdb\n', 'rocksdb\nstate.backend.incremental: true\n');

const text = (root: string, path = 'flink-conf.yaml'): string => readFileSync(join(root, path), 'utf8');
const project = (): string => folderWith({ 'flink-conf.yaml': CONF });

test('prints a diff of the safe fixes and writes nothing', async () => {
	const root = project();
	const { code, out, err } = await flint(root, ['fix']);
	expect(code).toBe(0);
	expect(out).toContain('--- a/flink-conf.yaml\n+++ b/flink-conf.yaml\n@@ -');
	expect(out.match(/^[+-](?![+-]).*/gm)).toEqual(['+state.backend.incremental: true']);
	expect(err).toContain('would fix 1 finding in 1 file; `--write` does it\n');
	expect(text(root)).toBe(CONF);
});

test('--write writes, and a second run finds nothing to do', async () => {
	const root = project();
	const { code, out, err } = await flint(root, ['fix', '--write']);
	expect(code).toBe(0);
	expect(out).toMatch(/^fixed flink-conf\.yaml: .+ \(incremental-checkpoints-off\)\n$/);
	expect(err).toContain('fixed 1 finding in 1 file\n');
	const once = text(root);
	expect(once.split('\n').toSorted()).toEqual(FIXED.split('\n').toSorted());
	const again = await flint(root, ['fix', '--write']);
	expect([again.code, again.out]).toEqual([0, '']);
	expect(again.err).toContain('nothing to fix\n');
	expect(text(root)).toBe(once);
	expect(readdirSync(root)).toEqual(['flink-conf.yaml']);
});

test('--unsafe includes what a human must decide', async () => {
	const root = folderWith({ 'flink-conf.yaml': `parallelism.default: 64\n${CONF}` });
	expect((await flint(root, ['fix'])).err).toContain('\n1 more with `--unsafe`\n');
	const { out } = await flint(root, ['fix', '--unsafe']);
	expect(out).toContain('+pipeline.max-parallelism: 720');
});

test('--check exits 1 while a fix is due', async () => {
	const root = project();
	expect((await flint(root, ['fix', '--check'])).code).toBe(1);
	expect(text(root)).toBe(CONF);
	await flint(root, ['fix', '--write']);
	expect((await flint(root, ['fix', '--check'])).code).toBe(0);
});

test('what is stated for all applications decides what a fix writes', async () => {
	const root = folderWith({ 'flink-conf.yaml': CONF.replace(/.*min-pause.*\n/, ''), 'ci/flint.yaml': 'recommended: { minPause: 20 s }\n' });
	const added = async (...options: readonly string[]): Promise<readonly string[]> =>
		(await flint(root, ['fix', ...options])).out.match(/^\+(?!\+).*/gm) ?? [];
	expect(await added()).toContain('+execution.checkpointing.min-pause: 15 s');
	expect(await added('--config', 'ci/flint.yaml')).toContain('+execution.checkpointing.min-pause: 20 s');
	expect(await added('--platform', 'msf')).not.toContain('+execution.checkpointing.min-pause: 15 s');
});

test('--color colours the diff', async () => {
	const root = project();
	expect((await flint(root, ['fix', '--color', 'always'])).out).toContain('\u001b[32m+state.backend.incremental: true\u001b[39m');
	expect((await flint(root, ['fix', '--color', 'never'], { terminal: 80 })).out).not.toContain('\u001b');
});

test('--backup keeps the originals under their paths', async () => {
	const root = folderWith({ '.git/HEAD': '', 'conf/flink-conf.yaml': CONF });
	await flint(root, ['fix', '--write', '--backup', '../kept'], { folder: 'conf' });
	expect(text(root, 'kept/conf/flink-conf.yaml')).toBe(CONF);
	expect(text(root, 'conf/flink-conf.yaml')).not.toBe(CONF);
});

test('only files that were passed are written', async () => {
	const root = folderWith({ '.git/HEAD': '', 'a/flink-conf.yaml': CONF, 'b/flink-conf.yaml': CONF });
	await flint(root, ['fix', '--write', 'a']);
	expect(text(root, 'a/flink-conf.yaml')).not.toBe(CONF);
	expect(text(root, 'b/flink-conf.yaml')).toBe(CONF);
});

test('`-` prints the fixed text, and untouched text as it is', async () => {
	const root = folderWith({});
	const input = ['fix', '-', '--stdin-filename', 'conf/flink-conf.yaml'];
	const { code, out } = await flint(root, input, { stdin: CONF });
	expect(code).toBe(0);
	expect(out).toContain('state.backend.incremental: true\n');
	expect(out).not.toContain('+++');
	expect((await flint(root, input, { stdin: out })).out).toBe(out);
});

test('--format json says what there is to fix, or what is left', async () => {
	const root = project();
	const rules = async (argv: readonly string[]): Promise<readonly string[]> => {
		const { out } = await flint(root, [...argv, '--format', 'json']);
		return reportShape.parse(JSON.parse(out)).findings.map(({ rule }) => rule);
	};
	expect(await rules(['fix'])).toContain('incremental-checkpoints-off');
	expect(await rules(['fix', '--write'])).not.toContain('incremental-checkpoints-off');
	expect(text(root)).toContain('state.backend.incremental: true');
});

describe('wrong usage', () => {
	test.each([
		[['-', '--write', '--stdin-filename', 'flink-conf.yaml'], 'standard input cannot be written'],
		[['-', 'flink-conf.yaml'], '`-` cannot be combined with other paths'],
		[['--backup', 'kept'], '`--backup` keeps what `--write` replaces'],
		[['--output', 'update-application', '--write'], '`--output` prints and writes no file'],
		[['--output', 'update-application', '--format', 'json'], '`--output` has a format of its own'],
	])('%j', async (argv, message) => {
		const { code, out, err } = await flint(project(), ['fix', ...argv]);
		expect([code, out]).toEqual([2, '']);
		expect(err).toContain(`error: ${message}`);
	});
});

test('line endings, a BOM and the missing last newline stay', async () => {
	const before = `\ufeff${CONF.trimEnd().replaceAll('\n', '\r\n')}`;
	const root = folderWith({ 'flink-conf.yaml': before });
	await flint(root, ['fix', '--write']);
	expect(text(root).replace(/\r\nstate\.backend\.incremental: true/, '')).toBe(before);
});
