import type { NewSuppression } from '../config/write-suppressions.ts';
import { patternOf } from '../config/write-suppressions.ts';
import type { ConfigDocument, Format } from '../model/document.ts';
import type { Finding, TextEdit } from '../model/finding.ts';
import { addTo } from '../model/groups.ts';
import { Lines } from '../model/lines.ts';
import { readDocuments } from '../workspace/documents/documents.ts';
import { applyEdits } from './edits.ts';
import { lintDocuments, reading } from './lint.ts';
import type { FixedFile, LintRequest, LintResult } from './result.ts';

/** What silences the present findings; nothing is written yet. */
export interface SuppressionPlan {
	/** The files that get comments. */
	readonly files: readonly FixedFile[];
	/** What flint's configuration must state, for files that cannot hold comments or were not asked for. */
	readonly stated: readonly NewSuppression[];
	/** How many comments there are. */
	readonly comments: number;
	/** The project as it will be. */
	readonly after: LintResult;
}

/**
 * What begins a comment on a line of its own. Other formats have none: JSON knows no comments, and XML none that holds the two dashes in
 * front of the reason.
 */
const COMMENT_MARKS: Readonly<Partial<Record<Format, string>>> = {
	'flink-conf': '#',
	'config-yaml': '#',
	kubernetes: '#',
	compose: '#',
	dockerfile: '#',
	emr: '#',
	'command-line': '#',
	'job-config': '#',
	'env-file': '#',
	'prometheus-rules': '#',
	sql: '--',
	java: '//',
	gradle: '//',
};

/** Suppressions cannot be suppressed: what is wrong with them must be repaired. */
const ABOUT_SUPPRESSIONS = /^suppression-/;

/** Comments that do not reach their finding are given up file by file and rule by rule, so a few attempts are enough. */
const MOST_ATTEMPTS = 8;

/**
 * Plans a comment above every statement that has findings, one for all of its rules, and entries in flint's configuration where a comment
 * is impossible. The outcome is linted: a comment that would not reach its finding, or would break its file, becomes an entry.
 */
export async function planSuppressions(request: LintRequest, before: LintResult, reason: string): Promise<SuppressionPlan> {
	const wanted = before.findings.filter(({ rule }) => !ABOUT_SUPPRESSIONS.test(rule));
	const stating = new Set(wanted.filter((finding) => !holdsComment(finding, before, request, reason)).map(keyOf));
	let plan = await attempt(request, before, wanted, stating, reason);
	for (let attempts = 1; attempts < MOST_ATTEMPTS; attempts++) {
		const missed = missedBy(plan, before, wanted).filter((key) => !stating.has(key));
		if (missed.length === 0) return plan;
		for (const key of missed) stating.add(key);
		plan = await attempt(request, before, wanted, stating, reason);
	}
	return plan;
}

function keyOf({ rule, at }: Finding): string {
	return `${rule} ${at.file}`;
}

/** Only files that were asked for are written; Java would read an escape in the reason as what it stands for, a line break even. */
function holdsComment({ at }: Finding, { documents }: LintResult, { selected }: LintRequest, reason: string): boolean {
	const document = documents.get(at.file);
	if (document === undefined || document.problems.length > 0 || selected?.has(at.file) === false) return false;
	if (document.format === 'java' && reason.includes('\\u')) return false;
	return COMMENT_MARKS[document.format] !== undefined;
}

/** The findings that the planned comments do not silence, or whose file they damage. */
function missedBy({ files, after }: SuppressionPlan, before: LintResult, wanted: readonly Finding[]): readonly string[] {
	const damaged = new Set(files.map(({ path }) => path).filter((path) => worse(before.documents.get(path), after.documents.get(path))));
	const left = after.findings.filter(({ rule }) => !ABOUT_SUPPRESSIONS.test(rule));
	return [...left, ...wanted.filter(({ at }) => damaged.has(at.file))].map(keyOf);
}

function worse(before: ConfigDocument | undefined, after: ConfigDocument | undefined): boolean {
	if (before === undefined || after === undefined) return true;
	return after.problems.length > before.problems.length || settingsOf(before) !== settingsOf(after);
}

/** A comment can change what is read: behind the byte order mark of a legacy file it takes that off the first key. */
function settingsOf({ settings }: ConfigDocument): string {
	return JSON.stringify(settings.map(({ key, value }) => [key, value]));
}

async function attempt(
	request: LintRequest,
	before: LintResult,
	wanted: readonly Finding[],
	stating: ReadonlySet<string>,
	reason: string,
): Promise<SuppressionPlan> {
	const edits: TextEdit[] = [];
	const files: FixedFile[] = [];
	for (const [path, findings] of byFile(wanted.filter((finding) => !stating.has(keyOf(finding))))) {
		const document = before.documents.get(path);
		if (document === undefined) continue;
		const own = comments(document, findings, reason);
		edits.push(...own);
		files.push({ path, before: document.text, after: applyEdits(document.text, own) });
	}
	const stated = distinct(wanted.filter((finding) => stating.has(keyOf(finding))).map((finding) => entry(finding, reason)));
	const suppressions = [...request.config.suppressions, ...stated.map((one) => ({ ...one, range: { start: 0, end: 0 } }))];
	const overlay = new Map([...request.overlay, ...files.map(({ path, after }) => [path, after] as const)]);
	const read = await readDocuments(reading({ ...request, overlay }));
	const after = await lintDocuments({ ...request, config: { ...request.config, suppressions } }, read);
	return { files, stated, comments: edits.length, after };
}

function byFile(findings: readonly Finding[]): ReadonlyMap<string, readonly Finding[]> {
	const files = new Map<string, Finding[]>();
	for (const finding of findings) {
		addTo(files, finding.at.file, finding);
	}
	return files;
}

/** One comment above every line on which statements with findings begin, indented as they are. */
function comments(document: ConfigDocument, findings: readonly Finding[], reason: string): readonly TextEdit[] {
	const lines = new Lines(document.text);
	const byLine = new Map<number, Set<string>>();
	for (const { at, rule } of findings) {
		const line = lines.lineAt(document.statementAt(at.range.start).start);
		const rules = byLine.get(line) ?? new Set();
		byLine.set(line, rules.add(rule));
	}
	return [...byLine].map(([line, rules]) => {
		const start = lines.start(line);
		const indentation = /^[ \t]*/.exec(lines.line(line))?.[0] ?? '';
		const text = `${COMMENT_MARKS[document.format]} flint-ignore-next-line ${[...rules].sort().join(', ')} -- ${reason}`;
		return { file: document.path, range: { start, end: start }, text: indentation + text + lineBreak(document.text, lines, line) };
	});
}

/** The line break behind a line, or where it is the last one that of the first. */
function lineBreak(text: string, lines: Lines, line: number): string {
	return text.slice(lines.end(line), lines.start(line + 1)) || text.slice(lines.end(1), lines.start(2)) || '\n';
}

function entry({ rule, at, option }: Finding, reason: string): NewSuppression {
	return { rule, file: patternOf(at.file), ...(option !== undefined && { option }), reason };
}

function distinct(entries: readonly NewSuppression[]): readonly NewSuppression[] {
	return [...new Map(entries.map((one) => [JSON.stringify(one), one])).values()];
}
