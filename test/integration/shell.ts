import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll } from 'vitest';
import { plainEnvironment } from '../../tools/ci-setup.ts';

export const packageRoot = join(import.meta.dirname, '../..');

/** A run of a program: its exit code and everything it said. */
export interface Ran {
	readonly code: number | null;
	readonly out: string;
}

export type Environment = Readonly<Record<string, string>>;

const PERSON: Environment = {
	GIT_AUTHOR_NAME: 'Ada',
	GIT_AUTHOR_EMAIL: 'ada@acme.example',
	GIT_COMMITTER_NAME: 'Ada',
	GIT_COMMITTER_EMAIL: 'ada@acme.example',
};

/** Nothing of the user's own git configuration takes part. */
const GIT: Environment = { GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' };

/** Runs a program to its end in a folder. */
export function run(cwd: string, program: string, args: readonly string[], env: Environment = {}): Ran {
	const done: SpawnSyncReturns<string> = spawnSync(program, args, {
		cwd,
		encoding: 'utf8',
		timeout: 230_000,
		env: { ...plainEnvironment, ...GIT, ...env },
	});
	return { code: done.status, out: `${done.stdout}${done.stderr}${done.error?.message ?? ''}` };
}

/** Runs git as a person and answers what it printed; throws where it fails. */
export function git(cwd: string, ...args: readonly string[]): string {
	const { code, out } = run(cwd, 'git', args, PERSON);
	if (code !== 0) throw new Error(`git ${args.join(' ')}: ${out}`);
	return out.trim();
}

/** Like `git`, for commands whose failure is looked at. */
export function tryGit(cwd: string, args: readonly string[], env: Environment = {}): Ran {
	return run(cwd, 'git', args, { ...PERSON, ...env });
}

const base = realpathSync(mkdtempSync(join(tmpdir(), 'flint-integration-')));

// Each file of tests imports this module anew; installations are large.
afterAll(() => rmSync(base, { recursive: true, force: true }));

/** An empty folder, which is gone when the file's tests are done. */
export function temporaryFolder(): string {
	return mkdtempSync(join(base, 'x'));
}

/** A git repository that holds this package as it stands in the working tree; answers its path. */
export function packageRepository(): string {
	const folder = temporaryFolder();
	const listed = spawnSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], { cwd: packageRoot, encoding: 'utf8' });
	for (const path of listed.stdout.split('\0')) {
		if (path === '' || !existsSync(join(packageRoot, path)) || !wanted(path)) continue;
		mkdirSync(dirname(join(folder, path)), { recursive: true });
		cpSync(join(packageRoot, path), join(folder, path));
	}
	git(folder, 'init', '--quiet', '--initial-branch=main');
	git(folder, 'add', '--all');
	git(folder, 'commit', '--quiet', '--message', 'flint');
	return folder;
}

/** What neither the build nor an installation looks at. */
function wanted(path: string): boolean {
	return !/^(oracle|test|bench|fixtures)\//.test(path);
}

export function textOf(...path: readonly string[]): string {
	return readFileSync(join(...path), 'utf8');
}
