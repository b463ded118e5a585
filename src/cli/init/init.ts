import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { defaultConfig } from '../../config/schema.ts';
import { inspectProject } from '../../engine/lint.ts';
import type { LintResult } from '../../engine/result.ts';
import type { Paint } from '../../reporters/layout/paint.ts';
import { printable } from '../../reporters/layout/width.ts';
import { report } from '../../reporters/report.ts';
import { applicationTitle } from '../../reporters/show/words.ts';
import { plural } from '../../reporters/summary.ts';
import { CONFIG_FILE } from '../../workspace/files/names.ts';
import { gitRoot, projectRoot, slashed } from '../../workspace/files/roots.ts';
import { walk } from '../../workspace/files/walk.ts';
import { writeFiles } from '../../workspace/files/write.ts';
import { problem, UsageError } from '../errors.ts';
import { EXIT } from '../exit.ts';
import type { InitOptions } from '../inspect-options.ts';
import { type Io, paintFor } from '../io.ts';
import { initialConfig } from './config.ts';

const PRE_COMMIT_FILE = '.pre-commit-config.yaml';
const NO_PAINT: Paint = (text) => text;

/** A file to write, and what to say of it afterwards. */
interface Outcome {
	readonly line: string;
	/** Something that was asked for could not be done. */
	readonly failed?: boolean;
}

/** `flint init`: says what it finds and writes flint's configuration, on request the hook and the workflow; answers the exit code. */
export async function init(options: InitOptions, io: Io): Promise<number> {
	const root = projectRoot(io.cwd, io.cwd);
	const result = await look(root);
	const titles = titlesOf(result, root);
	const paint = paintFor(io.stderr, options.color, io.env);
	io.stdout.write(found(titles, result.files));
	const top = gitRoot(root) ?? root;
	const outcomes = [fresh(join(root, CONFIG_FILE), initialConfig(result.applications, titles), options.force === true, io.cwd)];
	if (options.preCommit === true) outcomes.push(await addHook(join(top, PRE_COMMIT_FILE), io, paint));
	if (options.github === true) {
		const { WORKFLOW_FILE, workflow } = await import('./workflow.ts');
		outcomes.push(fresh(join(top, WORKFLOW_FILE), workflow(mainBranch(top)), options.force === true, io.cwd));
	}
	for (const { line, failed } of outcomes) (failed === true ? io.stderr : io.stdout).write(line);
	return outcomes.some(({ failed }) => failed === true) ? EXIT.failure : EXIT.clean;
}

/** The project as its files show it, whatever a configuration that is there already says. */
async function look(root: string): Promise<LintResult> {
	return inspectProject({
		root,
		files: walk(root, []).files,
		selected: undefined,
		overlay: new Map(),
		config: defaultConfig,
		version: undefined,
		platform: undefined,
	});
}

/** Paths in the configuration are relative to the project's root. */
function titlesOf(result: LintResult, root: string): readonly string[] {
	const { applications } = report(result, defaultConfig, root);
	return applications.map((reported, index) => {
		const environment = result.applications[index]?.environment ?? 'production';
		return applicationTitle({ ...reported, environment }, NO_PAINT);
	});
}

function found(titles: readonly string[], files: number): string {
	if (titles.length === 0) return 'found no file that configures Flink\n';
	const head = `found ${plural(titles.length, 'application')} in ${plural(files, 'file')}:`;
	return `${[head, ...titles.map((title) => `  ${title}`)].join('\n')}\n`;
}

/** Writes a file that is flint's own; one that exists stays unless forced. */
function fresh(file: string, text: string, force: boolean, cwd: string): Outcome {
	const shown = printable(slashed(cwd, file));
	const old = existsSync(file) ? readFileSync(file, 'utf8') : undefined;
	if (old === text) return { line: `${shown} is as flint would write it\n` };
	if (old !== undefined && !force) return { line: `${shown} exists and was left alone; \`--force\` overwrites it\n` };
	mkdirSync(dirname(file), { recursive: true });
	writeFileSync(file, text);
	return { line: `${old === undefined ? 'wrote' : 'overwrote'} ${shown}\n` };
}

async function addHook(file: string, { cwd }: Io, paint: Paint): Promise<Outcome> {
	const { preCommitEntry, withFlintHook } = await import('./pre-commit.ts');
	const shown = printable(slashed(cwd, file));
	const old = existsSync(file) ? readFileSync(file, 'utf8') : undefined;
	const merged = withFlintHook(old ?? '');
	if (merged.text === undefined && merged.why === 'present') return { line: `${shown} has flint already\n` };
	if (merged.text === undefined) {
		const hint = `add this to its \`repos\` by hand:\n${preCommitEntry}`;
		return {
			line: `${problem(`${shown} is not written in a way that flint can add to`, undefined, undefined, paint)}${hint}\n`,
			failed: true,
		};
	}
	if (old === undefined) {
		writeFileSync(file, merged.text, { flag: 'wx' });
		return { line: `wrote ${shown}\n` };
	}
	const [failure] = writeFiles(dirname(file), [{ path: PRE_COMMIT_FILE, before: old, after: merged.text }], undefined);
	if (failure !== undefined) throw new UsageError(`${shown} could not be written: ${failure.why}`);
	return { line: `added flint to ${shown}\n` };
}

/** The branch that `origin/HEAD` points to, else `main`. */
function mainBranch(top: string): string {
	const file = join(top, '.git', 'refs', 'remotes', 'origin', 'HEAD');
	const head = existsSync(file) ? readFileSync(file, 'utf8') : '';
	return /^ref: refs\/remotes\/origin\/([\w./-]+)\s*$/.exec(head)?.[1] ?? 'main';
}
