import { lintProject } from '../engine/lint.ts';
import type { LintResult } from '../engine/result.ts';
import { merged, type Report, report } from '../reporters/report.ts';
import { UsageError } from './errors.ts';
import { EXIT, lintExit } from './exit.ts';
import { asked, failures, notices } from './failures.ts';
import { type Io, paintFor } from './io.ts';
import type { LintOptions } from './options.ts';
import { mustBeWritable, writeReports } from './outputs.ts';
import { openProjects, type Project } from './projects.ts';
import { ruleFilter } from './rule-filter.ts';
import { chatter, closingNotes } from './verbose.ts';
import { Watch } from './watch.ts';

/** `flint lint`: reports findings; answers the exit code. */
export async function lint(paths: readonly string[], options: LintOptions, argv: readonly string[], io: Io): Promise<number> {
	const targets = options.format ?? [{ format: 'text' }];
	mustFit(paths, options);
	mustBeWritable(targets, io);
	const watch = new Watch(options, io);
	try {
		const reports: Report[] = [];
		for (const { project, result } of await lintAll(paths, options, io, watch)) {
			const left = options.addSuppressions === undefined ? result : await suppressed(project, result, options.addSuppressions, options, io);
			if (left === 'interrupted') return EXIT.interrupted;
			const found = options.onlyFixable === true ? { ...left, findings: left.findings.filter(({ fix }) => fix !== undefined) } : left;
			watch.done();
			io.stderr.write(chatter(found, project, options, io));
			if (options.quiet !== true) io.stderr.write(notices(found, project, paintFor(io.stderr, options.color, io.env)));
			reports.push(report(found, project.request.config, io.cwd));
		}
		watch.phase('report');
		const whole = merged(reports);
		const interrupted = await writeReports(whole, targets, options, io);
		watch.done();
		io.stderr.write(failures(whole, argv, paintFor(io.stderr, options.color, io.env)));
		io.stderr.write(closingNotes(whole, options, watch));
		return interrupted ? EXIT.interrupted : lintExit(whole, options.failOn);
	} finally {
		watch.done();
	}
}

function mustFit(paths: readonly string[], { addSuppressions, onlyFixable, quiet, verbose }: LintOptions): void {
	if (quiet === true && verbose === true) throw new UsageError('`--quiet` and `--verbose` contradict each other', 'leave one out');
	if (addSuppressions === undefined) return;
	if (onlyFixable === true)
		throw new UsageError(
			'`--add-suppressions` silences whole rules, fixable or not',
			'choose them with `--rule` instead of `--only-fixable`',
		);
	if (paths.includes('-')) throw new UsageError('standard input cannot be written', 'name the file instead of `-`');
	if (addSuppressions.trim() === '' || /\p{Cc}/u.test(addSuppressions))
		throw new UsageError('`--add-suppressions` needs a reason of one line', 'say why: `--add-suppressions "agreed in ticket 12"`');
}

async function lintAll(
	paths: readonly string[],
	options: LintOptions,
	io: Io,
	observer: Watch,
): Promise<readonly { readonly project: Project; readonly result: LintResult }[]> {
	const rules = ruleFilter(options.rule);
	observer.phase('find');
	const all: { project: Project; result: LintResult }[] = [];
	for (const opened of await openProjects(paths, options, io)) {
		const project = { ...opened, request: { ...opened.request, observer, ...(rules && { rules }) } };
		all.push({ project, result: asked(await lintProject(project.request), project) });
	}
	return all;
}

/** Writes suppressions for what was found, and answers what is left. */
async function suppressed(
	project: Project,
	result: LintResult,
	reason: string,
	options: LintOptions,
	io: Io,
): Promise<LintResult | 'interrupted'> {
	const { silence } = await import('./silence.ts');
	const left = await silence(project, result, reason, options, io);
	return left === 'interrupted' ? left : asked(left, project);
}
