import { type Node, type ParseError, type ParseErrorCode, parseTree } from 'jsonc-parser';
import type { ParseProblem } from '../../model/document.ts';
import type { Range } from '../../model/range.ts';

/** A node of a JSON document; positions are those of the text as it was given. */
export type JsonNode = Node;

/** A JSON text as far as it can be read. */
interface JsonText {
	readonly root: JsonNode | undefined;
	/** Where it stops being JSON, first place only: one slip makes many. */
	readonly problem: ParseProblem | undefined;
	/** Templates that stand where a value would (`"Parallelism": ${PARALLELISM}`), by their offset: the node there holds no real value. */
	readonly templates: ReadonlyMap<number, string>;
}

/** Real documents have some ten levels; the parser needs stack for each. */
const DEEPEST = 500;

/** A marker outside any string: `${x}`, `#{x}`, `{{x}}`, `$X`, `<x>`. JSON has no such tokens. */
const TEMPLATE = /[$#]\{[^{}"\n]+\}|\{\{[^{}\n]+\}\}|\$[A-Za-z_]\w*|<[A-Za-z_][\w -]*>/y;

/** Reads JSON as strictly as AWS's clients do, and goes on after an error where it can. */
export function readJson(text: string): JsonText {
	const { masked, templates, tooDeep } = mask(text);
	if (tooDeep !== undefined)
		return { root: undefined, problem: { range: tooDeep, message: `it nests deeper than ${DEEPEST} levels` }, templates };
	const errors: ParseError[] = [];
	const root = parseTree(masked, errors, { disallowComments: true, allowTrailingComma: false });
	const first = errors[0];
	return { root, problem: first === undefined ? undefined : problemOf(first, text, root), templates };
}

interface Masked {
	/** The text with the same length, its templates and BOM replaced by what the parser takes. */
	readonly masked: string;
	readonly templates: ReadonlyMap<number, string>;
	readonly tooDeep: Range | undefined;
}

function mask(text: string): Masked {
	const templates = new Map<number, string>();
	const parts: string[] = [];
	let copied = 0;
	let depth = 0;
	for (let at = 0; at < text.length; at++) {
		const char = text[at];
		if (char === '"') at = endOfString(text, at);
		else if (char === '$' || char === '#' || char === '<' || (char === '{' && text[at + 1] === '{')) {
			const template = templateAt(text, at);
			if (template === undefined) continue;
			templates.set(at, template);
			parts.push(text.slice(copied, at), `"${'_'.repeat(template.length - 2)}"`);
			copied = at + template.length;
			at = copied - 1;
		} else if (char === '{' || char === '[') {
			if (++depth > DEEPEST) return { masked: '', templates, tooDeep: { start: at, end: at + 1 } };
		} else if (char === '}' || char === ']') depth--;
	}
	const masked = parts.join('') + text.slice(copied);
	return { masked: masked.startsWith('\uFEFF') ? ` ${masked.slice(1)}` : masked, templates, tooDeep: undefined };
}

function templateAt(text: string, at: number): string | undefined {
	TEMPLATE.lastIndex = at;
	return TEMPLATE.exec(text)?.[0];
}

/** The offset of the closing quote, or of the line's last character: JSON strings end on their line. */
function endOfString(text: string, start: number): number {
	for (let at = start + 1; at < text.length; at++) {
		const char = text[at];
		if (char === '\\') at++;
		else if (char === '"' || char === '\n' || char === '\r') return at;
	}
	return text.length;
}

/** What is wrong, by the parser's error code. The enum itself exists only at compile time. */
const MESSAGES: Readonly<Record<ParseErrorCode, string>> = {
	1: 'this is no JSON value',
	2: 'this is no JSON number',
	3: 'a property name in double quotes is missing here, such as after a trailing comma',
	4: 'a value is missing here',
	5: 'a colon is missing before this',
	6: 'a comma or a closing bracket is missing before this',
	7: 'a closing brace `}` is missing',
	8: 'a closing bracket `]` is missing',
	9: 'the JSON document ends before this, and nothing may follow it',
	10: "JSON has no comments, and AWS's clients reject them",
	11: "JSON has no comments, and AWS's clients reject them",
	12: 'the closing quote of this text is missing',
	13: 'this number is cut off',
	14: 'this `\\u` escape needs four hexadecimal digits',
	15: 'JSON knows no such escape',
	16: 'a control character must be escaped inside a text',
};

/** The document is over: whatever stands there, this is what is wrong with it. */
const AFTER_THE_END = 9;
const BRACE_MISSING = 7;

function problemOf(error: ParseError, text: string, root: JsonNode | undefined): ParseProblem {
	const start = Math.min(error.offset, text.length);
	const lineEnd = endOfLine(text, start);
	const end = Math.max(start, Math.min(start + error.length, lineEnd));
	const over = root !== undefined && root.length >= 0 && error.error !== BRACE_MISSING && error.offset >= root.offset + root.length;
	return { range: { start, end }, message: MESSAGES[over ? AFTER_THE_END : error.error] };
}

function endOfLine(text: string, from: number): number {
	const end = text.indexOf('\n', from);
	return end < 0 ? text.length : end;
}
