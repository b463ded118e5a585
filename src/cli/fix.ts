import { resolve } from 'node:path';
import { fixProject } from '../engine/fix.ts';
import type { FixResult } from '../engine/result.ts';
import { unifiedDiff } from '../reporters/diff.ts';
import type { Paint } from '../reporters/layout/paint.ts';
import { printable } from '../reporters/layout/width.ts';
import { merged, report } from '../reporters/report.ts';
import { plural } from '../reporters/summary.ts';
import { gitRoot, slashed } from '../workspace/files/roots.ts';
import { writeFiles } from '../workspace/files/write.ts';
import { problem, UsageError } from './errors.ts';
import { EXIT } from './exit.ts';
import { asked, failures, notices } from './failures.ts';
import { uninterrupted } from './interrupt.ts';
import { type Io, paintFor } from './io.ts';
import { type FixOptions, VERSION } from './options.ts';
import { openProjects, type Project } from './projects.ts';
import { ruleFilter } from './rule-filter.ts';
import { chatter, closingNotes } from './verbose.ts';
import { Watch } from './watch.ts';

/** The fixes of one project. */
interface Fixes {
	readonly project: Project;
	readonly result: FixResult;
}

/** `flint fix`: prints or writes fixes; answers the exit code. */
export async function fix(paths: readonly string[], options: FixOptions, argv: readonly string[], io: Io): Promise<number> {
	mustFit(paths, options);
	const watch = new Watch(options, io);
	try {
		return await fixAll(await plan(paths, options, io, watch), paths, options, argv, io, watch);
	} finally {
		watch.done();
	}
}

async function plan(paths: readonly string[], options: FixOptions, io: Io, observer: Watch): Promise<readonly Fixes[]> {
	const rules = ruleFilter(options.rule);
	const all: Fixes[] = [];
	observer.phase('find');
	for (const opened of await openProjects(paths, options, io)) {
		const project = { ...opened, request: { ...opened.request, observer, ...(rules && { rules }) } };
		const inPlace = paths.includes('-') || options.output !== undefined;
		const result = await fixProject({ ...project.request, unsafe: options.unsafe === true, inPlace });
		all.push({ project, result: { ...result, before: asked(result.before, project), after: asked(result.after, project) } });
	}
	return all;
}

async function fixAll(
	all: readonly Fixes[],
	paths: readonly string[],
	options: FixOptions,
	argv: readonly string[],
	io: Io,
	watch: Watch,
): Promise<number> {
	const paint = paintFor(io.stderr, options.color, io.env);
	watch.phase('report');
	for (const { project, result } of all) {
		io.stderr.write(chatter(result.before, project, options, io));
		if (options.quiet !== true) io.stderr.write(notices(result.before, project, paint));
	}
	const after = merged(all.map(({ project, result }) => report(result.after, project.request.config, io.cwd)));
	io.stderr.write(failures(after, argv, paint));
	const outcome = await deliver(all, paths, options, io, paint);
	watch.done();
	if (outcome === 'interrupted') return EXIT.interrupted;
	io.stderr.write(closingNotes({ findings: all.flatMap(({ result }) => result.before.findings) }, options, watch));
	if (after.errors.length > 0 || outcome === 'failed') return EXIT.failure;
	return options.check === true && all.some(({ result }) => result.files.length > 0) ? EXIT.findings : EXIT.clean;
}

function mustFit(paths: readonly string[], { write, backup, output, format, quiet, verbose }: FixOptions): void {
	if (quiet === true && verbose === true) throw new UsageError('`--quiet` and `--verbose` contradict each other', 'leave one out');
	if (paths.includes('-') && paths.length > 1) throw new UsageError('`-` cannot be combined with other paths');
	if (paths.includes('-') && write === true)
		throw new UsageError('standard input cannot be written', 'leave out `--write`: the fixed text is printed');
	if (backup !== undefined && write !== true) throw new UsageError('`--backup` keeps what `--write` replaces', 'add `--write`');
	if (output !== undefined && write === true) throw new UsageError('`--output` prints and writes no file', 'leave out `--write`');
	if (output !== undefined && format !== 'text') throw new UsageError('`--output` has a format of its own', 'leave out `--format`');
}

/** Whether the fixes were handed over, could not be written, or were written when a signal asked to stop. */
type Outcome = 'done' | 'failed' | 'interrupted';

/** Hands the fixes over in the way that was asked for. */
async function deliver(all: readonly Fixes[], paths: readonly string[], options: FixOptions, io: Io, paint: Paint): Promise<Outcome> {
	if (options.output !== undefined) return printUpdates(all, options, io);
	if (paths.includes('-')) return printFixedInput(all, io);
	if (options.write === true) {
		const { value: written, interrupted } = await uninterrupted(() => writeAll(all, options, io, paint));
		if (interrupted) return 'interrupted';
		if (!written) return 'failed';
	}
	if (options.format === 'json') await printJson(all, options, io);
	else if (options.format === 'pull-request') await printPullRequest(all, io);
	else if (options.write === true) printApplied(all, io);
	else printDiff(all, options, io);
	if (options.quiet !== true) io.stderr.write(closing(all, options, io.cwd));
	return 'done';
}

function printUpdates(all: readonly Fixes[], { quiet }: FixOptions, { stdout, stderr }: Io): Outcome {
	const updates = all.flatMap(({ result }) => result.updates);
	for (const { text } of updates) stdout.write(text.endsWith('\n') ? text : `${text}\n`);
	if (updates.length === 0 && quiet !== true) stderr.write('no described application needs an update\n');
	return 'done';
}

/** Standard input, fixed, or as it was where nothing had to be fixed. */
function printFixedInput(all: readonly Fixes[], { stdout }: Io): Outcome {
	for (const { project, result } of all) {
		for (const [path, text] of project.request.overlay) stdout.write(result.files.find((file) => file.path === path)?.after ?? text);
	}
	return 'done';
}

function writeAll(all: readonly Fixes[], { backup }: FixOptions, io: Io, paint: Paint): boolean {
	let written = true;
	for (const { project, result } of all) {
		const { root } = project.request;
		const folder = backup === undefined ? undefined : resolve(io.cwd, backup);
		for (const { path, why } of writeFiles(root, result.files, folder)) {
			io.stderr.write(
				problem(`the file was not written: ${why}`, slashed(io.cwd, resolve(root, path)), 'run flint again; no file was changed', paint),
			);
			written = false;
		}
	}
	return written;
}

/** As JSON, what is left once the fixes are written, or what there is to fix where they are not. */
async function printJson(all: readonly Fixes[], options: FixOptions, io: Io): Promise<void> {
	const { jsonReport } = await import('../reporters/json.ts');
	const state = ({ result }: Fixes): FixResult['before'] => (options.write === true ? result.after : result.before);
	const whole = merged(all.map((fixes) => report(state(fixes), fixes.project.request.config, io.cwd)));
	io.stdout.write(jsonReport(whole, VERSION));
}

/** Title, empty line and Markdown body of a pull request with the fixes; nothing where there are none. Its paths begin at the git root. */
async function printPullRequest(all: readonly Fixes[], { stdout, cwd }: Io): Promise<void> {
	const { pullRequest, pullRequestText } = await import('../reporters/pull-request/pull-request.ts');
	const projects = all.map(({ project, result }) => ({ result, config: project.request.config }));
	const told = pullRequest(projects, gitRoot(cwd) ?? cwd);
	if (told !== undefined) stdout.write(pullRequestText(told));
}

function printApplied(all: readonly Fixes[], { stdout, cwd }: Io): void {
	for (const { project, result } of all) {
		for (const { at, rule, fix: planned } of result.applied) {
			const path = printable(slashed(cwd, resolve(project.request.root, at.file)));
			stdout.write(`fixed ${path}: ${printable(planned?.title ?? '')} (${rule})\n`);
		}
	}
}

function printDiff(all: readonly Fixes[], { color }: FixOptions, { stdout, env, cwd }: Io): void {
	const style = { cwd, paint: paintFor(stdout, color, env), terminal: stdout.isTTY };
	for (const { project, result } of all) {
		for (const part of unifiedDiff(result, project.request.config, style)) stdout.write(part);
	}
}

/** How much was, or would be, fixed, and what is left. */
function closing(all: readonly Fixes[], { write, unsafe }: FixOptions, cwd: string): string {
	const fixed = all.reduce((sum, { result }) => sum + result.applied.length, 0);
	const files = all.reduce((sum, { result }) => sum + result.files.length, 0);
	const left = all.flatMap(({ result }) => result.after.findings);
	const lines = [fixed === 0 ? 'nothing to fix' : fixedLine(fixed, files, write === true)];
	const waiting = left.filter((finding) => finding.fix?.applicability === 'unsafe').length;
	if (unsafe !== true && waiting > 0) lines.push(`${waiting} more with \`--unsafe\``);
	for (const { project, result } of all) {
		for (const { rule, fix: planned } of result.elsewhere) {
			const paths = new Set(planned?.edits.map(({ file }) => slashed(cwd, resolve(project.request.root, file))));
			lines.push(`the fix of ${rule} writes files that were not passed: ${[...paths].map(printable).join(', ')}`);
		}
	}
	return `${lines.join('\n')}\n`;
}

function fixedLine(fixed: number, files: number, written: boolean): string {
	const what = `${plural(fixed, 'finding')} in ${plural(files, 'file')}`;
	return written ? `fixed ${what}` : `would fix ${what}; \`--write\` does it`;
}
