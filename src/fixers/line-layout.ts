import type { Range } from '../model/range.ts';
import type { Setting } from '../model/setting.ts';

/** Start of the line that holds an offset; a BOM is no part of the first line. */
export function lineStart(text: string, offset: number): number {
	let at = offset;
	while (at > 0 && !/[\r\n]/.test(text.charAt(at - 1))) at--;
	return at === 0 && text.charCodeAt(0) === 0xfeff ? Math.min(1, offset) : at;
}

/** End of the line's text, before its line break. */
export function lineEnd(text: string, offset: number): number {
	let at = offset;
	while (at < text.length && !/[\r\n]/.test(text.charAt(at))) at++;
	return at;
}

/** Start of the line after the one that holds an offset, or the text's end. */
export function nextLine(text: string, offset: number): number {
	const end = lineEnd(text, offset);
	if (text.charAt(end) === '\r' && text.charAt(end + 1) === '\n') return end + 2;
	return Math.min(end + 1, text.length);
}

/** The line break after an offset, else the first one of the text, else `\n`. */
export function lineBreak(text: string, offset: number): string {
	const own = text.slice(lineEnd(text, offset), nextLine(text, offset));
	if (own !== '') return own;
	return /\r\n|\r|\n/.exec(text)?.[0] ?? '\n';
}

/** The lines of a span whole, with the line break behind them, or before them where the text ends without one. */
export function wholeLines(text: string, range: Range): Range {
	const start = lineStart(text, range.start);
	const end = nextLine(text, range.end);
	if (end > lineEnd(text, range.end) || start === 0) return { start, end };
	const before = text.slice(0, start);
	const cut = /(?:\r\n|\r|\n)$/.exec(before)?.[0].length ?? 0;
	return { start: start - cut, end };
}

/** What stands between key and value: `: `, or ` : ` where that is the neighbour's way. Columns are not aligned. */
export function separatorOf(text: string, neighbour: Setting | undefined): string {
	if (neighbour?.valueRange === undefined) return ': ';
	const between = text.slice(neighbour.nameRange.end, neighbour.valueRange.start);
	return / : /.test(between) && !/ {2}:/.test(between) ? ' : ' : ': ';
}

/** The text to insert as a line of its own at the start of the line at `offset`, or at the end of a text that lacks its last line break. */
export function asLine(text: string, offset: number, line: string, eol: string): string {
	const afterBreak = offset === 0 || /[\r\n\ufeff]/.test(text.charAt(offset - 1));
	return afterBreak ? `${line}${eol}` : `${eol}${line}`;
}
