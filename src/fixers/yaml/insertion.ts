import { isMap, isScalar, type Pair, type YAMLMap } from 'yaml';
import type { ConfigDocument } from '../../model/document.ts';
import type { TextEdit } from '../../model/finding.ts';
import type { Setting } from '../../model/setting.ts';
import type { ConfigYamlTree } from '../../parsers/config-yaml/config-yaml.ts';
import type { YamlEntry } from '../../parsers/config-yaml/reader.ts';
import { nodeRange } from '../../parsers/yaml/nodes.ts';
import { asLine, lineBreak, lineStart, nextLine, separatorOf } from '../line-layout.ts';
import { yamlKey } from './text.ts';

/** A statement to insert into a config.yaml. */
interface NewStatement {
	readonly key: string;
	/** The value's text, which quotes more inside `{ }`. */
	readonly text: (inFlow: boolean) => string;
	readonly after: Setting | undefined;
	/** An entry that is removed by the same change: nothing may be placed beside it. */
	readonly leaving?: YamlEntry;
}

interface Target {
	readonly map: YAMLMap;
	/** What the statement's name loses in front inside that map. */
	readonly prefix: string;
	/** The pair it follows. */
	readonly pair: Pair;
}

/** Inserts a statement into the deepest section that its key belongs to, as that section's statements are written. */
export function insertStatement(document: ConfigDocument, tree: ConfigYamlTree, statement: NewStatement): readonly TextEdit[] | undefined {
	if (tree.root === undefined || tree.root.items.length === 0)
		return tree.root === undefined ? intoEmpty(document, tree, statement) : undefined;
	const target = targetOf(tree, tree.root, statement);
	if (target === undefined) return undefined;
	const name = statement.key.slice(target.prefix.length);
	if (names(target.map).includes(name)) return undefined;
	return target.map.flow === true ? intoFlow(document, target, name, statement) : intoBlock(document, tree, target, name, statement);
}

function intoEmpty(document: ConfigDocument, tree: ConfigYamlTree, statement: NewStatement): readonly TextEdit[] | undefined {
	const { text, path } = document;
	const { contents } = tree.source;
	const nothing = contents === null || (isScalar(contents) && contents.source === '');
	if (!nothing || /^\.\.\./m.test(text)) return undefined;
	const line = `${yamlKey(statement.key, '', false)}: ${statement.text(false)}`;
	return [{ file: path, range: { start: text.length, end: text.length }, text: asLine(text, text.length, line, lineBreak(text, 0)) }];
}

function targetOf(tree: ConfigYamlTree, root: YAMLMap, { key, after, leaving }: NewStatement): Target | undefined {
	let map = root;
	let prefix = '';
	for (const entry of tree.entries) {
		const { value } = entry.pair;
		if (!key.startsWith(`${entry.key}.`) || entry.key.length < prefix.length) continue;
		if (entry.setting !== undefined || !isMap(value) || value.items.length === 0 || isShared(tree, entry)) continue;
		if (leaving !== undefined && onlyHolds(value, leaving.pair, tree)) continue;
		map = value;
		prefix = `${entry.key}.`;
	}
	const pair = neighbour(tree, map, prefix, after, leaving);
	return pair === undefined ? undefined : { map, prefix, pair };
}

/** The pair of the map that holds the statement it should follow, else the last one. */
function neighbour(
	tree: ConfigYamlTree,
	map: YAMLMap,
	prefix: string,
	after: Setting | undefined,
	leaving: YamlEntry | undefined,
): Pair | undefined {
	const pairs = map.items.filter(
		(pair) => pair !== leaving?.pair && !(isMap(pair.value) && leaving !== undefined && onlyHolds(pair.value, leaving.pair, tree)),
	);
	const own = tree.entries.find(
		(entry) => entry.map === map && entry.setting !== undefined && entry.setting.range.start === after?.range.start,
	);
	if (own !== undefined && pairs.includes(own.pair)) return own.pair;
	const holding = pairs.find(
		(pair) => isScalar(pair.key) && after?.key.startsWith(`${prefix}${pair.key.source ?? ''}.`) === true && isMap(pair.value),
	);
	return holding ?? pairs.at(-1);
}

/** Whether a section holds nothing but the pair that leaves, however deep. */
function onlyHolds(map: YAMLMap, leaving: Pair, tree: ConfigYamlTree): boolean {
	const [only, second] = map.items;
	if (only === undefined || second !== undefined) return false;
	return only === leaving || (isMap(only.value) && onlyHolds(only.value, leaving, tree));
}

/** A section with an anchor may stand in other places too. */
function isShared(tree: ConfigYamlTree, entry: YamlEntry): boolean {
	if (isMap(entry.pair.value) && entry.pair.value.anchor !== undefined) return true;
	const parent = tree.entries.find((other) => other.pair.value === entry.map);
	return parent !== undefined && isShared(tree, parent);
}

function names(map: YAMLMap): readonly string[] {
	return map.items.flatMap(({ key }) => (isScalar(key) ? [key.source ?? String(key.value)] : []));
}

function intoFlow(
	{ text, path }: ConfigDocument,
	{ pair }: Target,
	name: string,
	statement: NewStatement,
): readonly TextEdit[] | undefined {
	const key = keyStart(pair);
	const end = pairEnd(pair, text);
	if (key === undefined || end === undefined) return undefined;
	const sample = text.charAt(key);
	const value = statement.text(true);
	// A pair on a line of its own is followed by a line of its own.
	const indent = text.slice(lineStart(text, key), key);
	const gap = /^[ \t]*$/.test(indent) && key > 0 ? `${lineBreak(text, key)}${indent}` : ' ';
	const written = `,${gap}${yamlKey(name, sample, true)}: ${sample === '"' ? jsonText(value) : value}`;
	return [{ file: path, range: { start: end, end }, text: written }];
}

/** JSON is YAML too, and stays JSON. */
function jsonText(text: string): string {
	return /^(?:true|false|-?\d+(?:\.\d+)?|["'[{].*)$/s.test(text) ? text : JSON.stringify(text);
}

function intoBlock(
	document: ConfigDocument,
	tree: ConfigYamlTree,
	{ map, pair }: Target,
	name: string,
	statement: NewStatement,
): readonly TextEdit[] | undefined {
	const { text, path } = document;
	const key = keyStart(pair);
	const end = pairEnd(pair, text);
	if (key === undefined || end === undefined) return undefined;
	const indent = text.slice(lineStart(text, key), key);
	// `? key`, `--- key`: a form of which no second line can be made.
	if (/[^ ]/.test(indent)) return undefined;
	const block = endsWithBlock(pair);
	// Another line would give the block scalar a last line break that it does not have.
	if (block && end === text.length && !/[\r\n]$/.test(text)) return undefined;
	const at = block ? end : nextLine(text, end);
	const eol = lineBreak(text, key);
	const beside = tree.entries.find((entry) => entry.pair === pair)?.setting ?? statement.after;
	const sample = text.charAt(key);
	const lines = segments(tree, map, name).map((segment, depth, all) => {
		const margin = `${indent}${' '.repeat(depth * step(tree, text))}`;
		const written = yamlKey(segment, sample, false);
		return depth < all.length - 1 ? `${margin}${written}:` : `${margin}${written}${separatorOf(text, beside)}${statement.text(false)}`;
	});
	return [{ file: path, range: { start: at, end: at }, text: asLine(text, at, lines.join(eol), eol) }];
}

/** A nested file gets nested sections, unless the map states a flat key, or the first section has a value already. */
function segments(tree: ConfigYamlTree, map: YAMLMap, name: string): readonly string[] {
	const present = names(map);
	const [first = name] = name.split('.');
	const nested = tree.entries.some((entry) => entry.setting === undefined);
	if (!nested || present.includes(first) || present.some((other) => other.includes('.'))) return [name];
	return name.split('.');
}

/** Columns by which the file indents a section. */
function step(tree: ConfigYamlTree, text: string): number {
	for (const { pair } of tree.entries) {
		if (!isMap(pair.value) || pair.value.flow === true) continue;
		const own = keyStart(pair);
		const first = pair.value.items[0];
		const child = first === undefined ? undefined : keyStart(first);
		if (own !== undefined && child !== undefined) return Math.max(1, child - lineStart(text, child) - (own - lineStart(text, own)));
	}
	return 2;
}

function keyStart({ key }: Pair): number | undefined {
	return isScalar(key) ? key.range?.[0] : undefined;
}

/** Where a pair's own text ends; a block scalar's includes its last line break. */
function pairEnd({ key, value }: Pair, text: string): number | undefined {
	const last = deepest(value);
	if (isScalar(last) && last.type?.startsWith('BLOCK') === true) return last.range?.[1];
	if (value instanceof Object && 'range' in value && isNode(value)) return nodeRange(value, text).end;
	return isScalar(key) ? key.range?.[1] : undefined;
}

function isNode(value: object): value is Parameters<typeof nodeRange>[0] {
	return 'range' in value;
}

/** The last value inside a section, however deep. */
function deepest(value: unknown): unknown {
	let last = value;
	while (isMap(last) && last.flow !== true) last = last.items.at(-1)?.value;
	return last;
}

function endsWithBlock({ value }: Pair): boolean {
	const last = deepest(value);
	return isScalar(last) && last.type?.startsWith('BLOCK') === true;
}
