import { chmodSync, lstatSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { writeFiles } from '../../src/workspace/files/write.ts';
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

describe('a file that another one is made from', () => {
	const move = (from: string, to: string) => [
		{ path: 'conf/new.yaml', before: undefined, after: to, from: 'conf/old.yaml' },
		{ path: 'conf/old.yaml', before: from, after: undefined },
	];

	test('is gone, its text kept, and the new one has its permissions', () => {
		const root = folderWith({ 'conf/old.yaml': 'old' });
		chmodSync(join(root, 'conf/old.yaml'), 0o640);
		expect(writeFiles(root, move('old', 'new'), join(root, 'kept'))).toEqual([]);
		expect(readdirSync(join(root, 'conf'))).toEqual(['new.yaml']);
		expect(text(root, 'conf/new.yaml')).toBe('new');
		expect(statSync(join(root, 'conf/new.yaml')).mode & 0o777).toBe(0o640);
		expect(readdirSync(join(root, 'kept/conf'))).toEqual(['old.yaml']);
		expect(text(root, 'kept/conf/old.yaml')).toBe('old');
	});

	test('stays when something stands where the new one should be', () => {
		const root = folderWith({ 'conf/old.yaml': 'old', 'conf/new.yaml': 'somebody else’s' });
		expect(writeFiles(root, move('old', 'new'), undefined)).toEqual([{ path: 'conf/new.yaml', why: 'a file of that name has appeared' }]);
		expect([text(root, 'conf/old.yaml'), text(root, 'conf/new.yaml')]).toEqual(['old', 'somebody else’s']);
	});

	test('stays when a link that leads nowhere has the new name', () => {
		const root = folderWith({ 'conf/old.yaml': 'old' });
		symlinkSync('nowhere', join(root, 'conf/new.yaml'));
		expect(writeFiles(root, move('old', 'new'), undefined)).toHaveLength(1);
		expect(readdirSync(join(root, 'conf'))).toEqual(['new.yaml', 'old.yaml']);
	});

	test('stays when it changed since it was read, and no new one is made', () => {
		const root = folderWith({ 'conf/old.yaml': 'edited' });
		expect(writeFiles(root, move('old', 'new'), undefined)).toEqual([{ path: 'conf/old.yaml', why: 'it changed since it was read' }]);
		expect(readdirSync(join(root, 'conf'))).toEqual(['old.yaml']);
	});

	test('stays when its text cannot be kept', () => {
		const root = folderWith({ 'conf/old.yaml': 'old', kept: 'a file, no folder' });
		expect(writeFiles(root, move('old', 'new'), join(root, 'kept'))).toHaveLength(1);
		expect(readdirSync(join(root, 'conf'))).toEqual(['old.yaml']);
	});

	test('is only a link: what it leads to stays', () => {
		const root = folderWith({ 'real.yaml': 'old', 'conf/other.yaml': 'x' });
		symlinkSync('../real.yaml', join(root, 'conf/old.yaml'));
		expect(writeFiles(root, move('old', 'new'), undefined)).toEqual([]);
		expect(readdirSync(join(root, 'conf'))).toEqual(['new.yaml', 'other.yaml']);
		expect(text(root, 'real.yaml')).toBe('old');
	});

	test('stays when its folder is read-only', async () => {
		const root = folderWith({ 'conf/old.yaml': 'old' });
		const failures = await unprivileged(root, () => {
			if (process.getuid?.() === process.geteuid?.()) chmodSync(join(root, 'conf'), 0o555);
			return writeFiles(root, move('old', 'new'), undefined);
		});
		expect(failures).toMatchObject([{ path: 'conf/new.yaml', why: 'permission denied' }]);
		chmodSync(join(root, 'conf'), 0o755);
		expect(readdirSync(join(root, 'conf'))).toEqual(['old.yaml']);
	});
});
