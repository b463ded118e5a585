import type { TextEdit } from '../../model/finding.ts';
import type { Range } from '../../model/range.ts';
import type { JavaNode } from '../../parsers/java/node.ts';
import type { JavaSource } from '../../parsers/java/source.ts';

/** Where a statement may get a neighbour: a list of statements, not the single body of an `if` or a lambda. */
const LISTS: ReadonlySet<string> = new Set(['block', 'constructor_body', 'switch_block_statement_group', 'static_initializer']);

/** One replacement in a source. */
export function edit(source: JavaSource, range: Range, text: string): TextEdit {
	return { file: source.path, range: { start: range.start, end: range.end }, text };
}

/** An insertion at an offset. */
export function insertion(source: JavaSource, at: number, text: string): TextEdit {
	return edit(source, { start: at, end: at }, text);
}

/** Whether a statement stands in a list of statements, so that another can stand beside it. */
export function hasNeighbours(statement: JavaNode): boolean {
	return statement.parent !== undefined && LISTS.has(statement.parent.type);
}

/** The white space the line of an offset begins with. */
export function indentation(text: string, offset: number): string {
	const start = lineStart(text, offset);
	return /^[ \t]*/.exec(text.slice(start, offset))?.[0] ?? '';
}

/** The line break used around an offset: that of its own line, else of the line before, else `\n`. */
export function lineBreak(text: string, offset: number): string {
	const after = text.indexOf('\n', offset);
	const at = after < 0 ? text.lastIndexOf('\n', offset - 1) : after;
	return at > 0 && text[at - 1] === '\r' ? '\r\n' : '\n';
}

/** Where the line of an offset begins; a BOM belongs to no line. */
export function lineStart(text: string, offset: number): number {
	const start = text.lastIndexOf('\n', offset - 1) + 1;
	return start === 0 && text.startsWith('\uFEFF') ? 1 : start;
}

/** Adds a statement after another: on a line of its own where that one has its line, else beside it. */
export function statementAfter(source: JavaSource, statement: JavaNode, code: string): TextEdit {
	const { text } = source;
	const end = endOfOwnLine(text, statement);
	if (!isFirstOnLine(text, statement.start) || end === undefined) return insertion(source, statement.end, ` ${code}`);
	return insertion(source, end, `${lineBreak(text, statement.start)}${indentation(text, statement.start)}${code}`);
}

/** Adds statements before another, each on a line of its own where that one begins its line. */
export function statementsBefore(source: JavaSource, statement: JavaNode, codes: readonly string[]): TextEdit {
	const { text } = source;
	const gap = isFirstOnLine(text, statement.start) ? `${lineBreak(text, statement.start)}${indentation(text, statement.start)}` : ' ';
	return insertion(source, statement.start, codes.map((code) => `${code}${gap}`).join(''));
}

/** Deletes a statement, with its line and the comment at the line's end where it has the line to itself. */
export function withoutStatement(source: JavaSource, statement: JavaNode): TextEdit {
	const { text } = source;
	const end = endOfOwnLine(text, statement);
	const start = lineStart(text, statement.start);
	if (isFirstOnLine(text, statement.start) && end !== undefined) {
		const next = text.indexOf('\n', end);
		return edit(source, { start, end: next < 0 ? end : next + 1 }, '');
	}
	if (text[statement.end] === ' ') return edit(source, { start: statement.start, end: statement.end + 1 }, '');
	const from = text[statement.start - 1] === ' ' ? statement.start - 1 : statement.start;
	return edit(source, { start: from, end: statement.end }, '');
}

/** Whether nothing but white space stands before an offset on its line. */
export function isFirstOnLine(text: string, offset: number): boolean {
	return indentation(text, offset).length === offset - lineStart(text, offset);
}

/** Where the line of a statement's end ends, if nothing but a comment follows the statement there. */
function endOfOwnLine(text: string, statement: Range): number | undefined {
	const next = text.indexOf('\n', statement.end);
	const stop = next < 0 ? text.length : next;
	const end = text[stop - 1] === '\r' ? stop - 1 : stop;
	const rest = text.slice(statement.end, end);
	return /^[ \t]*(?:\/\/.*)?$/.test(rest) || /^[ \t]*\/\*[^*]*\*\/[ \t]*$/.test(rest) ? Math.max(end, statement.end) : undefined;
}
