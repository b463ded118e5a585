import type { TextStyle } from '../text.ts';
import type { Style } from './paint.ts';
import { printable, widthOf } from './width.ts';
import { wrap } from './wrap.ts';

/** A key with its value and where that comes from, and what else there is to say. */
export interface Row {
	readonly key: string;
	readonly value: string;
	readonly accent?: Style | undefined;
	/** Beside the value where all of them fit, below it otherwise. */
	readonly origin: string;
	/** So short that it may stand behind the value: `service default`. */
	readonly brief?: boolean;
	/** Lines of their own below. */
	readonly details: readonly string[];
}

const INDENT = '  ';
const BELOW = '      ';
const GAP = '  ';
/** What a key column leaves for values and brief origins; longer keys have a line to themselves. */
const VALUE_ROOM = 26;
/** A value wider than this does not push the origins of all others to the right. */
const WIDEST_VALUE = 28;
/** Up to this width, values leave what may stand behind them aligned. */
const BRIEF_VALUE = 12;

/** Rows with their keys and values aligned; three columns where they all fit, else two with origins below. */
export function rowLines(rows: readonly Row[], { width, paint }: TextStyle): readonly string[] {
	const keyWidth = widest(rows.map(({ key }) => key).filter((key) => widthOf(key) <= width - VALUE_ROOM));
	const valueWidth = widest(rows.map(({ value }) => value).filter((value) => widthOf(value) <= WIDEST_VALUE));
	const before = INDENT.length + keyWidth + GAP.length;
	const briefs = rows.filter(({ brief }) => brief === true);
	const briefRoom = Math.min(BRIEF_VALUE, width - before - GAP.length - widest(briefs.map(({ origin }) => origin)));
	const briefWidth = widest(briefs.map(({ value }) => value).filter((value) => widthOf(value) <= briefRoom));
	const three = before + valueWidth + GAP.length + widest(rows.map(({ origin }) => origin)) <= width;
	return rows.flatMap((row) => {
		const origin = row.origin === '' ? [] : [row.origin];
		const head = keyAndValue(row, keyWidth, width, paint);
		const room = width - head.used - GAP.length;
		const beside = (three || row.brief === true) && widthOf(row.origin) <= room && row.origin !== '';
		const gap = ' '.repeat(Math.max(0, before + (three ? valueWidth : briefWidth) - head.used));
		const aligned = widthOf(gap) + widthOf(row.origin) <= room ? gap : '';
		const last = beside ? aligned + GAP + paint(printable(row.origin), 'dim') : undefined;
		const lines = [...head.lines.slice(0, -1), `${head.lines.at(-1) ?? ''}${last ?? ''}`];
		const below = [...(last === undefined ? origin : []), ...row.details].flatMap((text) =>
			wrap(printable(text), width - BELOW.length - 2),
		);
		return [...lines, ...below.map((line) => BELOW + paint(line, 'dim'))];
	});
}

/** A key and its value in their columns; what is too wide goes to lines of its own. */
function keyAndValue(
	{ key, value, accent }: Row,
	keyWidth: number,
	width: number,
	paint: TextStyle['paint'],
): { readonly lines: readonly string[]; readonly used: number } {
	const shown = printable(value);
	const painted = accent === undefined ? shown : paint(shown, accent);
	const column = INDENT.length + keyWidth + GAP.length;
	const name = INDENT + printable(key);
	if (column + widthOf(shown) > width) {
		const lines = wrap(shown, width - BELOW.length);
		return {
			lines: [name, ...lines.map((line) => BELOW + (accent === undefined ? line : paint(line, accent)))],
			used: BELOW.length + widthOf(lines.at(-1) ?? ''),
		};
	}
	if (widthOf(name) + GAP.length > column) return { lines: [name, ' '.repeat(column) + painted], used: column + widthOf(shown) };
	return { lines: [name + ' '.repeat(column - widthOf(name)) + painted], used: column + widthOf(shown) };
}

function widest(texts: readonly string[]): number {
	return texts.reduce((most, text) => Math.max(most, widthOf(text)), 0);
}
