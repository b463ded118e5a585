import { printable } from './layout/width.ts';
import type { Report, ReportedFinding } from './report.ts';
import { summary } from './summary.ts';

interface AgentStyle {
	/** False leaves the closing line away. */
	readonly summary: boolean;
}

/**
 * A report for coding agents, one line for each finding: `path:line:col severity rule what | fix(safe): …`, or `| do: …` where flint has
 * no fix; `| decide: …` says what a human must answer first. The last line, behind `#`, counts them.
 */
export function* agentReport(report: Report, style: AgentStyle): Iterable<string> {
	for (const finding of report.findings) yield `${line(finding)}\n`;
	if (style.summary) yield `# ${summary(report).map(oneLine).join('; ')}\n`;
}

function line({ at, severity, rule, message, fix }: ReportedFinding): string {
	const head = `${at.source.path}:${at.start.line}:${at.start.column} ${severity} ${rule} ${message.what}`;
	const parts = [head];
	if (fix === undefined) parts.push(`do: ${message.do}`);
	else parts.push(`fix(${fix.applicability}): ${fix.title}`);
	if (fix?.decide !== undefined) parts.push(`decide: ${fix.decide}`);
	return parts.map(oneLine).join(' | ');
}

function oneLine(text: string): string {
	return printable(text.replace(/\s+/g, ' '));
}
