import { type Cursor, END, isBlankOrEnd, isLineEnd, LINE_FEED, SPACE, TAB } from './cursor.ts';
import type { Token } from './token.ts';
import { Unreadable } from './unreadable.ts';

const ESCAPES: Readonly<Record<string, string>> = {
	'0': '\0',
	a: '\x07',
	b: '\b',
	t: '\t',
	n: '\n',
	v: '\v',
	f: '\f',
	r: '\r',
	e: '\x1b',
	' ': ' ',
	'"': '"',
	'/': '/',
	'\\': '\\',
	N: '\x85',
	_: '\xa0',
	L: '\u2028',
	P: '\u2029',
};
const HEX_DIGITS: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 };

/** A plain scalar, and whether a line break was read behind it: a key may follow then. */
interface PlainScalar {
	readonly token: Token;
	readonly broke: boolean;
}

/** Reads a plain scalar, which may go on over several lines. */
export function scanPlain(cursor: Cursor, inFlow: boolean, indent: number): PlainScalar {
	const start = cursor.at;
	let end = start;
	let text = '';
	let blanks = '';
	let broke = false;
	while (cursor.peek() !== 0x23) {
		const length = plainLength(cursor, inFlow);
		if (length === 0) break;
		broke = false;
		text += blanks + cursor.take(length);
		end = cursor.at;
		const gap = plainGap(cursor);
		broke = gap.broke;
		blanks = gap.text;
		if (blanks === '' || (!inFlow && cursor.column <= indent)) break;
	}
	return { token: { kind: 'scalar', start, end, text, style: 'PLAIN' }, broke };
}

function plainLength(cursor: Cursor, inFlow: boolean): number {
	for (let length = 0; ; length++) {
		const code = cursor.peek(length);
		if (isBlankOrEnd(code)) return length;
		if (inFlow && isFlowSign(code)) return length;
		if (code !== 0x3a) continue;
		const next = cursor.peek(length + 1);
		if (isBlankOrEnd(next) || (inFlow && isFlowSign(next))) return length;
	}
}

/** `,`, `[`, `]`, `{`, `}` */
function isFlowSign(code: number): boolean {
	return code === 0x2c || code === 0x5b || code === 0x5d || code === 0x7b || code === 0x7d;
}

/** What stands between two parts of a plain scalar, folded; empty where it ends. */
function plainGap(cursor: Cursor): { readonly text: string; readonly broke: boolean } {
	const from = cursor.at;
	cursor.skip(isBlank);
	const blanks = cursor.text.slice(from, cursor.at);
	const first = cursor.lineBreak();
	if (first === undefined) return { text: blanks, broke: false };
	let breaks = '';
	while (!atSeparator(cursor)) {
		cursor.skipSpaces();
		const next = cursor.lineBreak();
		if (next === undefined) return { text: folded(first, breaks), broke: true };
		breaks += next;
	}
	return { text: '', broke: true };
}

function folded(first: string, breaks: string): string {
	if (first !== '\n') return first + breaks;
	return breaks === '' ? ' ' : breaks;
}

/** Flink's reader ends a plain scalar at any line that begins with `---`, and at one that begins with `...` and a blank. */
function atSeparator(cursor: Cursor): boolean {
	return cursor.startsWith('---') || (cursor.startsWith('...') && isBlankOrEnd(cursor.peek(3)));
}

/** Reads a scalar in single or double quotes. */
export function scanQuoted(cursor: Cursor): Token {
	const start = cursor.at;
	const quote = cursor.peek();
	const double = quote === 0x22;
	const parts: string[] = [];
	cursor.forward();
	for (;;) {
		quotedText(cursor, double, start, parts);
		if (cursor.peek() === quote && cursor.at < cursor.text.length) break;
		quotedGap(cursor, start, parts);
	}
	cursor.forward();
	return { kind: 'scalar', start, end: cursor.at, text: parts.join(''), style: double ? 'QUOTE_DOUBLE' : 'QUOTE_SINGLE' };
}

function quotedText(cursor: Cursor, double: boolean, start: number, parts: string[]): void {
	for (;;) {
		const from = cursor.at;
		cursor.skip((code) => !isBlankOrEnd(code) && code !== 0x27 && code !== 0x22 && code !== 0x5c);
		if (cursor.at > from) parts.push(cursor.text.slice(from, cursor.at));
		const code = cursor.peek();
		if (!double && code === 0x27 && cursor.peek(1) === 0x27) {
			parts.push("'");
			cursor.forward(2);
		} else if (double ? code === 0x27 : code === 0x22 || code === 0x5c) parts.push(cursor.take(1));
		else if (double && code === 0x5c) parts.push(escaped(cursor, start));
		else return;
	}
}

function escaped(cursor: Cursor, start: number): string {
	const slash = cursor.at;
	cursor.forward();
	const sign = cursor.text.charAt(cursor.at);
	const simple = ESCAPES[sign];
	if (simple !== undefined) {
		cursor.forward();
		return simple;
	}
	const digits = HEX_DIGITS[sign];
	if (digits !== undefined) return hexadecimal(cursor, digits, slash, start);
	if (cursor.lineBreak() !== undefined) return quotedBreaks(cursor, start);
	throw new Unreadable(`YAML knows no escape \`\\${sign}\``, { start: slash, end: Math.min(slash + 2, cursor.text.length) }, start);
}

function hexadecimal(cursor: Cursor, digits: number, slash: number, start: number): string {
	cursor.forward();
	const hex = cursor.text.slice(cursor.at, cursor.at + digits);
	const code = Number.parseInt(hex, 16);
	// Java takes what the text's end leaves over, and eight digits only up to its largest int.
	if (hex === '' || /[^0-9A-Fa-f]/.test(hex) || code > 0x10ffff)
		throw new Unreadable('the escape is no character', { start: slash, end: Math.min(cursor.at + digits, cursor.text.length) }, start);
	cursor.forward(digits);
	return String.fromCodePoint(code);
}

function quotedGap(cursor: Cursor, start: number, parts: string[]): void {
	const from = cursor.at;
	cursor.skip(isBlank);
	const blanks = cursor.text.slice(from, cursor.at);
	if (cursor.peek() === END) throw new Unreadable('the quote that opens here is never closed', { start, end: start + 1 });
	const first = cursor.lineBreak();
	parts.push(first === undefined ? blanks : folded(first, quotedBreaks(cursor, start)));
}

function quotedBreaks(cursor: Cursor, start: number): string {
	let breaks = '';
	for (;;) {
		if ((cursor.startsWith('---') || cursor.startsWith('...')) && isBlankOrEnd(cursor.peek(3)))
			throw new Unreadable('a document ends inside quotes', { start: cursor.at, end: cursor.at + 3 }, start);
		cursor.skip(isBlank);
		const next = cursor.lineBreak();
		if (next === undefined) return breaks;
		breaks += next;
	}
}

interface BlockHeader {
	readonly chomping: string;
	readonly increment: number | undefined;
}

/** Reads a scalar in block style, whose text is indented deeper than `indent`; its end is where the next line begins. */
export function scanBlock(cursor: Cursor, indent: number, comment: () => void): Token {
	const start = cursor.at;
	const folds = cursor.take(1) === '>';
	const { chomping, increment } = blockHeader(cursor, start);
	cursor.skipSpaces();
	if (cursor.peek() === 0x23) comment();
	const rest = cursor.here();
	if (cursor.lineBreak() === undefined && cursor.peek() !== END)
		throw new Unreadable(`only a comment may follow \`${folds ? '>' : '|'}\` on its line`, rest, start);
	const least = Math.max(indent + 1, 1);
	const lead = increment === undefined ? leadingBreaks(cursor) : undefined;
	const column = lead === undefined ? least + (increment ?? 1) - 1 : Math.max(least, lead.deepest);
	let { breaks, end } = lead ?? blockBreaks(cursor, column);
	if (cursor.column < column && cursor.column !== indent)
		throw new Unreadable('the text of the block is indented less than the empty lines before it', cursor.here(), start);
	const parts: string[] = [];
	let lastBreak = '';
	while (cursor.column === column && cursor.peek() !== END) {
		parts.push(breaks);
		const flush = !isBlank(cursor.peek());
		const from = cursor.at;
		cursor.skipLine();
		parts.push(cursor.text.slice(from, cursor.at));
		lastBreak = cursor.lineBreak() ?? '';
		({ breaks, end } = blockBreaks(cursor, column));
		if (cursor.column !== column || cursor.peek() === END) break;
		if (!folds || lastBreak !== '\n' || !flush || isBlank(cursor.peek())) parts.push(lastBreak);
		else if (breaks === '') parts.push(' ');
	}
	if (chomping !== '-') parts.push(lastBreak);
	if (chomping === '+') parts.push(breaks);
	return { kind: 'scalar', start, end, text: parts.join(''), style: folds ? 'BLOCK_FOLDED' : 'BLOCK_LITERAL' };
}

function blockHeader(cursor: Cursor, start: number): BlockHeader {
	const [written, before = '', digit = '', after = ''] = /^([-+]?)(\d?)([-+]?)/.exec(cursor.text.slice(cursor.at, cursor.at + 3)) ?? [''];
	const header = before !== '' || digit === '' ? `${before}${digit}` : `${digit}${after}`;
	if (digit === '0') throw new Unreadable('the indentation of a block is 1 to 9', cursor.here(), start);
	cursor.forward(header.length);
	if (cursor.peek() !== SPACE && !isLineEnd(cursor.peek()))
		throw new Unreadable(
			`only a comment may follow \`${cursor.text.slice(start, start + 1)}${written}\` on its line`,
			cursor.here(),
			start,
		);
	return { chomping: before === '' ? after : before, increment: digit === '' ? undefined : Number(digit) };
}

interface Breaks {
	readonly breaks: string;
	/** Behind the last line break. */
	readonly end: number;
}

/** The empty lines before a block's first line, and the deepest column that its blanks reach. */
function leadingBreaks(cursor: Cursor): Breaks & { readonly deepest: number } {
	const parts: string[] = [];
	let deepest = 0;
	let end = cursor.at;
	for (;;) {
		const code = cursor.peek();
		if (code === SPACE) {
			cursor.forward();
			deepest = Math.max(deepest, cursor.column);
		} else if (code === LINE_FEED || code === 13) {
			parts.push(cursor.lineBreak() ?? '');
			end = cursor.at;
		} else return { breaks: parts.join(''), end, deepest };
	}
}

/** The empty lines between a block's lines; the blanks of an indentation are read up to `column`. */
function blockBreaks(cursor: Cursor, column: number): Breaks {
	const parts: string[] = [];
	let end = cursor.at;
	for (;;) {
		while (cursor.column < column && cursor.peek() === SPACE) cursor.forward();
		const next = cursor.lineBreak();
		if (next === undefined) return { breaks: parts.join(''), end };
		parts.push(next);
		end = cursor.at;
	}
}

function isBlank(code: number): boolean {
	return code === SPACE || code === TAB;
}
