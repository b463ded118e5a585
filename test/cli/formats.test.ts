import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { reportShape } from '../../src/reporters/json-schema.ts';
import { sarifProblems, sarifShape } from '../reporters/sarif-schema.ts';
import { folderWith } from '../workspace/project.ts';
import { flint } from './flint.ts';
import { ONE_FINDING } from './one-finding.ts';

const project = (): string => folderWith({ '.git/HEAD': '', 'conf/flink-conf.yaml': ONE_FINDING });
const text = (root: string, path: string): string => readFileSync(join(root, path), 'utf8');

describe('every format on standard output', () => {
	test.each([
		['text', /^warning\[incremental-checkpoints-off\]: /],
		['json', /^\{\n {2}"schema": "flint-report\/1"/],
		['sarif', /"version": "2\.1\.0"/],
		['github', /^::warning file=conf\/flink-conf\.yaml,line=1,/],
		['markdown', /^## flint: 1 warning in 1 file/],
		['agent', /^conf\/flink-conf\.yaml:1:1 warning incremental-checkpoints-off .* \| fix\(safe\): /],
	])('--format %s', async (format, start) => {
		const root = project();
		const { code, out, err } = await flint(root, ['lint', '--format', format]);
		expect([code, err]).toEqual([1, '']);
		expect(out).toMatch(start);
		expect((await flint(root, ['lint', '--format', `${format}=-`])).out).toBe(out);
	});
});

test('several formats in one run: one is printed, the others are files', async () => {
	const root = project();
	const formats = ['text', 'sarif=out.sarif', 'json=reports/out.json', 'markdown=out.md', 'agent=out.txt'];
	mkdirSync(join(root, 'reports'));
	const { code, out, err } = await flint(root, ['lint', ...formats.flatMap((format) => ['--format', format])]);
	expect([code, err]).toEqual([1, '']);
	expect(out).toBe((await flint(root, ['lint'])).out);
	const log: unknown = JSON.parse(text(root, 'out.sarif'));
	expect(sarifProblems(log)).toEqual([]);
	const [finding] = reportShape.parse(JSON.parse(text(root, 'reports/out.json'))).findings;
	expect(sarifShape.parse(log).runs[0].results[0]?.partialFingerprints['flint/v1']).toBe(finding?.fingerprint);
	expect(text(root, 'out.md')).toContain('## flint: 1 warning');
	expect(text(root, 'out.txt')).toContain('incremental-checkpoints-off');
	expect(readdirSync(root).sort()).toEqual(['.git', 'conf', 'out.md', 'out.sarif', 'out.txt', 'reports']);
});

test('a format that goes to a file alone leaves standard output empty, and the exit code says the same', async () => {
	const root = project();
	expect(await flint(root, ['lint', '--format', 'text=out.txt', '--color', 'auto'], { terminal: 80 })).toEqual({
		code: 1,
		out: '',
		err: '',
	});
	expect(text(root, 'out.txt')).toBe((await flint(root, ['lint'])).out);
	expect((await flint(root, ['lint', '--fail-on', 'never', '--format', 'sarif=out.sarif'])).code).toBe(0);
});

test('an earlier report is replaced at once, with its mode, behind its link', async () => {
	const root = project();
	writeFileSync(join(root, 'real.sarif'), 'old');
	chmodSync(join(root, 'real.sarif'), 0o640);
	symlinkSync('real.sarif', join(root, 'out.sarif'));
	await flint(root, ['lint', '--format', 'sarif=out.sarif']);
	expect(sarifProblems(JSON.parse(text(root, 'real.sarif')))).toEqual([]);
	expect(statSync(join(root, 'real.sarif')).mode & 0o777).toBe(0o640);
});

test('what is no file is written to as it is', async () => {
	const { code, out, err } = await flint(project(), ['lint', '--format', 'sarif=/dev/null']);
	expect([code, out, err]).toEqual([1, '', '']);
});

test('places are those of the checkout, wherever flint runs', async () => {
	const root = project();
	const uri = async (folder: string, env: Record<string, string>): Promise<string | undefined> => {
		const { out } = await flint(root, ['lint', '--format', 'sarif'], { folder, env });
		return sarifShape.parse(JSON.parse(out)).runs[0].results[0]?.locations[0].physicalLocation.artifactLocation.uri;
	};
	expect(await uri('', {})).toBe('conf/flink-conf.yaml');
	expect(await uri('conf', {})).toBe('conf/flink-conf.yaml');
	expect(await uri('conf', { GITHUB_WORKSPACE: join(root, 'conf') })).toBe('flink-conf.yaml');
	const env = { GITHUB_SERVER_URL: 'https://host.example', GITHUB_REPOSITORY: 'acme/jobs', GITHUB_SHA: 'abc' };
	expect((await flint(root, ['lint', '--format', 'markdown'], { folder: 'conf', env })).out).toContain(
		'[`conf/flink-conf.yaml:1`](https://host.example/acme/jobs/blob/abc/conf/flink-conf.yaml#L1)',
	);
});

describe('wrong usage is told before any work is done', () => {
	test.each([
		[['text', 'json'], 'standard output takes one format, not `text` and `json`\n   = write all but one to files: `--format json=FILE`'],
		[['serif'], 'there is no format `serif`\n   = did you mean `sarif`?'],
		[['junit'], 'there is no format `junit`\n   = use one of text, json, sarif, github, markdown, agent'],
		[['sarif='], '`--format sarif=` names no file'],
		[['sarif=x', 'json=x'], 'two formats cannot share the file `x`'],
		[['sarif=gone/x'], 'there is no folder for `gone/x`'],
		[['sarif=conf'], '`conf` is a folder'],
	])('%j', async (formats, message) => {
		const { code, out, err } = await flint(project(), ['lint', ...formats.flatMap((format) => ['--format', format])]);
		expect([code, out]).toEqual([2, '']);
		expect(err).toContain(`error: ${message}`);
	});
});
