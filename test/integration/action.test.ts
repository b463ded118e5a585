import { appendFileSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Environment, git, packageRepository, type Ran, run, temporaryFolder, textOf, tryGit } from './shell.ts';

const CONF = `# orders
state.backend: rocksdb
state.checkpoints.dir: s3://acme/checkpoints
state.savepoints.dir: s3://acme/savepoints
execution.checkpointing.interval: 60 s
execution.checkpointing.tolerable-failed-checkpoints: 3
execution.checkpointing.externalized-checkpoint-retention: RETAIN_ON_CANCELLATION
restart-strategy.type: none
s3.secret-key: hunter2hunter2
`;

let scripts: string;
let runner: string;

/** What a step left behind. */
interface Step extends Ran {
	readonly outputs: Readonly<Record<string, string>>;
	readonly summary: string;
}

/** Runs a script of the action as a step of a workflow, in a folder of its own for results. */
function step(script: string, cwd: string, inputs: Environment = {}, temp = temporaryFolder()): Step {
	const files = { GITHUB_OUTPUT: join(temp, 'output'), GITHUB_STEP_SUMMARY: join(temp, 'summary'), GITHUB_PATH: join(temp, 'path') };
	for (const file of Object.values(files)) writeFileSync(file, '');
	const PATH = `${join(runner, 'flint-program', 'bin')}:${process.env.PATH ?? ''}`;
	const ran = run(cwd, join(scripts, script), [], { PATH, RUNNER_TEMP: temp, GITHUB_ACTIONS: 'true', ...files, ...inputs });
	const lines = textOf(files.GITHUB_OUTPUT).split('\n').filter(Boolean);
	const outputs = Object.fromEntries(lines.map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]));
	return { ...ran, outputs, summary: textOf(files.GITHUB_STEP_SUMMARY) };
}

/** A bare remote with a Flink project on its branch main. */
function remoteWith(files: Readonly<Record<string, string>>): string {
	const remote = temporaryFolder();
	git(remote, 'init', '--quiet', '--bare', '--initial-branch=main');
	const first = temporaryFolder();
	git(first, 'init', '--quiet', '--initial-branch=main');
	write(first, files);
	git(first, 'add', '.');
	git(first, 'commit', '--quiet', '--message', 'orders');
	git(first, 'push', '--quiet', remote, 'main');
	return remote;
}

function write(folder: string, files: Readonly<Record<string, string>>): void {
	for (const [path, text] of Object.entries(files)) {
		mkdirSync(join(folder, path, '..'), { recursive: true });
		writeFileSync(join(folder, path), text);
	}
}

/** As actions/checkout does it: one commit deep, on no branch. */
function checkout(remote: string, branch = 'main'): string {
	const folder = temporaryFolder();
	git(folder, 'clone', '--quiet', '--depth=1', `--branch=${branch}`, `file://${remote}`, '.');
	git(folder, 'checkout', '--quiet', '--detach');
	return folder;
}

/** A scheduled run: a new checkout, the fixes, the branch. */
function fixRun(
	remote: string,
	inputs: Environment = {},
): { readonly clone: string; readonly temp: string; readonly fix: Step; readonly branch: Step | undefined } {
	const clone = checkout(remote);
	const temp = temporaryFolder();
	const fix = step('fix.sh', clone, inputs, temp);
	const branch = fix.outputs.changed === 'true' ? step('branch.sh', clone, inputs, temp) : undefined;
	return { clone, temp, fix, branch };
}

const tipOf = (remote: string, branch = 'flint/fixes'): string => git(remote, 'rev-parse', `refs/heads/${branch}`);

beforeAll(() => {
	const repository = packageRepository();
	scripts = join(repository, 'action');
	runner = temporaryFolder();
	const { code, out } = run(repository, join(scripts, 'install.sh'), [], { RUNNER_TEMP: runner, GITHUB_PATH: join(runner, 'path') });
	expect([code, out]).toEqual([0, expect.stringMatching(/^version=\d+\.\d+\.\d+$/m)]);
	expect(textOf(runner, 'path')).toBe(`${join(runner, 'flint-program', 'bin')}\n`);
});

describe('fix', () => {
	test('puts the fixes on a branch, as one commit on what was checked out, and says what its pull request says', () => {
		const remote = remoteWith({ 'conf/flink-conf.yaml': CONF });
		const { clone, temp, fix, branch } = fixRun(remote);
		expect([fix.code, branch?.code, branch?.out]).toEqual([0, 0, '']);
		expect(fix.outputs).toEqual({
			changed: 'true',
			branch: 'flint/fixes',
			title: 'Flink configuration of conf: 2 safe fixes',
			'body-file': join(temp, 'flint-results', 'body.md'),
			'commit-message-file': join(temp, 'flint-results', 'commit-message.txt'),
		});
		expect(branch?.outputs).toEqual({ pushed: 'true', commit: tipOf(remote) });

		expect(git(remote, 'rev-list', '--parents', '-1', 'flint/fixes')).toBe(`${tipOf(remote)} ${tipOf(remote, 'main')}`);
		const diff = git(remote, 'diff', '--unified=0', 'main', 'flint/fixes');
		expect(diff.match(/^[+-](?![+-]).*/gm)?.toSorted()).toEqual([
			'+execution.checkpointing.min-pause: 30 s',
			'+state.backend.incremental: true',
		]);
		expect(git(remote, 'log', '-1', '--format=%an%n%B', 'flint/fixes')).toBe(`github-actions[bot]
Flink configuration of conf: 2 safe fixes

- Set \`state.backend.incremental\` to \`true\` in \`conf/flink-conf.yaml\`
- Set \`execution.checkpointing.min-pause\` to \`30 s\` in \`conf/flink-conf.yaml\`

Written-by: flint fix`);

		const body = textOf(temp, 'flint-results', 'body.md');
		expect(body.match(/^#+ .*/gm)).toEqual([
			'## conf',
			'### What changes, and why',
			'### What restarts',
			'### How to verify',
			'### How to roll back',
			'### Left for you to decide',
		]);
		expect(body).toMatch(/^- \[ \] \*\*Set `restart-strategy\.type` to .+\*\* \(`conf\/flink-conf\.yaml:\d+`, `restart-strategy-none`\)$/m);
		expect(body).not.toContain('hunter2');
		expect(git(clone, 'status', '--porcelain')).toBe('M conf/flink-conf.yaml');
		expect(git(clone, 'rev-parse', 'HEAD')).toBe(tipOf(remote, 'main'));
	});

	test('a second run changes nothing: the same branch, no new commit', () => {
		const remote = remoteWith({ 'conf/flink-conf.yaml': CONF });
		fixRun(remote);
		const tip = tipOf(remote);
		const { fix, branch } = fixRun(remote);
		expect(fix.outputs).toMatchObject({ changed: 'true', branch: 'flint/fixes', title: 'Flink configuration of conf: 2 safe fixes' });
		expect([branch?.code, branch?.outputs]).toEqual([0, { pushed: 'false', commit: tip }]);
		expect(branch?.out).toBe('::notice::flint/fixes holds these fixes already\n');
		expect(tipOf(remote)).toBe(tip);
		expect(git(remote, 'branch', '--format=%(refname:short)').split('\n')).toEqual(['flint/fixes', 'main']);
	});

	test('once they are merged, there is nothing to do', () => {
		const remote = remoteWith({ 'conf/flink-conf.yaml': CONF });
		fixRun(remote);
		git(remote, 'update-ref', 'refs/heads/main', tipOf(remote));
		const { clone, temp, fix } = fixRun(remote);
		expect([fix.code, fix.outputs]).toEqual([0, { changed: 'false' }]);
		expect(git(clone, 'status', '--porcelain')).toBe('');
		expect(readdirSync(join(temp, 'flint-results'))).toEqual(['pull-request.md']);
	});

	test('follows the branch main: the branch is made anew on its head', () => {
		const remote = remoteWith({ 'conf/flink-conf.yaml': CONF });
		fixRun(remote);
		const clone = checkout(remote);
		write(clone, { 'README.md': 'orders\n' });
		git(clone, 'add', '.');
		git(clone, 'commit', '--quiet', '--message', 'readme');
		git(clone, 'push', '--quiet', 'origin', 'HEAD:main');
		expect(fixRun(remote).branch?.outputs).toEqual({ pushed: 'true', commit: tipOf(remote) });
		expect(git(remote, 'rev-parse', 'flint/fixes^')).toBe(tipOf(remote, 'main'));
	});

	test('leaves a branch alone that a person has committed to', () => {
		const remote = remoteWith({ 'conf/flink-conf.yaml': CONF });
		fixRun(remote);
		const clone = checkout(remote, 'flint/fixes');
		appendFileSync(join(clone, 'conf/flink-conf.yaml'), '# reviewed\n');
		git(clone, 'commit', '--quiet', '--all', '--message', 'reviewed');
		git(clone, 'push', '--quiet', 'origin', 'HEAD:flint/fixes');
		const tip = tipOf(remote);
		const { branch } = fixRun(remote);
		expect([branch?.code, branch?.out]).toEqual([0, '::notice::somebody else has committed to flint/fixes: it is left alone\n']);
		expect(branch?.outputs).toEqual({ pushed: 'false', commit: tip });
		expect(tipOf(remote)).toBe(tip);
	});

	test('unsafe fixes come only when asked for, and are to be confirmed', () => {
		const remote = remoteWith({ 'conf/flink-conf.yaml': CONF });
		const { temp } = fixRun(remote, { FLINT_UNSAFE: 'true', FLINT_BRANCH: 'flint/all-fixes' });
		expect(git(remote, 'show', 'flint/all-fixes:conf/flink-conf.yaml')).toContain('\nrestart-strategy.type: exponential-delay\n');
		expect(textOf(temp, 'flint-results', 'body.md')).toContain(
			'### To confirm before merging\n\n- [ ] **Set `restart-strategy.type` to `exponential-delay`** (`conf/flink-conf.yaml`, `restart-strategy-none`)\n',
		);
	});

	test('only the paths of the input are written, each line one path', () => {
		const remote = remoteWith({ 'a b/flink-conf.yaml': CONF, 'c/flink-conf.yaml': CONF, 'd/flink-conf.yaml': CONF });
		const { fix } = fixRun(remote, { FLINT_PATHS: 'a b\nc/flink-conf.yaml\n' });
		expect(fix.code).toBe(0);
		expect(git(remote, 'diff', '--name-only', 'main', 'flint/fixes').split('\n')).toEqual(['a b/flink-conf.yaml', 'c/flink-conf.yaml']);
	});

	test('changes of another step are never committed', () => {
		const clone = checkout(remoteWith({ 'conf/flink-conf.yaml': CONF, 'README.md': 'orders\n' }));
		appendFileSync(join(clone, 'README.md'), 'more\n');
		const { code, out, outputs } = step('fix.sh', clone);
		expect([code, outputs]).toEqual([2, {}]);
		expect(out).toBe('::error::files of the repository are changed already: run flint right after the checkout\n');
		expect(textOf(clone, 'conf/flink-conf.yaml')).toBe(CONF);
	});

	test('a remote that refuses fails the step, and nothing is lost', () => {
		const remote = remoteWith({ 'conf/flink-conf.yaml': CONF });
		git(remote, 'config', 'receive.denyCurrentBranch', 'refuse');
		writeFileSync(join(remote, 'hooks', 'pre-receive'), '#!/bin/sh\nexit 1\n', { mode: 0o755 });
		const { branch } = fixRun(remote);
		expect(branch?.code).not.toBe(0);
		expect(tryGit(remote, ['rev-parse', '--verify', 'refs/heads/flint/fixes']).code).not.toBe(0);
	});

	test('a failure of flint fails the step', () => {
		const clone = checkout(remoteWith({ 'conf/flink-conf.yaml': CONF, 'flint.config.yaml': 'rulez: {}\n' }));
		const { code, out, outputs } = step('fix.sh', clone);
		expect([code, outputs]).toEqual([2, {}]);
		expect(out).toContain('flint.config.yaml');
	});
});

describe('lint', () => {
	const project = (): string => {
		const folder = temporaryFolder();
		git(folder, 'init', '--quiet');
		write(folder, { 'conf/flink-conf.yaml': CONF });
		return folder;
	};

	test('annotates, writes SARIF and the job summary, and fails with flint’s exit code', () => {
		const temp = temporaryFolder();
		const { code, out, outputs, summary } = step('lint.sh', project(), {}, temp);
		expect(out).toMatch(/^::warning file=conf\/flink-conf\.yaml,line=2,[^\n]*incremental-checkpoints-off/m);
		expect(outputs).toEqual({
			'summary-file': join(temp, 'flint-results', 'summary.md'),
			'sarif-file': join(temp, 'flint-results', 'flint.sarif'),
			'exit-code': '1',
		});
		expect(code).toBe(1);
		expect(summary).toContain('incremental-checkpoints-off');
		expect(JSON.parse(textOf(outputs['sarif-file'] ?? ''))).toMatchObject({ version: '2.1.0' });
		expect(out + summary + textOf(outputs['sarif-file'] ?? '')).not.toContain('hunter2');
	});

	test('tells places from the root of the checkout, wherever it runs', () => {
		const root = project();
		const { out, outputs } = step('lint.sh', join(root, 'conf'), { GITHUB_WORKSPACE: root });
		expect(out).toMatch(/^::warning file=conf\/flink-conf\.yaml,line=2,/m);
		expect(textOf(outputs['sarif-file'] ?? '')).toMatch(/"uri": ?"conf\/flink-conf\.yaml"/);
	});

	test('passes where no finding is to fail', () => {
		const sarif = join(temporaryFolder(), 'out.sarif');
		const { code, outputs } = step('lint.sh', project(), { FLINT_FAIL_ON: 'never', FLINT_SARIF: sarif });
		expect([code, outputs['exit-code'], outputs['sarif-file']]).toEqual([0, '0', sarif]);
	});

	test('a path that does not exist is an error', () => {
		const { code, out, outputs } = step('lint.sh', project(), { FLINT_PATHS: 'config' });
		expect([code, outputs]).toEqual([2, { 'exit-code': '2' }]);
		expect(out).toContain('there is no file or folder `config`');
	});
});
