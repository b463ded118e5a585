import { isScalar, type YAMLMap } from 'yaml';
import type { Insertion } from '../../model/change.ts';
import type { ConfigDocument } from '../../model/document.ts';
import type { TextEdit } from '../../model/finding.ts';
import type { Setting } from '../../model/setting.ts';
import { sameValue, type TypedValue } from '../../model/value.ts';
import type { OperationTree } from '../../parsers/kubernetes/json-patch.ts';
import { lineBreak, lineStart } from '../line-layout.ts';
import { neighboursOf, writtenValue } from '../written-value.ts';
import { stringText, yamlText } from '../yaml/text.ts';

/** Gives an operation of a JSON patch another value. Its path stays: Kustomize refuses to replace what the base does not state. */
export function setOperationValue(document: ConfigDocument, setting: Setting, value: TypedValue): readonly TextEdit[] | undefined {
	const { valueRange } = setting;
	if (valueRange === undefined || setting.value.kind === 'unknown') return undefined;
	if (setting.value.kind === 'known' && sameValue(setting.value.value, value)) return [];
	const replaced = document.text.slice(valueRange.start, valueRange.end);
	if (/[\r\n]/.test(replaced)) return undefined;
	const written = yamlText(writtenValue(value, neighboursOf(document.settings, setting)), value, replaced, true);
	const option = setting.layer !== 'deployment';
	const quoted = document.text.charAt(valueRange.start - 1);
	// Options are strings to the operator, in JSON too; of a quoted field only the inside is replaced.
	const text = option && quoted !== '"' && quoted !== "'" ? stringText(written, quoteOf(document.text, setting)) : written;
	return [{ file: document.path, range: valueRange, text }];
}

/** An option of Flink is added by an operation of its own, behind the one that stands in the list already. */
export function insertOperation(document: ConfigDocument, tree: OperationTree, { key, value }: Insertion): readonly TextEdit[] | undefined {
	const { text, path } = document;
	const [section, field, ...rest] = tree.segments;
	if (key.startsWith('k8s.') || section !== 'spec' || field !== 'flinkConfiguration' || rest.length === 0) return undefined;
	const layout = layoutOf(text, tree.operation);
	if (tree.flow || layout === undefined) return undefined;
	const { dash, fields, end } = layout;
	const written = stringText(yamlText(writtenValue(value, document.settings), value, '', false), '"');
	const lines = [`${dash}op: add`, `${fields}path: /spec/flinkConfiguration/${escaped(key)}`, `${fields}value: ${written}`];
	const eol = lineBreak(text, end);
	return [{ file: path, range: { start: end, end }, text: lines.map((line) => `${eol}${line}`).join('') }];
}

function escaped(key: string): string {
	return key.replaceAll('~', '~0').replaceAll('/', '~1');
}

/** How the item of a list begins, how its other lines do, and where it ends; undefined where it is not written line by line. */
function layoutOf(text: string, operation: YAMLMap): { readonly dash: string; readonly fields: string; readonly end: number } | undefined {
	const [start] = operation.range ?? [];
	if (start === undefined || operation.flow === true) return undefined;
	const dash = text.slice(lineStart(text, start), start);
	if (!/^ *-[ ]+$/.test(dash)) return undefined;
	const ends = operation.items.map(({ value }) => (isScalar(value) && value.range ? value.range[1] : undefined));
	if (ends.includes(undefined)) return undefined;
	const last = Math.max(...ends.map((end) => end ?? 0));
	const stop = /[\r\n]/.exec(text.slice(last))?.index;
	return { dash, fields: ' '.repeat(dash.length), end: stop === undefined ? text.length : last + stop };
}

function quoteOf(text: string, { valueRange }: Setting): string {
	const quote = text.charAt(valueRange?.start ?? 0);
	return quote === "'" ? quote : '"';
}
