import { addTo } from '../../model/groups.ts';
import type { Range } from '../../model/range.ts';
import type { Source } from '../source.ts';
import { type DisplayLine, displayLine } from './display-line.ts';
import type { Paint, Style } from './paint.ts';
import { printable, widthOf } from './width.ts';

/** A place to point at. */
export interface Mark {
	readonly range: Range;
	/** A few words behind the carets. */
	readonly label: string | undefined;
	readonly primary: boolean;
}

/** How a frame is drawn. */
export interface FrameStyle {
	/** Columns of the line numbers. */
	readonly numberWidth: number;
	/** Columns of the terminal. */
	readonly width: number;
	readonly paint: Paint;
	/** Colour of the primary carets. */
	readonly accent: Style;
}

/**
 * The lines that marks of one file begin on, with carets under the primary place and dashes under the others,
 * `...` between lines that do not follow each other, and empty gutters above and below.
 */
export function codeFrame(source: Source, marks: readonly Mark[], style: FrameStyle): readonly string[] {
	const { paint, numberWidth } = style;
	const empty = `${' '.repeat(numberWidth + 2)}${paint('|', 'blue')}`;
	const rows: string[] = [empty];
	let previous: number | undefined;
	for (const [line, own] of byLine(source, marks)) {
		if (previous !== undefined && line > previous + 1) rows.push(`${' '.repeat(numberWidth + 2)}${paint('...', 'blue')}`);
		rows.push(...markedLine(source, line, own, style));
		previous = line;
	}
	return [...rows, empty];
}

/** Columns that the line numbers of marks need. */
export function numberWidthOf(lines: Iterable<number>): number {
	// No spread: a key that a file states a hundred thousand times has as many marks, more than a call takes arguments.
	let last = 1;
	for (const line of lines) last = Math.max(last, line);
	return String(last).length;
}

function byLine(source: Source, marks: readonly Mark[]): readonly (readonly [number, readonly Mark[]])[] {
	const lines = new Map<number, Mark[]>();
	for (const mark of marks) {
		const line = source.lines.lineAt(mark.range.start);
		addTo(lines, line, mark);
	}
	return [...lines].sort(([a], [b]) => a - b);
}

function markedLine(source: Source, line: number, marks: readonly Mark[], style: FrameStyle): readonly string[] {
	const { paint, numberWidth } = style;
	const primaryFirst = marks.toSorted((a, b) => Number(b.primary) - Number(a.primary) || a.range.start - b.range.start);
	const room = Math.max(20, style.width - numberWidth - 4);
	const focus = primaryFirst[0]?.range ?? { start: 0, end: 0 };
	const shown = displayLine(source, line, focus, room);
	const gutter = `${' '.repeat(numberWidth + 2)}${paint('|', 'blue')} `;
	const code = ` ${paint(`${String(line).padStart(numberWidth)} |`, 'blue')} ${shown.text}`.trimEnd();
	return [code, ...primaryFirst.flatMap((mark) => caretRows(mark, shown, room, style).map((row) => gutter + row))];
}

/** The carets with their label behind them, or below where it does not fit. */
function caretRows(mark: Mark, shown: DisplayLine, room: number, { paint, accent }: FrameStyle): readonly string[] {
	const { from, to } = shown.columns(mark.range);
	const styles: readonly Style[] = mark.primary ? [accent, 'bold'] : ['blue', 'bold'];
	const carets = ' '.repeat(from) + paint((mark.primary ? '^' : '-').repeat(to - from), ...styles);
	const label = mark.label === undefined ? '' : printable(mark.label);
	if (label === '') return [carets];
	const width = widthOf(label);
	if (to + 1 + width <= room) return [`${carets} ${paint(label, ...styles)}`];
	return [carets, ' '.repeat(Math.max(0, Math.min(from, room - width))) + paint(label, ...styles)];
}
