import type { Insertion } from '../../model/change.ts';
import type { ConfigDocument } from '../../model/document.ts';
import type { TextEdit } from '../../model/finding.ts';
import type { Setting } from '../../model/setting.ts';
import { javaTrim } from '../../model/syntax/java-text.ts';
import { sameValue, type TypedValue } from '../../model/value.ts';
import { parseFlinkConf } from '../../parsers/flink-conf/flink-conf.ts';
import type { Editor } from '../editor.ts';
import { asLine, lineBreak, lineStart, nextLine, separatorOf, wholeLines } from '../line-layout.ts';
import { neighboursOf, writtenValue } from '../written-value.ts';

/** Writes changes into a legacy flink-conf.yaml, line by line. */
export const flinkConfEditor: Editor = { setValue, insert, remove, rename, verify };

function setValue(document: ConfigDocument, setting: Setting, value: TypedValue): readonly TextEdit[] | undefined {
	if (setting.valueRange === undefined) return undefined;
	if (setting.value.kind === 'known' && sameValue(setting.value.value, value)) return [];
	const text = writtenValue(value, neighboursOf(document.settings, setting));
	return isWritable(text) ? [{ file: document.path, range: setting.valueRange, text }] : undefined;
}

function insert(document: ConfigDocument, { key, value, after }: Insertion): readonly TextEdit[] | undefined {
	const existing = document.settings.findLast((setting) => setting.key === key);
	if (existing !== undefined) return setValue(document, existing, value);
	const neighbour =
		after === undefined
			? document.settings.at(-1)
			: (document.settings.find((setting) => setting.range.start === after.range.start) ?? after);
	const written = writtenValue(value, neighboursOf(document.settings, neighbour));
	if (!isWritable(written) || !isWritableKey(key)) return undefined;
	const { text, path } = document;
	const at = neighbour === undefined ? text.length : nextLine(text, neighbour.range.end);
	const indent =
		neighbour === undefined ? '' : text.slice(lineStart(text, neighbour.range.start), neighbour.nameRange.start).replace(/\ufeff/g, '');
	const line = `${indent}${key}${separatorOf(text, neighbour)}${written}`;
	const eol = lineBreak(text, neighbour?.range.end ?? 0);
	// On the first line the BOM would become part of the key.
	const behindBom = at === 1 && text.charCodeAt(0) === 0xfeff;
	return [{ file: path, range: { start: at, end: at }, text: behindBom ? `${eol}${line}${eol}` : asLine(text, at, line, eol) }];
}

function remove(document: ConfigDocument, setting: Setting): readonly TextEdit[] | undefined {
	return [{ file: document.path, range: wholeLines(document.text, setting.range), text: '' }];
}

function rename(document: ConfigDocument, setting: Setting, key: string): readonly TextEdit[] | undefined {
	if (key === setting.key) return [];
	return isWritableKey(key) ? [{ file: document.path, range: setting.nameRange, text: key }] : undefined;
}

/** The line parser has no quotes and no escapes: what it would cut or trim cannot be written. */
function isWritable(text: string): boolean {
	return text !== '' && !/[#\r\n]/.test(text) && javaTrim(text) === text;
}

function isWritableKey(key: string): boolean {
	return isWritable(key) && !key.includes(': ') && !key.endsWith(':');
}

async function verify(before: string, after: string): Promise<string | undefined> {
	const old = parseFlinkConf('', before);
	const rewritten = parseFlinkConf('', after);
	const problem = rewritten.problems.length > old.problems.length ? rewritten.problems[0]?.message : undefined;
	if (problem !== undefined) return problem;
	const dropped = (document: ConfigDocument): number => document.notes.filter((note) => note.kind === 'dropped-line').length;
	return dropped(rewritten) > dropped(old) ? 'Flink would drop a line that it read before' : undefined;
}
