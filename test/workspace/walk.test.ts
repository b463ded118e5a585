import { chmodSync, mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { projectRoot } from '../../src/workspace/files/roots.ts';
import { walk } from '../../src/workspace/files/walk.ts';
import { folderWith } from './project.ts';
import { unprivileged } from './unprivileged.ts';

const files = (root: string, patterns: readonly string[] = []): readonly string[] => walk(root, patterns).files;

test('only files that could configure Flink are found, sorted', () => {
	const root = folderWith({
		'b.yml': '',
		'a.yaml': '',
		'app.json': '',
		'pom.xml': '',
		'other.xml': '',
		'build.gradle.kts': '',
		'Job.java': '',
		'README.md': '',
		'flint.config.yaml': '',
		'.github/x.yaml': '',
	});
	expect(files(root)).toEqual(['.github/x.yaml', 'Job.java', 'a.yaml', 'app.json', 'b.yml', 'build.gradle.kts', 'pom.xml']);
});

test('what tools download or build is left alone, but not a package of such a name', () => {
	const root = folderWith({
		'node_modules/x/a.json': '',
		'target/classes/flink-conf.yaml': '',
		'module/build/a.json': '',
		'.gradle/a.json': '',
		'out/a.json': '',
		'src/main/java/acme/build/Job.java': '',
	});
	expect(files(root)).toEqual(['src/main/java/acme/build/Job.java']);
});

describe('.gitignore', () => {
	test('is respected at every level, the innermost one decides', () => {
		const root = folderWith({
			'.gitignore': '*.json\n/local/\n',
			'a.json': '',
			'local/a.yaml': '',
			'sub/local/a.yaml': '',
			'sub/.gitignore': '!keep.json\nsecret.yaml\n',
			'sub/keep.json': '',
			'sub/drop.json': '',
			'sub/secret.yaml': '',
			'sub/deep/secret.yaml': '',
			'secret.yaml': '',
		});
		expect(files(root)).toEqual(['secret.yaml', 'sub/keep.json', 'sub/local/a.yaml']);
	});

	test('of folders above the project counts up to the git root', () => {
		const root = folderWith({
			'.git/info/exclude': 'private/\n',
			'.gitignore': 'b.yaml\n',
			'p/a.yaml': '',
			'p/b.yaml': '',
			'p/private/c.yaml': '',
		});
		expect(files(join(root, 'p'))).toEqual(['a.yaml']);
	});
});

test("flint's own patterns leave files out, or take them back", () => {
	const root = folderWith({ '.gitignore': 'gen.yaml\n', 'gen.yaml': '', 'legacy/a.yaml': '', 'a.yaml': '' });
	expect(files(root, ['legacy/', '!gen.yaml'])).toEqual(['a.yaml', 'gen.yaml']);
});

describe('symbolic links', () => {
	test('to folders are not followed, so loops end', () => {
		const root = folderWith({ 'conf/a.yaml': '' });
		symlinkSync('..', join(root, 'conf/up'));
		symlinkSync('conf', join(root, 'alias'));
		expect(files(root)).toEqual(['conf/a.yaml']);
	});

	test('to files count once', () => {
		const root = folderWith({ 'conf/a.yaml': '' });
		const outside = folderWith({ 'b.yaml': '' });
		symlinkSync('conf/a.yaml', join(root, 'a.yaml'));
		symlinkSync(join(outside, 'b.yaml'), join(root, 'b1.yaml'));
		symlinkSync(join(outside, 'b.yaml'), join(root, 'b2.yaml'));
		symlinkSync('c.yaml', join(root, 'c.yaml'));
		symlinkSync('nowhere.yaml', join(root, 'd.yaml'));
		expect(files(root)).toEqual(['b1.yaml', 'conf/a.yaml']);
	});
});

test('a folder that cannot be listed is told', async () => {
	const root = folderWith({ 'a.yaml': '', 'data/b.yaml': '' });
	chmodSync(join(root, 'data'), 0);
	const found = await unprivileged(root, () => walk(root, []));
	expect(found).toEqual({ files: ['a.yaml'], unread: [{ path: 'data', why: 'permission denied' }] });
	chmodSync(join(root, 'data'), 0o755);
});

describe('the project root', () => {
	test("is the nearest folder with flint's configuration", () => {
		const root = folderWith({ '.git/HEAD': '', 'flint.config.yaml': '', 'p/flint.config.yaml': '', 'p/q/a.yaml': '' });
		expect(projectRoot(join(root, 'p/q'), root)).toBe(join(root, 'p'));
		expect(projectRoot(root, root)).toBe(root);
	});

	test('else the git root, which in a worktree has a file', () => {
		const root = folderWith({ '.git': 'gitdir: elsewhere', 'p/q/a.yaml': '' });
		expect(projectRoot(join(root, 'p/q'), join(root, 'p'))).toBe(root);
	});

	test('else the working directory, or the folder itself outside of it', () => {
		const root = folderWith({ 'p/q/a.yaml': '' });
		expect(projectRoot(join(root, 'p/q'), join(root, 'p'))).toBe(join(root, 'p'));
		mkdirSync(join(root, 'pq'));
		expect(projectRoot(join(root, 'pq'), join(root, 'p'))).toBe(join(root, 'pq'));
	});
});
