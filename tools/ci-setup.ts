import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';

/** Releases that the integration tests were written against. */
const PRE_COMMIT = '4.7.0';
const ACTIONLINT = '1.7.12';

/** How long one installation may take (ms). */
const TIME_LIMIT = 150_000;

const root = join(import.meta.dirname, '..');
const cache = join(root, 'node_modules', '.cache', 'flint-integration');

/** The environment as a shell outside of `npm run` has it: npm hands its own settings down to scripts, and git its repository to hooks. */
export const plainEnvironment: Readonly<Record<string, string>> = Object.fromEntries(
	Object.entries(process.env)
		.filter(([name]) => !/^(npm_(?!config_(cafile|registry))|INIT_CWD$|NODE_ENV$|VITEST|GIT_|GITHUB_|RUNNER_|VIRTUAL_ENV$)/i.test(name))
		.map(([name, value = '']) => [name, name === 'PATH' ? outsidePath(value) : value]),
);

/** Path of the program `pre-commit`, installed from PyPI where it is not there yet. Throws where that fails. */
export function preCommit(): string {
	const folder = join(cache, `pre-commit-${PRE_COMMIT}`);
	const program = join(folder, 'bin', 'pre-commit');
	if (answers(program)) return program;
	mkdirSync(cache, { recursive: true });
	mustExist('python3', 'Python 3 with pip and venv, from which pre-commit is installed');
	must(
		run('python3', ['-m', 'venv', '--clear', folder]),
		'Python 3 could not make an environment: its modules venv and ensurepip are needed',
	);
	const pip = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', `pre-commit==${PRE_COMMIT}`];
	must(run(join(folder, 'bin', 'python'), pip), `pre-commit ${PRE_COMMIT} could not be installed from PyPI (network, or pip itself)`);
	return program;
}

/** Path of the program `actionlint`, built by `go install` where it is not there yet. Throws where that fails. */
export function actionlint(): string {
	const folder = join(cache, `actionlint-${ACTIONLINT}`);
	const program = join(folder, 'actionlint');
	if (answers(program)) return program;
	mustExist('go', 'Go, with which actionlint is built');
	mkdirSync(folder, { recursive: true });
	const go = ['install', `github.com/rhysd/actionlint/cmd/actionlint@v${ACTIONLINT}`];
	must(run('go', go, { GOBIN: folder }), `actionlint ${ACTIONLINT} could not be built by go install (network, or Go itself)`);
	return program;
}

/** npm puts node_modules/.bin first: hooks and scripts must not find flint's tools there. */
function outsidePath(path: string): string {
	return path
		.split(delimiter)
		.filter((folder) => !folder.startsWith(dirname(join(root, 'node_modules', '.bin'))) && !folder.includes('node-gyp-bin'))
		.join(delimiter);
}

function answers(program: string): boolean {
	return existsSync(program) && run(program, ['--version']).status === 0;
}

function run(program: string, args: readonly string[], more: Readonly<Record<string, string>> = {}): SpawnSyncReturns<string> {
	return spawnSync(program, args, { encoding: 'utf8', timeout: TIME_LIMIT, env: { ...plainEnvironment, ...more } });
}

function mustExist(program: string, what: string): void {
	const { error } = run(program, [program === 'go' ? 'version' : '--version']);
	if (error !== undefined) throw new Error(`the integration tests need ${what}: there is no program \`${program}\` (${error.message})`);
}

function must({ status, error, stderr, stdout }: SpawnSyncReturns<string>, otherwise: string): void {
	if (status === 0) return;
	const why = error?.message ?? `${stderr}${stdout}`.trim();
	throw new Error(`${otherwise}: ${why}`);
}
