import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { preCommit } from '../../tools/ci-setup.ts';
import { type Environment, git, packageRepository, packageRoot, type Ran, run, temporaryFolder, textOf, tryGit } from './shell.ts';

/** Only a safe fix is due; what is left is a note. */
const CONF = `state.backend: rocksdb
state.checkpoints.dir: s3://acme/checkpoints
state.savepoints.dir: s3://acme/savepoints
execution.checkpointing.interval: 60 s
execution.checkpointing.min-pause: 30 s
execution.checkpointing.tolerable-failed-checkpoints: 3
execution.checkpointing.externalized-checkpoint-retention: RETAIN_ON_CANCELLATION
restart-strategy.type: exponential-delay
`;

let program: string;
let environment: Environment;
let repository: string;

/** The hooks speak of one rule only: what else flint may find one day is not what is tested here. */
const ARGS = '--rule=incremental-checkpoints-off';

function hooks(ids: readonly string[], args: string): string {
	const list = ids.map((id) => `      - id: ${id}\n        args: [${args}]\n`).join('');
	return `repos:\n  - repo: ${repository}\n    rev: ${git(repository, 'rev-parse', 'HEAD')}\n    hooks:\n${list}`;
}

/** A repository with those hooks installed, and a first commit. */
function projectWith(ids: readonly string[], args = ARGS): string {
	const project = temporaryFolder();
	git(project, 'init', '--quiet', '--initial-branch=main');
	writeFileSync(join(project, '.pre-commit-config.yaml'), hooks(ids, args));
	git(project, 'add', '.');
	git(project, 'commit', '--quiet', '--message', 'hooks');
	expect(run(project, program, ['install'], environment).code).toBe(0);
	return project;
}

function commit(project: string, files: Readonly<Record<string, string>>): Ran {
	for (const [path, text] of Object.entries(files)) {
		writeFileSync(join(project, path), text);
		git(project, 'add', path);
	}
	return tryGit(project, ['commit', '--message', 'change'], environment);
}

const commits = (project: string): number => Number(git(project, 'rev-list', '--count', 'HEAD'));

beforeAll(() => {
	program = preCommit();
	repository = packageRepository();
	// A home of its own: flint is installed anew, as on the first commit of a team's member.
	environment = { PRE_COMMIT_HOME: temporaryFolder(), PRE_COMMIT_COLOR: 'never' };
	const { code, out } = run(projectWith(['flint', 'flint-fix']), program, ['install-hooks'], environment);
	expect(out).toContain('Installing environment for');
	// The whole of what npm said: a diff of it would be cut.
	if (code !== 0) throw new Error(out);
});

test('what is installed runs on its own: the program is no link into a folder that npm has deleted', () => {
	const project = projectWith(['flint']);
	writeFileSync(join(project, 'flink-conf.yaml'), CONF);
	git(project, 'add', '.');
	const { code, out } = run(project, program, ['run', 'flint', '--verbose'], environment);
	expect([code, out]).toEqual([1, expect.stringContaining('warning[incremental-checkpoints-off]')]);
});

test('a commit that would hurt is stopped, and the finding shown', () => {
	const project = projectWith(['flint']);
	const { code, out } = commit(project, { 'flink-conf.yaml': CONF });
	expect(code).toBe(1);
	expect(out).toMatch(/^flint\.+Failed$/m);
	expect(out).toContain('warning[incremental-checkpoints-off]');
	expect(out).toContain('  --> flink-conf.yaml:1:1\n');
	expect(commits(project)).toBe(1);
	expect(textOf(project, 'flink-conf.yaml')).toBe(CONF);
});

test('flint-fix writes the safe fixes and stops once; the commit passes when it is tried again', () => {
	const project = projectWith(['flint-fix', 'flint']);
	const { code, out } = commit(project, { 'flink-conf.yaml': CONF });
	expect(code).toBe(1);
	expect(out).toMatch(/^flint fix\.+Failed$/m);
	expect(out).toContain('files were modified by this hook');
	expect(
		textOf(project, 'flink-conf.yaml')
			.split('\n')
			.filter((line) => !CONF.includes(line)),
	).toEqual(['state.backend.incremental: true']);
	git(project, 'add', 'flink-conf.yaml');
	const again = tryGit(project, ['commit', '--message', 'change'], environment);
	expect([again.code, again.out]).toEqual([0, again.out]);
	expect(again.out).toMatch(/^flint fix\.+Passed\nflint\.+Passed$/m);
	expect(commits(project)).toBe(2);
});

test('a commit without a file that flint could know runs nothing; one without Flink passes', () => {
	const project = projectWith(['flint-fix', 'flint']);
	const none = commit(project, { 'README.md': '# orders\n' });
	expect([none.code, none.out]).toEqual([
		0,
		expect.stringMatching(/^flint fix\.+\(no files to check\)Skipped\nflint\.+\(no files to check\)Skipped$/m),
	]);
	const other = commit(project, {
		'compose.yaml': 'services: {}\n',
		'package.json': '{}\n',
		'A.java': 'class A {}\n',
		'pom.xml': '<project/>\n',
	});
	expect([other.code, other.out]).toEqual([0, expect.stringMatching(/^flint fix\.+Passed\nflint\.+Passed$/m)]);
});

test('arguments of the project are handed on', () => {
	const project = projectWith(['flint'], `${ARGS}, --fail-on=error`);
	const { code, out } = commit(project, { 'flink-conf.yaml': CONF });
	expect([code, out]).toEqual([0, expect.stringMatching(/^flint\.+Passed$/m)]);
});

describe('pre-commit finds no fault with', () => {
	test.each([
		['validate-manifest', '.pre-commit-hooks.yaml'],
		['validate-config', 'examples/pre-commit-config.yaml'],
	])('%s %s', (command, file) => {
		expect(run(packageRoot, program, [command, file], environment)).toEqual({ code: 0, out: '' });
	});
});
