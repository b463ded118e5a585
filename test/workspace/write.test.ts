import { chmodSync, lstatSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { writeFiles } from '../../src/workspace/write.ts';
import { folderWith } from './project.ts';
import { unprivileged } from './unprivileged.ts';

const text = (...path: string[]): string => readFileSync(join(...path), 'utf8');

test('a file gets its new text and keeps its mode', () => {
	const root = folderWith({ 'conf/a.yaml': '\ufeffold\r\n' });
	chmodSync(join(root, 'conf/a.yaml'), 0o640);
	expect(writeFiles(root, [{ path: 'conf/a.yaml', before: '\ufeffold\r\n', after: '\ufeffnew\r\n' }], undefined)).toEqual([]);
	expect(text(root, 'conf/a.yaml')).toBe('\ufeffnew\r\n');
	expect(statSync(join(root, 'conf/a.yaml')).mode & 0o777).toBe(0o640);
	expect(readdirSync(join(root, 'conf'))).toEqual(['a.yaml']);
});

test('a link stays a link', () => {
	const root = folderWith({ 'real/a.yaml': 'old' });
	symlinkSync('real/a.yaml', join(root, 'link.yaml'));
	writeFiles(root, [{ path: 'link.yaml', before: 'old', after: 'new' }], undefined);
	expect(lstatSync(join(root, 'link.yaml')).isSymbolicLink()).toBe(true);
	expect(text(root, 'real/a.yaml')).toBe('new');
});

describe('nothing at all is written', () => {
	const rewrites = [
		{ path: 'a.yaml', before: 'a', after: 'A' },
		{ path: 'b.yaml', before: 'b', after: 'B' },
	];

	test('when one of the files changed since it was read', () => {
		const root = folderWith({ 'a.yaml': 'a', 'b.yaml': 'edited' });
		expect(writeFiles(root, rewrites, join(root, 'kept'))).toEqual([{ path: 'b.yaml', why: 'it changed since it was read' }]);
		expect([text(root, 'a.yaml'), text(root, 'b.yaml')]).toEqual(['a', 'edited']);
		expect(readdirSync(root)).toEqual(['a.yaml', 'b.yaml']);
	});

	test('when one of them is gone', () => {
		const root = folderWith({ 'a.yaml': 'a' });
		expect(writeFiles(root, rewrites, undefined)).toEqual([{ path: 'b.yaml', why: 'no such file or directory' }]);
		expect(text(root, 'a.yaml')).toBe('a');
		expect(readdirSync(root)).toEqual(['a.yaml']);
	});

	test('when the originals cannot be kept', () => {
		const root = folderWith({ 'a.yaml': 'a', 'b.yaml': 'b', kept: 'a file, no folder' });
		expect(writeFiles(root, rewrites, join(root, 'kept'))).toHaveLength(2);
		expect(text(root, 'a.yaml')).toBe('a');
		expect(readdirSync(root)).toEqual(['a.yaml', 'b.yaml', 'kept']);
	});

	test('when their folder is read-only', async () => {
		const root = folderWith({ 'a.yaml': 'a', 'b.yaml': 'b' });
		const failures = await unprivileged(root, () => {
			if (process.getuid?.() === process.geteuid?.()) chmodSync(root, 0o555);
			return writeFiles(root, rewrites, undefined);
		});
		expect(failures).toMatchObject([{ why: 'permission denied' }, { why: 'permission denied' }]);
		chmodSync(root, 0o755);
	});
});

test('the originals are kept under their paths, and never replaced', () => {
	const root = folderWith({ 'conf/a.yaml': '1' });
	const kept = join(root, 'kept');
	mkdirSync(kept);
	const rewrite = (before: string, after: string) => writeFiles(root, [{ path: 'conf/a.yaml', before, after }], kept);
	rewrite('1', '2');
	rewrite('2', '3');
	writeFileSync(join(root, 'conf/a.yaml'), '1');
	rewrite('1', '2');
	expect(readdirSync(join(kept, 'conf'))).toEqual(['a.yaml', 'a.yaml.1']);
	expect([text(kept, 'conf/a.yaml'), text(kept, 'conf/a.yaml.1')]).toEqual(['1', '2']);
});
