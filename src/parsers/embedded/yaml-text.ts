import type { Scalar } from 'yaml';
import { doubleQuoted, type InnerText, lines, oneLine, singleQuoted } from './inner-text.ts';

/**
 * The text a YAML scalar holds, at the length it has in the file; undefined for a node without a place.
 * @param file the file's own text, templates included; the node's range counts in it
 */
export function yamlScalarText(file: string, node: Scalar): InnerText | undefined {
	const [start, end] = node.range ?? [];
	if (start === undefined || end === undefined) return undefined;
	switch (node.type) {
		case 'BLOCK_LITERAL':
			return blockText(file, start, end, false);
		case 'BLOCK_FOLDED':
			return blockText(file, start, end, true);
		case 'QUOTE_DOUBLE':
			return doubleQuoted(file, start + 1, end - 1);
		case 'QUOTE_SINGLE':
			return singleQuoted(file, start + 1, end - 1);
		default:
			return plainText(file, start, end);
	}
}

/** What the first line begins with that is neither empty nor a template's own. */
const INDENT = /^(?:[ \t]*(?:\{[{%][^\n]*|<%[^\n]*)?\r?\n)*([ ]*)/;

/** A block scalar begins on the line below its `|` or `>`. */
function blockText(file: string, header: number, end: number, folded: boolean): InnerText | undefined {
	const first = file.indexOf('\n', header) + 1;
	if (first === 0 || first > end) return undefined;
	const indent = INDENT.exec(file.slice(first, end))?.[1] ?? '';
	const inner = lines(file, first, endWithTemplates(file, end, indent.length), indent);
	if (!folded) return inner;
	const joining = { start: header, end: header + 1 };
	return { ...inner, text: unfolded(inner.text, indent), encode: (text) => (/[\r\n]/.test(text) ? undefined : text), folded: joining };
}

/** A line of nothing but templates, or an empty one. */
const TEMPLATES_ONLY = /[ \t]*(?:\{\{(?:[^\n}]|\}(?!\}))*\}\}[ \t]*)*(?:\r?\n|$)/y;

/** A template that stands at the margin may write lines of the block above it: it says how far it indents them. */
function endWithTemplates(file: string, end: number, indent: number): number {
	let last = end;
	TEMPLATES_ONLY.lastIndex = end;
	for (let at = end; at < file.length && TEMPLATES_ONLY.test(file); at = TEMPLATES_ONLY.lastIndex) {
		const stated = /\bn?indent\s*\(?\s*(\d+)/.exec(file.slice(at, TEMPLATES_ONLY.lastIndex))?.[1];
		if (Number(stated ?? -1) >= Math.max(1, indent)) last = TEMPLATES_ONLY.lastIndex;
	}
	return last;
}

/** `>` makes one line of neighbouring lines, unless one of them is empty or indented deeper. */
function unfolded(text: string, indent: string): string {
	return text.replace(/(\r?\n)([ ]*)(?=[^\s])/g, (whole, eol: string, margin: string, at: number) => {
		const before = text.slice(text.lastIndexOf('\n', at - 1) + 1, at);
		const plain = before.trim() !== '' && !/^[ \t]/.test(before.slice(indent.length)) && margin === indent;
		return plain ? ' '.repeat(eol.length) + margin : whole;
	});
}

/** A plain scalar of several lines is one line for whoever reads it. */
function plainText(file: string, start: number, end: number): InnerText {
	const inner = oneLine(file, start, end);
	return { ...inner, text: inner.text.replace(/[\r\n]/g, ' ') };
}
