import type { Insertion } from '../../model/change.ts';
import type { ConfigDocument } from '../../model/document.ts';
import type { TextEdit } from '../../model/finding.ts';
import type { Setting } from '../../model/setting.ts';
import { sameValue, type TypedValue } from '../../model/value.ts';
import { isConfigYamlTree } from '../../parsers/config-yaml/config-yaml.ts';
import { configYamlEditor } from '../config-yaml/config-yaml-editor.ts';
import type { Editor } from '../editor.ts';
import { asLine, lineBreak, lineStart, nextLine, wholeLines } from '../line-layout.ts';
import { neighboursOf, writtenValue } from '../written-value.ts';

/** Writes changes into a job's parameters, a `.properties` file or YAML. */
export const jobConfigEditor: Editor = {
	setValue: (document, setting, value) =>
		isYaml(document) ? configYamlEditor.setValue(document, setting, value) : setValue(document, setting, value),
	insert: (document, insertion, version) =>
		isYaml(document) ? configYamlEditor.insert(document, insertion, version) : insert(document, insertion),
	remove: (document, setting) => (isYaml(document) ? configYamlEditor.remove(document, setting) : remove(document, setting)),
	rename: (document, setting, key) => (isYaml(document) ? configYamlEditor.rename(document, setting, key) : rename(document, setting, key)),
};

function isYaml({ tree }: ConfigDocument): boolean {
	return isConfigYamlTree(tree);
}

function setValue(document: ConfigDocument, setting: Setting, value: TypedValue): readonly TextEdit[] | undefined {
	if (setting.valueRange === undefined) return undefined;
	if (setting.value.kind === 'known' && sameValue(setting.value.value, value)) return [];
	return [{ file: document.path, range: setting.valueRange, text: escaped(writtenValue(value, neighboursOf(document.settings, setting))) }];
}

/** A backslash is doubled; anything else a value holds stands as it is behind its first character. */
function escaped(text: string): string {
	return text.replaceAll('\\', '\\\\').replace(/^ /, '\\ ').replaceAll('\n', '\\n');
}

function insert(document: ConfigDocument, { key, value, after }: Insertion): readonly TextEdit[] | undefined {
	const { text, path, settings } = document;
	const existing = settings.findLast((setting) => setting.key === key);
	if (existing !== undefined) return setValue(document, existing, value);
	const beside = settings.find(({ range }) => range.start === after?.range.start) ?? settings.at(-1);
	if (beside?.valueRange === undefined || !/^[\w.-]+$/.test(key)) return undefined;
	const indent = text.slice(lineStart(text, beside.range.start), beside.range.start);
	const separator = text.slice(beside.nameRange.end, beside.valueRange.start);
	if (/[\r\n\\]/.test(separator)) return undefined;
	const at = nextLine(text, beside.range.end);
	const line = `${indent}${key}${separator}${escaped(writtenValue(value, neighboursOf(settings, beside)))}`;
	return [{ file: path, range: { start: at, end: at }, text: asLine(text, at, line, lineBreak(text, beside.range.end)) }];
}

function remove({ text, path }: ConfigDocument, { range }: Setting): readonly TextEdit[] {
	return [{ file: path, range: wholeLines(text, range), text: '' }];
}

function rename({ path }: ConfigDocument, { key: old, nameRange }: Setting, key: string): readonly TextEdit[] | undefined {
	if (key === old) return [];
	return /^[\w.-]+$/.test(key) ? [{ file: path, range: nameRange, text: key }] : undefined;
}
