import type { Range } from '../../model/range.ts';
import { MASK, type Source } from '../source.ts';
import { charactersOf, printable, widthOf, widthOfCharacter } from './width.ts';

const TAB_STOP = 4;
const ELLIPSIS = '…';

/** Something drawn in one piece: a character, an expanded tab, or a masked secret. */
interface Cell {
	/** Offset in the file of what it stands for. */
	readonly offset: number;
	/** Offset behind it. */
	readonly end: number;
	readonly column: number;
	readonly text: string;
	readonly width: number;
}

/** A line as the terminal shows it, cut to a width around a focus. */
export interface DisplayLine {
	readonly text: string;
	/** Columns that an offset range of the line takes, clipped to what is shown; at least one column wide. */
	readonly columns: (range: Range) => { readonly from: number; readonly to: number };
}

/** Draws a line of a source into at most `width` columns, so that the place `focus` is seen. */
export function displayLine(source: Source, line: number, focus: Range, width: number): DisplayLine {
	const whole = { start: source.lines.start(line), end: source.lines.end(line) };
	const near = nearFocus(source.text, whole, focus.start, width);
	const cells = cellsOf(source, near);
	const total = columnsOf(cells);
	const ownColumns = (range: Range): { from: number; to: number } => {
		const from = columnAt(cells, total, range.start);
		return { from, to: Math.max(from + 1, columnAt(cells, total, Math.min(range.end, whole.end))) };
	};
	const focused = ownColumns(focus);
	const cutLeft = near.start > whole.start || (total > width && focused.to > width - 1);
	const first = cutLeft ? windowStart(focused, total, width) : 0;
	const cutRight = near.end < whole.end || total - first > width;
	const { text, shift } = cut(cells, first, width, cutLeft, cutRight);
	return {
		text: text.trimEnd(),
		columns: (range) => {
			const { from, to } = ownColumns(range);
			const start = Math.min(Math.max(0, from - shift), width - 1);
			return { from: start, to: Math.max(start + 1, Math.min(to - shift, width)) };
		},
	};
}

/** The part of a line that could be shown: nobody looks at the rest of a line of a megabyte. */
function nearFocus(text: string, whole: Range, focus: number, width: number): Range {
	const reach = width * 8;
	if (whole.end - whole.start <= reach * 2) return whole;
	const start = Math.max(whole.start, focus - reach);
	const end = Math.min(whole.end, focus + reach);
	return { start: isLowSurrogate(text, start) ? start - 1 : start, end: isLowSurrogate(text, end) ? end - 1 : end };
}

function isLowSurrogate(text: string, at: number): boolean {
	return (text.charCodeAt(at) & 0xfc00) === 0xdc00;
}

function cellsOf(source: Source, { start, end }: Range): readonly Cell[] {
	const cells: Cell[] = [];
	let from = start;
	let column = 0;
	for (const secret of source.secretsIn({ start, end })) {
		column = addText(cells, source.text.slice(from, Math.max(from, secret.start)), from, column);
		cells.push({ offset: Math.max(from, secret.start), end: secret.end, column, text: MASK, width: MASK.length });
		column += MASK.length;
		from = Math.max(from, secret.end);
	}
	addText(cells, source.text.slice(from, Math.max(from, end)), from, column);
	return cells;
}

function addText(cells: Cell[], text: string, start: number, startColumn: number): number {
	let offset = start;
	let column = startColumn;
	for (const character of charactersOf(text)) {
		const shown = character === '\t' ? ' '.repeat(TAB_STOP - (column % TAB_STOP)) : printable(character);
		const width = character === '\t' ? shown.length : shown === character ? widthOfCharacter(character) : widthOf(shown);
		cells.push({ offset, end: offset + character.length, column, text: shown, width });
		offset += character.length;
		column += width;
	}
	return column;
}

function columnsOf(cells: readonly Cell[]): number {
	const last = cells.at(-1);
	return last === undefined ? 0 : last.column + last.width;
}

/** The column at which the cell that holds an offset begins; behind the last cell, the column behind it. */
function columnAt(cells: readonly Cell[], total: number, offset: number): number {
	let low = 0;
	let high = cells.length;
	while (low < high) {
		const middle = (low + high) >> 1;
		if ((cells[middle]?.end ?? 0) <= offset) low = middle + 1;
		else high = middle;
	}
	return cells[low]?.column ?? total;
}

/** The first column shown: the focus a third of the way in, unless the line's end is nearer. */
function windowStart(focused: { readonly from: number; readonly to: number }, total: number, width: number): number {
	const long = focused.to - focused.from > width / 2;
	return Math.max(0, Math.min(focused.from - (long ? 4 : Math.floor(width / 3)), total - width));
}

function cut(
	cells: readonly Cell[],
	first: number,
	width: number,
	cutLeft: boolean,
	cutRight: boolean,
): { readonly text: string; readonly shift: number } {
	const left = cutLeft && (first > 0 || cells.length > 0) ? ELLIPSIS : '';
	const start = first + left.length;
	const room = width - (cutRight ? 1 : 0);
	const shown = cells.filter(({ column, width: own }) => column >= start && column + own <= first + room);
	const gap = (shown[0]?.column ?? start) - start;
	const text = left + ' '.repeat(gap) + shown.map((cell) => cell.text).join('');
	return { text: cutRight ? text.trimEnd() + ELLIPSIS : text, shift: first };
}
