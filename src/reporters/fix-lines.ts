import type { ReportedFix } from './report.ts';
import type { Source } from './source.ts';

/** More lines than this are better told by the fix's title. */
const MOST_LINES = 4;

/** A line that a fix takes away or adds, without the indentation that all of them have. */
export interface FixLine {
	readonly sign: '-' | '+';
	readonly text: string;
}

/** The lines a fix takes away and adds, if it touches one place and few lines; undefined means: say its title. */
export function fixLines(fix: ReportedFix): readonly FixLine[] | undefined {
	const [first] = fix.edits;
	const last = fix.edits.at(-1);
	if (first === undefined || last === undefined || fix.edits.some(({ source }) => source !== first.source)) return undefined;
	const { source } = first;
	const { lines } = source;
	const start = lines.start(lines.lineAt(first.range.start));
	const end = lines.end(lines.lineAt(last.range.end));
	if (lines.lineAt(end) - lines.lineAt(start) > MOST_LINES) return undefined;
	const changed = difference(significant(source.masked({ start, end })), significant(edited(source, fix, start, end)));
	return changed.length > 0 && changed.length <= MOST_LINES ? outdented(changed) : undefined;
}

function edited(source: Source, { edits }: ReportedFix, start: number, end: number): string {
	let text = '';
	let from = start;
	for (const edit of edits) {
		text += source.masked({ start: from, end: edit.range.start }) + edit.text;
		from = edit.range.end;
	}
	return text + source.masked({ start: from, end });
}

/** Lines that hold something; the comma that JSON puts behind all but the last says nothing. */
function significant(text: string): readonly string[] {
	return text
		.split(/\r\n|\r|\n/)
		.map((line) => line.trimEnd().replace(/,$/, ''))
		.filter((line) => line.trim() !== '');
}

/** The lines without the indentation they share. */
function outdented(changed: readonly FixLine[]): readonly FixLine[] {
	const shared = changed.reduce((least, { text }) => Math.min(least, text.length - text.trimStart().length), Number.POSITIVE_INFINITY);
	return changed.map(({ sign, text }) => ({ sign, text: text.slice(shared) }));
}

/** What is left of both when the lines they share at the beginning and the end are gone. */
function difference(before: readonly string[], after: readonly string[]): readonly FixLine[] {
	let head = 0;
	while (head < before.length && head < after.length && before[head] === after[head]) head++;
	let tail = 0;
	const most = Math.min(before.length, after.length) - head;
	while (tail < most && before.at(-1 - tail) === after.at(-1 - tail)) tail++;
	return [
		...before.slice(head, before.length - tail).map((text) => ({ sign: '-' as const, text })),
		...after.slice(head, after.length - tail).map((text) => ({ sign: '+' as const, text })),
	];
}
