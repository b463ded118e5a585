import { isMap, isScalar, type YAMLMap } from 'yaml';
import type { Insertion } from '../../model/change.ts';
import type { ConfigDocument } from '../../model/document.ts';
import type { TextEdit } from '../../model/finding.ts';
import type { Range } from '../../model/range.ts';
import type { Setting } from '../../model/setting.ts';
import { sameValue, type TypedValue } from '../../model/value.ts';
import { type ConfigYamlTree, isConfigYamlTree, parseConfigYaml } from '../../parsers/config-yaml/config-yaml.ts';
import type { YamlEntry } from '../../parsers/config-yaml/reader.ts';
import type { Editor } from '../editor.ts';
import { lineEnd } from '../line-layout.ts';
import { neighboursOf, writtenValue } from '../written-value.ts';
import { insertStatement } from '../yaml/insertion.ts';
import { removeEntry } from '../yaml/removal.ts';
import { stringText, yamlKey, yamlText } from '../yaml/text.ts';

/** Writes changes into a config.yaml, in its own layout; the document is never printed anew. */
export const configYamlEditor: Editor = { setValue, insert, remove, rename, verify };

function setValue(document: ConfigDocument, setting: Setting, value: TypedValue): readonly TextEdit[] | undefined {
	const entry = entryOf(document, setting);
	const range = entry?.setting?.valueRange;
	if (entry === undefined || range === undefined || isAnchored(entry.pair.value)) return undefined;
	if (setting.value.kind === 'known' && sameValue(setting.value.value, value)) return [];
	const replaced = document.text.slice(range.start, range.end);
	if (isMap(entry.pair.value)) return undefined;
	const written = yamlText(writtenValue(value, neighboursOf(document.settings, setting)), value, replaced, entry.map.flow === true);
	// What was a number or boolean there may stay one: whoever reads the map has taken it so far.
	const typed = stringText(replaced, '"') !== replaced && value.type !== 'text' && value.type !== 'enum';
	const strings = treeOf(document)?.strings === true && !typed;
	const text = strings ? stringText(written, quoteOf(document.text, neighboursOf(document.settings, setting))) : written;
	const edit = replacement(document.text, setting.nameRange, range, text);
	return edit === undefined ? undefined : [{ file: document.path, ...edit }];
}

/** A value that stands below its key moves up beside it, unless a comment stands between the two. */
function replacement(
	text: string,
	name: Range,
	value: Range,
	written: string,
): { readonly range: Range; readonly text: string } | undefined {
	if (lineEnd(text, name.end) >= value.start) return { range: value, text: written };
	const between = text.slice(name.end, value.start);
	const colon = between.indexOf(':');
	if (colon < 0 || between.includes('#')) return undefined;
	return { range: { start: name.end + colon + 1, end: value.end }, text: ` ${written}` };
}

function insert(document: ConfigDocument, { key, value, after }: Insertion): readonly TextEdit[] | undefined {
	const tree = treeOf(document);
	if (tree === undefined || tree.source.structural || document.problems.length > 0) return undefined;
	const existing = document.settings.findLast((setting) => setting.key === key);
	if (existing !== undefined) return setValue(document, existing, value);
	const neighbours = neighboursOf(document.settings, after);
	const text = (inFlow: boolean): string => {
		const written = yamlText(writtenValue(value, neighbours), value, '', inFlow);
		return tree.strings === true ? stringText(written, quoteOf(document.text, neighbours)) : written;
	};
	return insertStatement(document, tree, { key, text, after });
}

/** The quote that the nearest quoted value has. */
function quoteOf(text: string, settings: readonly Setting[]): string {
	const quotes = settings.map(({ valueRange }) => (valueRange === undefined ? '' : text.charAt(valueRange.start)));
	return quotes.find((quote) => quote === '"' || quote === "'") ?? '"';
}

function remove(document: ConfigDocument, setting: Setting): readonly TextEdit[] | undefined {
	const tree = treeOf(document);
	const entry = entryOf(document, setting);
	if (tree === undefined || entry === undefined || isAnchored(entry.pair.value)) return undefined;
	return removeEntry(document, tree, entry);
}

function rename(document: ConfigDocument, setting: Setting, key: string): readonly TextEdit[] | undefined {
	if (key === setting.key) return [];
	const tree = treeOf(document);
	const entry = entryOf(document, setting);
	if (tree === undefined || entry === undefined || setting.valueRange === undefined) return undefined;
	if (key.startsWith(entry.prefix)) {
		const name = key.slice(entry.prefix.length);
		if (name === '' || holds(entry.map, name)) return undefined;
		const written = document.text.slice(setting.nameRange.start, setting.nameRange.end);
		return [{ file: document.path, range: setting.nameRange, text: yamlKey(name, written, entry.map.flow === true) }];
	}
	return move(document, tree, entry, setting, key);
}

/** A key that no longer fits its section moves to where a new statement of it would stand, with its value as written. */
function move(
	document: ConfigDocument,
	tree: ConfigYamlTree,
	entry: YamlEntry,
	setting: Setting,
	key: string,
): readonly TextEdit[] | undefined {
	const { valueRange } = setting;
	if (valueRange === undefined || isAnchored(entry.pair.value) || document.problems.length > 0 || tree.source.structural) return undefined;
	const written = document.text.slice(valueRange.start, valueRange.end);
	if (/[\r\n]/.test(written) || document.settings.some((other) => other.key === key)) return undefined;
	// The comment behind the value speaks of it and moves along.
	const tail = entry.map.flow === true ? '' : document.text.slice(valueRange.end, lineEnd(document.text, valueRange.end)).trimEnd();
	const text = (inFlow: boolean): string => (inFlow || !/^\s+#/.test(tail) ? written : `${written}${tail}`);
	const removed = removeEntry(document, tree, entry);
	const inserted = insertStatement(document, tree, { key, text, after: undefined, leaving: entry });
	return removed === undefined || inserted === undefined
		? undefined
		: [...removed, ...inserted].sort((a, b) => a.range.start - b.range.start);
}

async function verify(before: string, after: string): Promise<string | undefined> {
	const old = parseConfigYaml('', before);
	const rewritten = parseConfigYaml('', after);
	return rewritten.problems.length > old.problems.length ? rewritten.problems[0]?.message : undefined;
}

function treeOf(document: ConfigDocument): ConfigYamlTree | undefined {
	return isConfigYamlTree(document.tree) ? document.tree : undefined;
}

function entryOf(document: ConfigDocument, setting: Setting): YamlEntry | undefined {
	return treeOf(document)?.entries.find(
		(entry) =>
			entry.setting === setting ||
			(entry.setting !== undefined && entry.key === setting.key && entry.setting.range.start === setting.range.start),
	);
}

/** Other places may say the same through an alias: changing it here would change them too. */
function isAnchored(node: unknown): boolean {
	return node instanceof Object && 'anchor' in node && node.anchor !== undefined;
}

/** Whether a map states a key of that name itself. */
function holds(map: YAMLMap, name: string): boolean {
	return map.items.some(({ key }) => isScalar(key) && key.source === name);
}
