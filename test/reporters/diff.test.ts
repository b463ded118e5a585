import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { defaultConfig } from '../../src/config/schema.ts';
import type { FixResult } from '../../src/engine/result.ts';
import { unifiedDiff } from '../../src/reporters/diff.ts';
import { painter } from '../../src/reporters/layout/paint.ts';
import { documentOf, resultOf } from './build.ts';

function diffOf(before: string, after: string, secrets: readonly string[] = [], cwd = '/project'): string {
	const [was, is] = [documentOf('conf.yaml', before, secrets), documentOf('conf.yaml', after, secrets)];
	const result: FixResult = {
		before: resultOf([was], []),
		after: resultOf([is], []),
		files: before === after ? [] : [{ path: 'conf.yaml', before, after }],
		applied: [],
		elsewhere: [],
		passes: 1,
		updates: [],
	};
	return [...unifiedDiff(result, defaultConfig, { cwd, paint: painter(false), terminal: false })].join('');
}

/** What `patch` makes of a text. */
function patched(before: string, diff: string): string {
	const folder = mkdtempSync(join(tmpdir(), 'flint-diff-'));
	writeFileSync(join(folder, 'conf.yaml'), before);
	execFileSync('git', ['apply', '--whitespace=nowarn'], { cwd: folder, input: diff });
	return readFileSync(join(folder, 'conf.yaml'), 'utf8');
}

test('a diff has both names, three lines of context and what changes', () => {
	expect(diffOf('a: 1\nb: 2\nc: 3\nd: 4\ne: 5\n', 'a: 1\nb: 2\nc: 3\nd: 4\nnew: x\ne: 5\n')).toBe(`\
--- a/conf.yaml
+++ b/conf.yaml
@@ -2,4 +2,5 @@
 b: 2
 c: 3
 d: 4
+new: x
 e: 5
`);
});

test('a missing last newline is told', () => {
	expect(diffOf('a: 1', 'a: 2')).toBe(
		'--- a/conf.yaml\n+++ b/conf.yaml\n@@ -1 +1 @@\n-a: 1\n\\ No newline at end of file\n+a: 2\n\\ No newline at end of file\n',
	);
});

test.each([
	['CRLF', 'a: 1\r\nb: 2\r\n', 'a: 1\r\nnew: x\r\nb: 2\r\n'],
	['a BOM', '\ufeffa: 1\n', '\ufeffa: 2\n'],
	['no last newline', 'a: 1\nb: 2', 'a: 1\nb: 3'],
	['an empty file', '', 'a: 1\n'],
	['two places', `${'x: 1\n'.repeat(30)}`, `a: 1\n${'x: 1\n'.repeat(30)}b: 1\n`],
])('git applies it: %s', (_, before, after) => {
	expect(patched(before, diffOf(before, after))).toBe(after);
});

test('secrets are masked', () => {
	const diff = diffOf('s3.secret-key: abc\ninterval: 1\n', 's3.secret-key: abc\ninterval: 1 abc\n', ['abc']);
	expect(diff).toContain(' s3.secret-key: ****\n-interval: 1\n');
});

test('nothing changed is no diff', () => {
	expect(diffOf('a: 1\n', 'a: 1\n')).toBe('');
});

test.each([
	['made', undefined, 'a: 1\nb: 2\n', '--- /dev/null\n+++ b/conf.yaml\n@@ -0,0 +1,2 @@\n+a: 1\n+b: 2\n'],
	['deleted', 'a: 1', undefined, '--- a/conf.yaml\n+++ /dev/null\n@@ -1 +0,0 @@\n-a: 1\n\\ No newline at end of file\n'],
])('a file that is %s', (_, before, after, diff) => {
	const documents = (text: string | undefined) => (text === undefined ? [] : [documentOf('conf.yaml', text)]);
	const result: FixResult = {
		before: resultOf(documents(before), []),
		after: resultOf(documents(after), []),
		files: [{ path: 'conf.yaml', before, after }],
		applied: [],
		elsewhere: [],
		passes: 1,
		updates: [],
	};
	expect([...unifiedDiff(result, defaultConfig, { cwd: '/project', paint: painter(false), terminal: false })].join('')).toBe(diff);
});
