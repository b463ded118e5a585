import type { Range } from '../../model/range.ts';

/** An entry of a `.properties` file. */
interface PropertiesEntry {
	readonly key: string;
	readonly value: string;
	readonly keyRange: Range;
	/** Empty where the entry has no value; it ends before the line break of the entry's last line. */
	readonly valueRange: Range;
}

interface PropertiesComment {
	readonly range: Range;
	readonly text: string;
}

/** The entries and comments of a text as `java.util.Properties.load` reads them. */
export function readProperties(text: string): {
	readonly entries: readonly PropertiesEntry[];
	readonly comments: readonly PropertiesComment[];
} {
	const entries: PropertiesEntry[] = [];
	const comments: PropertiesComment[] = [];
	for (let at = text.charCodeAt(0) === 0xfeff ? 1 : 0; at < text.length; ) {
		const start = skipBlanks(text, at);
		const mark = text.charAt(start);
		if (mark === '#' || mark === '!') {
			const end = lineEnd(text, start);
			comments.push({
				range: { start, end },
				text: text
					.slice(start, end)
					.replace(/^[#!]+/, '')
					.trim(),
			});
			at = next(text, end);
			continue;
		}
		const end = entryEnd(text, start);
		if (end > start) entries.push(entryAt(text, start, end));
		at = next(text, end);
	}
	return { entries, comments };
}

function entryAt(text: string, start: number, end: number): PropertiesEntry {
	let at = start;
	for (; at < end && !/[=: \t\f\r\n]/.test(text.charAt(at)); at++) if (text.charAt(at) === '\\') at++;
	const keyEnd = Math.min(at, end);
	let from = skipBlanks(text, keyEnd, end);
	if (from < end && /[=:]/.test(text.charAt(from))) from = skipBlanks(text, from + 1, end);
	return {
		key: unescaped(text.slice(start, keyEnd)),
		value: unescaped(text.slice(from, end)),
		keyRange: { start, end: keyEnd },
		valueRange: { start: from, end },
	};
}

function skipBlanks(text: string, from: number, end = text.length): number {
	let at = from;
	while (at < end && /[ \t\f]/.test(text.charAt(at))) at++;
	return at;
}

function lineEnd(text: string, from: number): number {
	let at = from;
	while (at < text.length && text.charAt(at) !== '\n' && text.charAt(at) !== '\r') at++;
	return at;
}

/** A backslash before a line break joins the next line. */
function entryEnd(text: string, start: number): number {
	for (let at = start; at < text.length; at++) {
		const character = text.charAt(at);
		if (character === '\\') at += text.startsWith('\r\n', at + 1) ? 2 : 1;
		else if (character === '\n' || character === '\r') return at;
	}
	return text.length;
}

function next(text: string, end: number): number {
	return text.startsWith('\r\n', end) ? end + 2 : end + 1;
}

const ESCAPES: Readonly<Record<string, string>> = { t: '\t', n: '\n', r: '\r', f: '\f' };

function unescaped(text: string): string {
	if (!text.includes('\\')) return text;
	return text.replace(/\\(?:(\r\n|[\r\n])[ \t\f]*|u([0-9a-fA-F]{4})|(.)|$)/g, (_whole, eol?: string, hex?: string, other?: string) => {
		if (eol !== undefined) return '';
		if (hex !== undefined) return String.fromCharCode(Number.parseInt(hex, 16));
		return other === undefined ? '' : (ESCAPES[other] ?? other);
	});
}
