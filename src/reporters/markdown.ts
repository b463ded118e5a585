import type { Severity } from '../model/finding.ts';
import { addTo } from '../model/groups.ts';
import { fixLines } from './fix-lines.ts';
import { sentence } from './layout/sentence.ts';
import type { Report, ReportedApplication, ReportedFinding, ReportedPlace } from './report.ts';
import { plural, summary } from './summary.ts';

export interface MarkdownStyle {
	/** A reported path relative to the checkout. */
	readonly locate: (path: string) => string;
	/** The page of a line of a located path, where there is one. */
	readonly link: ((path: string, line: number) => string) | undefined;
}

const SIGNS: Readonly<Record<Severity, string>> = { error: '🔴 error', warning: '🟠 warning', info: '🔵 info' };
const PLATFORMS: Readonly<Record<string, string>> = {
	msf: 'Managed Flink',
	'kubernetes-operator': 'Kubernetes operator',
	standalone: 'standalone',
};

/** GitHub refuses a job summary of more than 1 MiB; what comes behind this many characters (of up to 3 bytes) is left out. */
const MOST_CHARACTERS = 300_000;

/** A report as a job summary: a table for each application, and what to know about its findings folded away below. */
export function* markdownReport(report: Report, style: MarkdownStyle): Iterable<string> {
	const [headline = '', ...others] = summary(report);
	let written = 0;
	let left = 0;
	yield `## flint: ${text(headline)}\n\n`;
	for (const line of others) yield `${text(line)}\n\n`;
	for (const [ids, findings] of grouped(report.findings)) {
		const part = applicationPart(ids, findings, report.applications, style);
		written += part.length;
		if (written <= MOST_CHARACTERS) yield part;
		else left += findings.length;
	}
	if (left > 0) yield `${plural(left, 'finding')} more would not fit into a job summary.\n\n`;
	if (report.errors.length > 0) {
		yield '### Failures of flint itself\n\n';
		for (const { rule, file, message } of report.errors)
			yield `- ${code(rule)}${file === undefined ? '' : ` ${code(style.locate(file))}`}: ${text(message)}\n`;
		yield '\n';
	}
}

/** Findings by the applications they hold for, in the order of the report. */
function grouped(findings: readonly ReportedFinding[]): ReadonlyMap<string, readonly ReportedFinding[]> {
	const groups = new Map<string, ReportedFinding[]>();
	for (const finding of findings) {
		const ids = finding.applications.join(', ');
		addTo(groups, ids, finding);
	}
	return groups;
}

function applicationPart(
	ids: string,
	findings: readonly ReportedFinding[],
	applications: readonly ReportedApplication[],
	style: MarkdownStyle,
): string {
	const rows = findings.map((finding) => row(finding, style)).join('\n');
	const details = findings.map((finding) => detail(finding, style)).join('\n');
	return [
		`### ${heading(ids, applications)}`,
		`| | place | rule | what is wrong | fix |\n|---|---|---|---|---|\n${rows}`,
		`<details>\n<summary>Why, and what to do</summary>\n\n${details}\n</details>\n\n`,
	].join('\n\n');
}

function heading(ids: string, applications: readonly ReportedApplication[]): string {
	if (ids === '') return 'Outside of any application';
	const own = applications.find(({ id }) => id === ids);
	if (own === undefined) return text(ids);
	const facts = [PLATFORMS[own.platform], own.version === undefined ? undefined : `Flink ${own.version}`].filter(
		(fact) => fact !== undefined,
	);
	return [text(ids), ...facts].join(' · ');
}

function row({ severity, rule, message, at, fix }: ReportedFinding, style: MarkdownStyle): string {
	return `| ${SIGNS[severity]} | ${place(at, style)} | ${code(rule)} | ${text(message.what)} | ${fix?.applicability ?? ''} |`;
}

function detail(finding: ReportedFinding, style: MarkdownStyle): string {
	const { rule, message, at, related, fix } = finding;
	const rows = [
		`- **${text(rule)}** at ${place(at, style)}`,
		`  - why: ${text(sentence(message.why))}`,
		`  - do: ${text(sentence(message.do))}`,
		...related.map((other) => `  - ${text(other.message)}: ${place(other, style)}`),
	];
	if (fix !== undefined) {
		const lines = fixLines(fix)?.map(({ sign, text: changed }) => `${sign} ${changed}`);
		rows.push(`  - fix (${fix.applicability}): ${text(fix.title)}`);
		if (fix.decide !== undefined) rows.push(`  - decide: ${text(fix.decide)}`);
		if (lines !== undefined) rows.push('', ...fenced(lines).map((line) => `    ${line}`), '');
	}
	return rows.join('\n');
}

/** A code block whose fence is longer than any row of backquotes in it. */
function fenced(lines: readonly string[]): readonly string[] {
	const longest = Math.max(2, ...lines.flatMap((line) => [...line.matchAll(/`+/g)].map(([ticks]) => ticks.length)));
	const fence = '`'.repeat(longest + 1);
	return [`${fence}diff`, ...lines, fence];
}

function place({ source, start }: ReportedPlace, { locate, link }: MarkdownStyle): string {
	const path = locate(source.path);
	const shown = code(`${path}:${start.line}`);
	return link === undefined ? shown : `[${shown}](${link(path, start.line).replaceAll('(', '%28').replaceAll(')', '%29')})`;
}

/** A text in which only backquotes keep their meaning; it fits into a cell of a table. */
function text(written: string): string {
	return written
		.replace(/\s+/g, ' ')
		.split(/(`[^`]*`)/)
		.map((part, index) => (index % 2 === 1 ? part.replaceAll('|', '\\|') : escaped(part)))
		.join('');
}

function escaped(part: string): string {
	return part
		.replace(/[\\`*_[\]~|#]/g, '\\$&')
		.replaceAll('&', '&amp;')
		.replaceAll('<', '&lt;')
		.replaceAll('>', '&gt;')
		.replaceAll('@', '&#64;');
}

/** A name as code, whatever it holds. */
function code(name: string): string {
	const clean = name.replace(/\s+/g, ' ').replaceAll('|', '\\|');
	return clean.includes('`') ? `\`\` ${clean} \`\`` : `\`${clean}\``;
}
