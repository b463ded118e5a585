import type { Range } from '../../model/range.ts';

/**
 * A text inside another one, decoded to the same length: an escape becomes its character after as many blanks as it is longer,
 * so every offset of the inner text, moved by `start`, is the offset in the file.
 */
export interface InnerText {
	/** Offset in the file of the first unit of `text`. */
	readonly start: number;
	readonly text: string;
	/** A text as the file must spell it there, or undefined where it cannot be spelled. */
	readonly encode: (text: string) => string | undefined;
	/** What a span of `text` says without the blanks that keep its length; absent where nothing is escaped. */
	readonly said?: (span: Range) => string;
	/** Where the escape begins whose character stands at an offset of `text`, or the offset itself: no edit may begin or end inside one. */
	readonly escapeAt?: (offset: number) => number;
	/** The sign in the file, `>`, that joins the lines of the text. */
	readonly folded?: Range;
}

/** A text without its first units, such as `NAME=`. */
export function without(inner: InnerText, before: number): InnerText {
	const { said, escapeAt } = inner;
	return {
		...inner,
		start: inner.start + before,
		text: inner.text.slice(before),
		...(said === undefined ? {} : { said: ({ start, end }) => said({ start: start + before, end: end + before }) }),
		...(escapeAt === undefined ? {} : { escapeAt: (offset) => escapeAt(offset + before) - before }),
	};
}

/**
 * Lines that stand in the file as they are, such as a block scalar's.
 * @param indent what every line of it must begin with
 */
export function lines(file: string, start: number, end: number, indent: string): InnerText {
	return { start, text: file.slice(start, end), encode: (text) => indented(text, indent) };
}

/** Text that holds a line break is whole lines: each begins with the indentation. */
function indented(text: string, indent: string): string {
	if (!/[\r\n]/.test(text)) return text;
	return text.replace(
		/(^|[\r\n])([^\r\n]+)/g,
		(_whole, before: string, line: string) => `${before}${line.startsWith(indent) ? '' : indent}${line}`,
	);
}

/** The inside of a one-line text that has no escapes and cannot hold a line break. */
export function oneLine(file: string, start: number, end: number): InnerText {
	return { start, text: file.slice(start, end), encode: (text) => (/[\r\n]/.test(text) ? undefined : text) };
}

/** What an escape stands for: its length in the file and its character. */
export type EscapeAt = (file: string, at: number) => { readonly length: number; readonly character: string } | undefined;

/** The inside of double quotes, as JSON and YAML spell it; real line breaks inside are what YAML folds into a blank. */
export function doubleQuoted(file: string, start: number, end: number): InnerText {
	return { start, ...decoded(file, start, end, jsonEscape), encode: (text) => JSON.stringify(text).slice(1, -1) };
}

/** The inside of single quotes, as YAML spells it: a quote is doubled. */
export function singleQuoted(file: string, start: number, end: number): InnerText {
	const escapeAt: EscapeAt = (text, at) => {
		if (text.startsWith("''", at)) return { length: 2, character: "'" };
		return text.charAt(at) === '\n' ? { length: 1, character: ' ' } : undefined;
	};
	return {
		start,
		...decoded(file, start, end, escapeAt),
		encode: (text) => (/[\r\n]/.test(text) ? undefined : text.replaceAll("'", "''")),
	};
}

/** A span of a file with each escape as its character, at the same length. */
export function decoded(file: string, start: number, end: number, escapeAt: EscapeAt): Pick<InnerText, 'text' | 'said' | 'escapeAt'> {
	const parts: string[] = [];
	const fillers: Range[] = [];
	let copied = start;
	for (let at = start; at < end; ) {
		const found = escapeAt(file, at);
		if (found === undefined) {
			at++;
			continue;
		}
		const length = Math.min(found.length, end - at);
		const filler = Math.max(0, length - found.character.length);
		parts.push(file.slice(copied, at), ' '.repeat(filler), found.character.slice(0, length));
		if (filler > 0) fillers.push({ start: at - start, end: at - start + filler });
		at += length;
		copied = at;
	}
	parts.push(file.slice(copied, end));
	const text = parts.join('');
	if (fillers.length === 0) return { text };
	return { text, said: (span) => withoutFillers(text, fillers, span), escapeAt: (offset) => fillerBefore(fillers, offset) };
}

/** A span's text without the fillers inside it; the fillers are sorted, and a value holds few of them. */
function withoutFillers(text: string, fillers: readonly Range[], { start, end }: Range): string {
	const parts: string[] = [];
	let at = start;
	for (let index = firstFrom(fillers, start); index < fillers.length; index++) {
		const filler = fillers[index];
		if (filler === undefined || filler.start >= end) break;
		parts.push(text.slice(at, filler.start));
		at = filler.end;
	}
	return parts.join('') + text.slice(at, end);
}

/** The start of the filler that holds an offset or ends at it, or the offset itself. */
function fillerBefore(fillers: readonly Range[], offset: number): number {
	const filler = fillers[firstFrom(fillers, offset) - 1];
	return filler !== undefined && offset <= filler.end ? filler.start : offset;
}

function firstFrom(fillers: readonly Range[], start: number): number {
	let low = 0;
	let high = fillers.length;
	while (low < high) {
		const middle = (low + high) >> 1;
		if ((fillers[middle]?.start ?? 0) < start) low = middle + 1;
		else high = middle;
	}
	return low;
}

const SIMPLE: Readonly<Record<string, string>> = {
	n: '\n',
	r: '\r',
	t: '\t',
	b: ' ',
	f: ' ',
	'"': '"',
	'/': '/',
	'\\': '\\',
	' ': ' ',
};

function jsonEscape(file: string, at: number): { readonly length: number; readonly character: string } | undefined {
	const character = file.charAt(at);
	if (character === '\n' || character === '\r') return { length: 1, character: ' ' };
	if (character !== '\\') return undefined;
	const next = file.charAt(at + 1);
	const hex = next === 'u' ? /^[0-9a-fA-F]{4}/.exec(file.slice(at + 2, at + 6)) : null;
	if (hex !== null) return { length: 6, character: String.fromCharCode(Number.parseInt(hex[0], 16)) };
	return { length: 2, character: SIMPLE[next] ?? next };
}
