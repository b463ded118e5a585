import type { Severity } from '../model/finding.ts';
import { addTo } from '../model/groups.ts';
import { type FixLine, fixLines } from './fix-lines.ts';
import { codeFrame, type FrameStyle, type Mark, numberWidthOf } from './layout/code-frame.ts';
import type { Paint, Style } from './layout/paint.ts';
import { printable } from './layout/width.ts';
import { sharedStart, shortened, wrap } from './layout/wrap.ts';
import type { Report, ReportedFinding, ReportedFix, ReportedPlace, ReportedRelated } from './report.ts';
import type { Source } from './source.ts';
import { summary } from './summary.ts';

/** How a report is laid out. */
export interface TextStyle {
	/** Columns of the terminal, 80 where there is none. */
	readonly width: number;
	readonly paint: Paint;
	/** True breaks the first line of a finding too, as a terminal would in the middle of a word; programs find it whole. */
	readonly wrapHeads?: boolean;
	/** False leaves the closing lines away. */
	readonly summary?: boolean;
	/** Makes a place of a file something to click on, where the terminal can. */
	readonly link?: (text: string, path: string) => string;
}

const ACCENTS: Readonly<Record<Severity, Style>> = { error: 'red', warning: 'yellow', info: 'cyan' };

/** Narrower than this, wrapped text is no longer readable. */
const NARROWEST = 40;

/** In front of what did not fit on the first line of a finding. */
const HEAD_INDENT = '  ';

/** A report for people: every finding with its code, why it matters, what to do and the change flint would make. */
export function* textReport(report: Report, style: TextStyle): Iterable<string> {
	const several = report.applications.length > 1;
	for (const finding of report.findings) yield `${findingText(finding, several, style).join('\n')}\n\n`;
	if (style.summary !== false) yield `${summary(report).join('\n')}\n`;
}

function findingText(finding: ReportedFinding, several: boolean, style: TextStyle): readonly string[] {
	const { width: columns, paint } = style;
	const width = Math.max(NARROWEST, columns);
	const accent = ACCENTS[finding.severity];
	const numberWidth = numberWidthOf([finding.at, ...finding.related].map(({ start }) => start.line));
	const frame: FrameStyle = { numberWidth, width, paint, accent };
	const margin = ' '.repeat(numberWidth + 2);
	const arrowMargin = margin.slice(1);
	const notes = new Notes(margin, width, paint);
	const { why, do: advice } = finding.message;
	notes.add('why:', why);
	notes.add('do:', advice);
	if (several && finding.applications.length > 0) notes.add('in:', finding.applications.join(', '));
	if (finding.fix !== undefined) addFix(notes, finding.fix);
	notes.add('more:', `flint explain ${finding.rule}`);
	return [
		...headRows(finding, style),
		`${arrowMargin}${paint('-->', 'blue')} ${placeText(finding.at, style)}`,
		...codeFrame(finding.at.source, marksOf(finding), frame),
		...elsewhere(finding).flatMap(([source, places]) => otherFile(source, places, arrowMargin, frame, style)),
		...notes.rows,
	];
}

function headRows({ severity, rule, message }: ReportedFinding, { width, paint, wrapHeads }: TextStyle): readonly string[] {
	const name = `${severity}[${rule}]`;
	const head = `${name}: ${printable(message.what)}`;
	const [first = '', ...others] = wrapHeads === true ? wrap(head, Math.max(NARROWEST, width) - HEAD_INDENT.length) : [head];
	return [
		`${paint(name, ACCENTS[severity], 'bold')}${paint(first.slice(name.length), 'bold')}`,
		...others.map((row) => HEAD_INDENT + paint(row, 'bold')),
	];
}

function placeText({ source, start }: ReportedPlace, { link }: TextStyle): string {
	const text = `${printable(source.path)}:${start.line}:${start.column}`;
	return link === undefined ? text : link(text, source.path);
}

function marksOf({ at, label, related }: ReportedFinding): readonly Mark[] {
	const own = related.filter(({ source }) => source === at.source);
	return [{ range: at.range, label, primary: true }, ...own.map(markOf)];
}

function markOf({ range, message }: ReportedRelated): Mark {
	return { range, label: message, primary: false };
}

/** Related places of other files, by file. */
function elsewhere({ at, related }: ReportedFinding): readonly (readonly [Source, readonly ReportedRelated[]])[] {
	const files = new Map<Source, ReportedRelated[]>();
	for (const place of related) {
		if (place.source !== at.source) addTo(files, place.source, place);
	}
	return [...files];
}

function otherFile(
	source: Source,
	places: readonly ReportedRelated[],
	margin: string,
	frame: FrameStyle,
	style: TextStyle,
): readonly string[] {
	const [first] = places;
	if (first === undefined) return [];
	return [`${margin}${frame.paint(':::', 'blue')} ${placeText(first, style)}`, ...codeFrame(source, places.map(markOf), frame)];
}

function addFix(notes: Notes, fix: ReportedFix): void {
	const label = `fix (${fix.applicability}):`;
	const lines = fixLines(fix);
	if (lines === undefined) notes.add(label, fix.title);
	else notes.addLines(label, lines);
	if (fix.decide !== undefined) notes.add('decide:', fix.decide);
}

/** The rows below a frame: `= why: …`, wrapped, texts of short labels aligned. */
class Notes {
	readonly rows: string[] = [];

	constructor(
		private readonly margin: string,
		private readonly width: number,
		private readonly paint: Paint,
	) {}

	add(label: string, text: string): void {
		const { head, indent } = this.head(label);
		const rows = wrap(printable(text), this.width - indent.length);
		this.rows.push(...rows.map((row, index) => (index === 0 ? head : indent) + row));
	}

	addLines(label: string, lines: readonly FixLine[]): void {
		const { head, indent } = this.head(label);
		const room = this.width - indent.length - '+ '.length;
		const shared = sharedStart(lines.map(({ text }) => text));
		lines.forEach(({ sign, text }, index) => {
			const shown = `${sign} ${shortened(printable(text), room, shared)}`;
			this.rows.push((index === 0 ? head : indent) + this.paint(shown, sign === '+' ? 'green' : 'red'));
		});
	}

	private head(label: string): { readonly head: string; readonly indent: string } {
		const padded = label.padEnd('why:'.length);
		const indent = ' '.repeat(this.margin.length + 2 + padded.length + 1);
		return { head: `${this.margin}${this.paint('=', 'blue')} ${this.paint(padded, 'bold')} `, indent };
	}
}
