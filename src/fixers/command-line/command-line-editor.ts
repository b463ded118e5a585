import type { Insertion } from '../../model/change.ts';
import type { ConfigDocument } from '../../model/document.ts';
import type { TextEdit } from '../../model/finding.ts';
import type { Setting } from '../../model/setting.ts';
import { sameValue, type TypedValue } from '../../model/value.ts';
import type { Editor } from '../editor.ts';
import { lineStart } from '../line-layout.ts';
import { neighboursOf, writtenValue } from '../written-value.ts';

/** Writes changes into the arguments of a command. */
export const commandLineEditor: Editor = { setValue, insert, remove, rename };

function setValue(document: ConfigDocument, setting: Setting, value: TypedValue): readonly TextEdit[] | undefined {
	if (setting.valueRange === undefined) return undefined;
	if (setting.value.kind === 'known' && sameValue(setting.value.value, value)) return [];
	const text = word(value, document, setting);
	return text === undefined ? undefined : [{ file: document.path, range: setting.valueRange, text }];
}

/** One word without quotes: blanks before a unit are left out, anything a shell would take for its own is not written. */
function word(value: TypedValue, { settings }: ConfigDocument, beside: Setting | undefined): string | undefined {
	const written = writtenValue(value, neighboursOf(settings, beside));
	const text = value.type === 'duration' || value.type === 'memory' ? written.replace(/\s/g, '') : written;
	return /^[\w.:/,+=@%-]+$/.test(text) ? text : undefined;
}

function insert(document: ConfigDocument, { key, value, after }: Insertion): readonly TextEdit[] | undefined {
	const existing = document.settings.findLast((setting) => setting.key === key);
	if (existing !== undefined) return setValue(document, existing, value);
	const beside = after ?? document.settings.at(-1);
	const sample = beside === undefined ? undefined : document.settings.find(({ range }) => range.start === beside.range.start);
	const text = word(value, document, sample);
	if (sample === undefined || text === undefined || sample.name !== sample.key) return undefined;
	const flag = document.text.slice(sample.range.start, sample.nameRange.start);
	if (!/^-y?D ?$/.test(flag)) return undefined;
	const at = sample.range.end;
	return [{ file: document.path, range: { start: at, end: at }, text: `${gapBefore(document.text, sample)}${flag}${key}=${text}` }];
}

/** What stands before the sample: its own line of a command that goes on over lines, else a blank. */
function gapBefore(text: string, { range }: Setting): string {
	const start = lineStart(text, range.start);
	const indent = text.slice(start, range.start);
	if (!/^[ \t]*$/.test(indent)) return ' ';
	const joint = /([ \t]*\\\r?\n)$/.exec(text.slice(Math.max(0, start - 40), start))?.[1];
	return joint === undefined ? ' ' : `${joint}${indent}`;
}

function remove(document: ConfigDocument, { range }: Setting): readonly TextEdit[] | undefined {
	const { text, path } = document;
	const before = /(?:[ \t]*\\\r?\n)?[ \t]+$/.exec(text.slice(Math.max(0, range.start - 200), range.start))?.[0].length ?? 0;
	return before === 0 ? undefined : [{ file: path, range: { start: range.start - before, end: range.end }, text: '' }];
}

function rename(document: ConfigDocument, setting: Setting, key: string): readonly TextEdit[] | undefined {
	if (setting.name !== setting.key || !/^[\w.-]+$/.test(key)) return undefined;
	return key === setting.key ? [] : [{ file: document.path, range: setting.nameRange, text: key }];
}
