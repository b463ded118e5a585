import type { Insertion } from '../../model/change.ts';
import type { ConfigDocument } from '../../model/document.ts';
import type { TextEdit } from '../../model/finding.ts';
import type { Setting } from '../../model/setting.ts';
import type { Editor } from '../editor.ts';
import { lineEnd, lineStart, wholeLines } from '../line-layout.ts';
import { commandLineEditor } from './command-line-editor.ts';

/** Writes changes into the arguments of a container: a command's words, or the items of a YAML list. */
export const argumentsEditor: Editor = { ...commandLineEditor, insert, remove };

/** An item of a list, with its quotes. */
interface Item {
	readonly start: number;
	readonly end: number;
	readonly block: boolean;
}

function insert(document: ConfigDocument, insertion: Insertion): readonly TextEdit[] | undefined {
	const edits = commandLineEditor.insert(document, insertion, undefined);
	const existing = document.settings.some(({ key }) => key === insertion.key);
	const [edit] = edits ?? [];
	if (existing || edit === undefined) return edits;
	const beside = document.settings.find(({ range }) => range.end === edit.range.start);
	const item = beside === undefined ? undefined : itemAround(document.text, beside);
	if (item === undefined) return edits;
	const { text, path } = document;
	const quote = /["']/.exec(text.charAt(item.start))?.[0] ?? '';
	const word = `${quote}${edit.text.trim()}${quote}`;
	// `-D` and its option are two items.
	if (/\s/.test(word)) return undefined;
	const gap = item.block ? text.slice(lineBreakBefore(text, item.start), item.start) : `,${gapAfterComma(text, item.start)}`;
	return [{ file: path, range: { start: item.end, end: item.end }, text: `${gap}${word}` }];
}

function remove(document: ConfigDocument, setting: Setting): readonly TextEdit[] | undefined {
	const { text, path } = document;
	const item = itemAround(text, setting);
	if (item === undefined) return commandLineEditor.remove(document, setting);
	if (item.block) return [{ file: path, range: wholeLines(text, item), text: '' }];
	const before = /,\s*$/.exec(text.slice(Math.max(0, item.start - 200), item.start))?.[0].length;
	return before === undefined ? undefined : [{ file: path, range: { start: item.start - before, end: item.end }, text: '' }];
}

/** The list item that an argument is all of; undefined where it is one of a command's words. */
function itemAround(text: string, { range }: Setting): Item | undefined {
	const quote = text.charAt(range.start - 1);
	const quoted = (quote === '"' || quote === "'") && text.charAt(range.end) === quote;
	const start = quoted ? range.start - 1 : range.start;
	const end = quoted ? range.end + 1 : range.end;
	const before = text.slice(lineStart(text, start), start);
	const after = text.slice(end, lineEnd(text, end));
	if (/^[ ]*(?:-[ ]+)+$/.test(before) && /^[ \t]*(?:#.*)?$/.test(after)) return { start, end, block: true };
	const flow = /(?:\[|,)[ ]*$/.test(before) || (/^[ ]*$/.test(before) && /[[,]\s*$/.test(text.slice(Math.max(0, start - 200), start)));
	return flow && /^[ ]*(?:,|\]|$)/.test(after) ? { start, end, block: false } : undefined;
}

function lineBreakBefore(text: string, offset: number): number {
	const start = lineStart(text, offset);
	return text.charAt(start - 2) === '\r' ? start - 2 : start - 1;
}

function gapAfterComma(text: string, offset: number): string {
	return /,(\s*)$/.exec(text.slice(Math.max(0, offset - 200), offset))?.[1] ?? ' ';
}
