import { SEVERITIES, type Severity } from '../model/finding.ts';
import { sentence } from './layout/sentence.ts';
import { printable } from './layout/width.ts';
import type { Report, ReportedFinding } from './report.ts';
import { plural, summary } from './summary.ts';

interface GithubStyle {
	/** A reported path relative to the checkout. */
	readonly locate: (path: string) => string;
	/** False leaves the closing lines away. */
	readonly summary: boolean;
}

const COMMANDS: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'notice' };

/** GitHub shows this many annotations of each kind for a step and drops the rest without a word. */
const MOST_OF_A_KIND = 10;
/** Longer messages are cut by GitHub, in the middle of an escape. */
const LONGEST_MESSAGE = 4000;

/**
 * A report as commands of GitHub Actions: an annotation for each finding as far as GitHub shows them, the worst first, and plain lines of
 * the log for the others. Source: GitHub's "Workflow commands" and the runner's ActionCommand.
 */
export function* githubReport(report: Report, { locate, summary: closing }: GithubStyle): Iterable<string> {
	const rest: ReportedFinding[] = [];
	for (const severity of SEVERITIES) {
		const own = report.findings.filter((finding) => finding.severity === severity);
		for (const finding of own.slice(0, MOST_OF_A_KIND)) yield `${command(finding, locate)}\n`;
		rest.push(...own.slice(MOST_OF_A_KIND));
	}
	for (const { severity, rule, message, at } of rest)
		yield `${harmless(`${severity}[${rule}] ${locate(at.source.path)}:${at.start.line}:${at.start.column} ${message.what}`)}\n`;
	if (rest.length > 0)
		yield `GitHub shows ${MOST_OF_A_KIND} annotations of a kind; ${plural(rest.length, 'finding')} more ${rest.length === 1 ? 'stands' : 'stand'} above\n`;
	if (closing) yield `${summary(report).map(harmless).join('\n')}\n`;
}

function command({ severity, rule, message, at, fix }: ReportedFinding, locate: GithubStyle['locate']): string {
	const { start, end } = at;
	const properties = [
		['file', locate(at.source.path)],
		['line', start.line],
		['endLine', end.line],
		// GitHub refuses columns of a place that spans lines.
		...(start.line === end.line ? [['col', start.column] as const, ['endColumn', Math.max(start.column, end.column - 1)] as const] : []),
		['title', `flint: ${rule}`],
	];
	const lines = [sentence(message.what), sentence(message.why), sentence(message.do)];
	if (fix !== undefined) lines.push(`Fix (${fix.applicability}): ${fix.title}${fix.decide === undefined ? '' : `; decide: ${fix.decide}`}`);
	const text = lines.join('\n').slice(0, LONGEST_MESSAGE);
	return `::${COMMANDS[severity]} ${properties.map(([name, value]) => `${name}=${property(String(value))}`).join(',')}::${data(text)}`;
}

function data(text: string): string {
	return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
	return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}

/** A line of the log in which the runner finds no command: it looks for `##[` anywhere and for `::` at the beginning. */
function harmless(line: string): string {
	return printable(line).replaceAll('##[', '## [');
}
