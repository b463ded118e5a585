import type { Scalar } from 'yaml';
import { resolvePlain, resolveScalar } from './scalar.ts';

const ESCAPES: Readonly<Record<string, string>> = {
	'\0': '0',
	'\x07': 'a',
	'\b': 'b',
	'\t': 't',
	'\n': 'n',
	'\v': 'v',
	'\f': 'f',
	'\r': 'r',
	'\x1b': 'e',
	'"': '"',
	'\\': '\\',
	'\x85': 'N',
	'\xa0': '_',
	'\u2028': 'L',
	'\u2029': 'P',
};

/** A scalar inside a list or map as snakeyaml-engine 2.6 dumps it: plain where that says the same, else in single or double quotes. */
export function scalarFlowText(node: Scalar): string {
	const { kind, text } = resolveScalar(node);
	if (kind !== 'text') return text;
	if (needsEscapes(text)) return `"${[...text].map(escaped).join('')}"`;
	return isPlain(text) ? text : `'${text.replaceAll("'", "''")}'`;
}

/** Line breaks, and what cannot be printed. */
function needsEscapes(text: string): boolean {
	return /[^\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u.test(text);
}

function isPlain(text: string): boolean {
	if (/^(?:$|---|\.\.\.|[#,[\]{}&*!|>'"%@`?: ]|-(?: |$))| $/.test(text)) return false;
	return !/[,?[\]{}:]| #/.test(text) && resolvePlain(text).kind === 'text';
}

function escaped(char: string): string {
	const sign = ESCAPES[char];
	if (sign !== undefined) return `\\${sign}`;
	if (!needsEscapes(char)) return char;
	const code = (char.codePointAt(0) ?? 0).toString(16);
	return code.length <= 2 ? `\\x${code.padStart(2, '0')}` : `\\u${code.padStart(4, '0')}`;
}
