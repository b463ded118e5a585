import { lintProject } from '../engine/lint.ts';
import { jsonReport } from '../reporters/json.ts';
import { merged, type Report, report } from '../reporters/report.ts';
import { textReport } from '../reporters/text.ts';
import { lintExit } from './exit.ts';
import { asked, failures, notices } from './failures.ts';
import { type Io, paintFor } from './io.ts';
import { type LintOptions, type ProjectOptions, VERSION } from './options.ts';
import { openProjects } from './projects.ts';

/** Columns of output that goes to no terminal. */
const DEFAULT_WIDTH = 80;

/** `flint lint`: reports findings; answers the exit code. */
export async function lint(paths: readonly string[], options: LintOptions, argv: readonly string[], io: Io): Promise<number> {
	const paintError = paintFor(io.stderr, options.color, io.env);
	const reports: Report[] = [];
	for (const project of await openProjects(paths, options, io)) {
		const result = asked(await lintProject(project.request), project);
		io.stderr.write(notices(result, project, paintError));
		reports.push(report(result, project.request.config, io.cwd));
	}
	const whole = merged(reports);
	printReport(whole, options, io);
	io.stderr.write(failures(whole, argv, paintError));
	return lintExit(whole, options.failOn);
}

/** Prints a report to standard output in the format that was asked for. */
export function printReport(whole: Report, { format, color }: ProjectOptions, { stdout, env }: Io): void {
	if (format === 'json') {
		stdout.write(jsonReport(whole, VERSION));
		return;
	}
	const style = { width: stdout.columns ?? DEFAULT_WIDTH, paint: paintFor(stdout, color, env) };
	for (const part of textReport(whole, style)) stdout.write(part);
}
