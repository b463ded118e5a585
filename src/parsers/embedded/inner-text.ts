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
type EscapeAt = (file: string, at: number) => { readonly length: number; readonly character: string } | undefined;

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

function decoded(file: string, start: number, end: number, escapeAt: EscapeAt): Pick<InnerText, 'text' | 'said'> {
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
	return fillers.length === 0 ? { text } : { text, said: (span) => without(text, fillers, span) };
}

/** A span's text without the fillers inside it; the fillers are sorted, and a value holds few of them. */
function without(text: string, fillers: readonly Range[], { start, end }: Range): string {
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
