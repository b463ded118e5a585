import { isMap, isScalar, type Pair, type YAMLMap } from 'yaml';
import type { Insertion } from '../../model/change.ts';
import type { ConfigDocument } from '../../model/document.ts';
import type { TextEdit } from '../../model/finding.ts';
import type { Setting } from '../../model/setting.ts';
import { formatValue, sameValue, type TypedValue } from '../../model/value.ts';
import type { ConfigYamlTree } from '../../parsers/config-yaml/config-yaml.ts';
import type { YamlEntry } from '../../parsers/config-yaml/reader.ts';
import { isOperation } from '../../parsers/kubernetes/json-patch.ts';
import { parseKubernetes } from '../../parsers/kubernetes/kubernetes.ts';
import { isResource, type Resource } from '../../parsers/kubernetes/resource.ts';
import { SPEC_FIELDS } from '../../parsers/kubernetes/spec-fields.ts';
import { nodeAt, pairIn, pairRange } from '../../parsers/yaml/file.ts';
import { argumentsEditor } from '../command-line/arguments-editor.ts';
import type { Editor } from '../editor.ts';
import { lineBreak, lineEnd, lineStart, wholeLines } from '../line-layout.ts';
import { neighboursOf, writtenValue } from '../written-value.ts';
import { insertStatement } from '../yaml/insertion.ts';
import { stringText, yamlText } from '../yaml/text.ts';
import { insertOperation, setOperationValue } from './operation-editor.ts';

/** Writes changes into the fields of the operator's resources, and into the arguments of containers. */
export const kubernetesEditor: Editor = {
	setValue(document, setting, value) {
		if (isOperation(document.tree)) return setOperationValue(document, setting, value);
		const resource = resourceOf(document);
		return resource === undefined ? argumentsEditor.setValue(document, setting, value) : setField(document, resource, setting, value);
	},
	insert(document, insertion, version) {
		if (isOperation(document.tree)) return insertOperation(document, document.tree, insertion);
		const resource = resourceOf(document);
		if (resource === undefined) return argumentsEditor.insert(document, insertion, version);
		if (resource.file.structural || document.settings.some(({ key }) => key === insertion.key)) return undefined;
		return intoField(document, resource, insertion) ?? intoConfiguration(document, resource, insertion);
	},
	remove(document, setting) {
		if (isOperation(document.tree)) return undefined;
		const resource = resourceOf(document);
		return resource === undefined ? argumentsEditor.remove(document, setting) : removeField(document, setting);
	},
	/** A field has one name, fixed by the resource's definition. */
	rename: (document, setting, key) =>
		resourceOf(document) === undefined && !isOperation(document.tree) ? argumentsEditor.rename(document, setting, key) : undefined,
	async verify(before, after) {
		const old = parseKubernetes('', before);
		const rewritten = parseKubernetes('', after);
		return rewritten.problems.length > old.problems.length ? rewritten.problems[0]?.message : undefined;
	},
};

function resourceOf({ tree }: ConfigDocument): Resource | undefined {
	return isResource(tree) ? tree : undefined;
}

function setField(document: ConfigDocument, resource: Resource, setting: Setting, value: TypedValue): readonly TextEdit[] | undefined {
	const { valueRange } = setting;
	if (valueRange === undefined || setting.value.kind === 'unknown') return undefined;
	if (setting.value.kind === 'known' && sameValue(setting.value.value, value)) return [];
	// What a process is given and what limits it belong together.
	const limits = nodeAt(resource.root, 'spec', ...setting.name.split('.').slice(0, 2), 'limits', 'memory');
	if (value.type === 'memory' && setting.name.includes('.resources.') && limits !== undefined) return undefined;
	const replaced = document.text.slice(valueRange.start, valueRange.end);
	const written = value.type === 'memory' ? memoryText(value, setting, document.settings) : formatValue(value);
	return [{ file: document.path, range: valueRange, text: yamlText(written, value, replaced, true) }];
}

/** `resources` takes quantities of Kubernetes alone, `resource` Flink's memory sizes too. */
function memoryText(value: TypedValue & { readonly type: 'memory' }, setting: Setting | undefined, settings: readonly Setting[]): string {
	const text = setting?.value.kind === 'known' ? setting.value.text : '';
	const quantity = setting?.name.includes('.resources.') === true || / bytes$/.test(text);
	return quantity ? quantityText(value.bytes) : writtenValue(value, neighboursOf(settings, setting));
}

function quantityText(bytes: number): string {
	for (const [unit, size] of [
		['Gi', 1024 ** 3],
		['Mi', 1024 ** 2],
		['Ki', 1024],
	] as const) {
		if (bytes % size === 0) return `${bytes / size}${unit}`;
	}
	return String(bytes);
}

function removeField(document: ConfigDocument, { range, valueRange }: Setting): readonly TextEdit[] | undefined {
	const { text, path } = document;
	const before = text.slice(lineStart(text, range.start), range.start);
	const after = text.slice(range.end, lineEnd(text, range.end));
	if (valueRange === undefined || !/^ *$/.test(before) || !/^[ \t]*(?:#.*)?$/.test(after)) return undefined;
	// A map without its only field would be none.
	const alone = !siblings(text, range.start, before.length);
	return alone ? undefined : [{ file: path, range: wholeLines(text, range), text: '' }];
}

/** Whether the line before or behind one of that indentation belongs to the same map. */
function siblings(text: string, offset: number, indent: number): boolean {
	const own = lineStart(text, offset);
	const above = text.charAt(own - 2) === '\r' ? own - 2 : own - 1;
	const previous = text.slice(lineStart(text, Math.max(0, above)), Math.max(0, above));
	const after = /\n([ ]*)[^\s#-]/.exec(text.slice(lineEnd(text, offset), lineEnd(text, offset) + 2000));
	return /^ *[^\s#-]/.test(previous) && previous.search(/\S/) === indent ? true : after?.[1]?.length === indent;
}

/** A field goes beside its own siblings, where their map stands in the resource; one of `spec` itself behind the image. */
function intoField(document: ConfigDocument, resource: Resource, { key, value }: Insertion): readonly TextEdit[] | undefined {
	for (const { path, key: stated } of SPEC_FIELDS) {
		const name = path.at(-1);
		const parent = stated === key ? nodeAt(resource.root, ...path.slice(0, -1)) : undefined;
		if (name === undefined || !isMap(parent) || parent.items.length === 0) continue;
		const image = path.length < 3 ? imageOf(document, parent) : undefined;
		if (path.length < 3 && image === undefined) continue;
		const written = fieldText(document, path, value);
		return insertStatement(document, treeAround(document, parent, image), {
			key: name,
			text: (inFlow) => yamlText(written, value, '', inFlow),
			after: image?.setting,
		});
	}
	return undefined;
}

function fieldText({ settings }: ConfigDocument, path: readonly string[], value: TypedValue): string {
	if (value.type !== 'memory') return formatValue(value);
	return path.includes('resources') ? quantityText(value.bytes) : memoryText(value, undefined, settings);
}

/** The line that states the image, as an entry of the resource's `spec`. */
function imageOf({ settings }: ConfigDocument, map: YAMLMap): YamlEntry | undefined {
	const pair = pairIn(map, 'image');
	const setting = settings.find(({ key }) => key === 'k8s.image');
	return pair === undefined || setting === undefined || !isOneLine(pair) ? undefined : { pair, map, key: 'image', prefix: '', setting };
}

function treeAround({ text }: ConfigDocument, root: YAMLMap, beside: YamlEntry | undefined): ConfigYamlTree {
	const source = { text, contents: root, brokenFrom: text.length, comments: [], problems: [], structural: false };
	return { source, root, entries: beside === undefined ? [] : [beside], strings: true, sections: new Set() };
}

/**
 * An option of Flink opens the section `flinkConfiguration`, behind the version. The line before is written anew with it:
 * of two options that open the section at once, one waits for the next run.
 */
function intoConfiguration(document: ConfigDocument, resource: Resource, { key, value }: Insertion): readonly TextEdit[] | undefined {
	const spec = nodeAt(resource.root, 'spec');
	if (key.startsWith('k8s.') || !isMap(spec) || spec.flow === true) return undefined;
	const { text, path } = document;
	const opened = pairIn(spec, 'flinkConfiguration');
	const before =
		opened ?? ['flinkVersion', 'image'].map((name) => pairIn(spec, name)).find((pair) => pair !== undefined && isOneLine(pair));
	if (before === undefined || (opened !== undefined && !isEmpty(opened))) return undefined;
	const { start, end } = pairRange(text, before);
	const indent = text.slice(lineStart(text, start), start);
	if (!/^ *$/.test(indent)) return undefined;
	const eol = lineBreak(text, start);
	const margin = `${indent}${' '.repeat(stepOf(text, spec, indent.length))}`;
	const option = `${margin}${key}: ${stringText(yamlText(writtenValue(value, document.settings), value, '', false), '"')}`;
	const stop = lineEnd(text, end);
	if (opened === undefined)
		return [
			{
				file: path,
				range: { start: end - 1, end: stop },
				text: [text.slice(end - 1, stop), `${indent}flinkConfiguration:`, option].join(eol),
			},
		];
	const comment = text.slice(end, stop).replace(/^:/, '').trim();
	const head = `flinkConfiguration:${comment === '' ? '' : ` ${comment}`}`;
	return [{ file: path, range: { start, end: stop }, text: [head, option].join(eol) }];
}

function isOneLine({ value }: Pair): boolean {
	return isScalar(value) && value.type?.startsWith('BLOCK') !== true && !String(value.source ?? '').includes('\n');
}

/** Nothing, or `{}`. */
function isEmpty({ value }: Pair): boolean {
	return value === null || (isScalar(value) && value.value === null) || (isMap(value) && value.items.length === 0);
}

/** Columns by which the resource indents its sections. */
function stepOf(text: string, spec: YAMLMap, indent: number): number {
	for (const { value } of spec.items) {
		const first = isMap(value) && value.flow !== true ? value.items[0]?.key : undefined;
		if (!isScalar(first) || !first.range) continue;
		return Math.max(1, first.range[0] - lineStart(text, first.range[0]) - indent);
	}
	return 2;
}
