import type { EngineError, LintResult } from '../engine/result.ts';
import type { Paint } from '../reporters/layout/paint.ts';
import { printable } from '../reporters/layout/width.ts';
import type { Report } from '../reporters/report.ts';
import type { Unread } from '../workspace/files/read.ts';
import { bug } from './errors.ts';
import type { Project } from './projects.ts';

/** Rule name under which files that had to be read and could not be are reported. */
const UNREADABLE = 'unreadable-file';

/**
 * A result as far as it was asked for: the applications that hold a file that was passed, and as errors the files that could not be
 * read although they were passed or Flink itself would read them.
 */
export function asked(result: LintResult, { request: { selected } }: Project): LintResult {
	const named = new Set(result.findings.flatMap((finding) => finding.applications));
	const applications = result.applications.filter(
		({ id, documents }) => selected === undefined || named.has(id) || documents.some(({ path }) => selected.has(path)),
	);
	const unreadable = result.unread.filter(({ path }) => matters(path, selected));
	const errors = unreadable.map(
		({ path, why }): EngineError => ({ rule: UNREADABLE, file: path, message: `the file cannot be read: ${why}` }),
	);
	return { ...result, applications, errors: [...result.errors, ...errors] };
}

function matters(path: string, selected: ReadonlySet<string> | undefined): boolean {
	return selected === undefined ? /(^|\/)flink-conf\.ya?ml$/.test(path) : selected.has(path);
}

/** What standard error says about things that were left out and do not fail the run. */
export function notices(result: LintResult, project: Project, paint: Paint): string {
	const files = result.unread.filter(({ path }) => !matters(path, project.request.selected));
	const folders = project.request.selected === undefined ? project.unread : [];
	return [...folders, ...files].map((unread) => notice(unread, paint)).join('');
}

function notice({ path, why }: Unread, paint: Paint): string {
	return `${paint('note', 'bold')}: ${printable(path)} was skipped: ${why}\n`;
}

/** What standard error says about flint's own failures. */
export function failures({ errors }: Pick<Report, 'errors'>, argv: readonly string[], paint: Paint): string {
	return errors.map((error) => failure(error, argv, paint)).join('');
}

function failure({ rule, file, message, stack }: EngineError, argv: readonly string[], paint: Paint): string {
	const where = file === undefined ? '' : `\n  ${paint('-->', 'blue')} ${printable(file)}`;
	if (stack !== undefined) return bug(`${rule} failed: ${stack}${where}`, argv, paint);
	return `${paint(`error[${rule}]`, 'red', 'bold')}${paint(`: ${printable(message)}`, 'bold')}${where}\n`;
}
