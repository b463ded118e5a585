import { isAlias, isMap, isScalar, isSeq, type Pair, type YAMLMap } from 'yaml';
import type { ConfigDocument, DocumentClaims } from '../../model/document.ts';
import type { Range } from '../../model/range.ts';
import type { Setting } from '../../model/setting.ts';
import { templateIn } from '../../model/syntax/value-syntax.ts';
import { known, type Value } from '../../model/value.ts';
import type { ConfigYamlTree } from '../config-yaml/config-yaml.ts';
import type { YamlEntry } from '../config-yaml/reader.ts';
import { duplicateKeys } from '../keys/duplicate-keys.ts';
import { isSecret, keyEvidence, optionOf, typedValue } from '../keys/flink-keys.ts';
import { lineAround, statementFinder } from '../text/statement-finder.ts';
import { followed, keyRange, pairRange } from '../yaml/file.ts';
import { nodeRange } from '../yaml/nodes.ts';
import { keysLike, Templated, type WrittenKeys, type WrittenLines } from '../yaml/template-flow.ts';
import { MASK } from '../yaml/templates.ts';
import { kubernetesText } from './kubernetes-scalar.ts';
import type { Resource } from './resource.ts';

/**
 * A map of Flink's options in a manifest, such as `flinkConfiguration`, flat or nested, through anchors and merges, as a part of the file.
 * The operator joins nested names with dots and the items of a list with `;`. Source: ConfigObjectNode.asFlatMap.
 */
export function optionMapPart(
	resource: Resource,
	pair: Pair,
	claims: DocumentClaims,
	layer: Setting['layer'] = 'file',
): readonly ConfigDocument[] {
	const { file, path, document } = resource;
	const map = followed(pair.value, document);
	if (!isMap(map) || map.items.length === 0) return [];
	const reader = new OptionMapReader(resource, layer);
	const own = map === pair.value;
	const whole = pairRange(file.text, pair);
	reader.read(map, '', own ? undefined : whole);
	const templated = new Templated(file.flow, linesOf(resource, map, whole), reader.written, own ? whole : EVERYWHERE);
	const settled = new Map(reader.settings.map((setting) => [setting, templated.settled(setting)]));
	const settings = [...settled.values()];
	const entries = reader.entries.map((entry) =>
		entry.setting === undefined ? entry : { ...entry, setting: settled.get(entry.setting) ?? entry.setting },
	);
	const tree: ConfigYamlTree = {
		source: { text: file.text, contents: map, brokenFrom: file.text.length, comments: [], problems: [], structural: file.structural },
		root: own ? map : undefined,
		entries,
		strings: true,
		sections: new Set(),
	};
	const first = settings.find(({ key }) => keyEvidence(key) !== 'none') ?? settings[0];
	return [
		{
			path,
			text: file.text,
			format: 'config-yaml',
			settings,
			notes: duplicateKeys(
				path,
				entries.flatMap(({ setting }) => (setting === undefined ? [] : [setting])),
			),
			problems: [],
			comments: [],
			claims: templated.writesKeys ? { ...claims, partial: true } : claims,
			...(templated.writesKeys ? { writesUnseenKeys: true } : {}),
			anchor: first === undefined ? keyRange(pair) : { start: first.range.start, end: lineAround(file.text, first.range.start).end },
			secrets: settings.filter(({ key }) => isSecret(key)).map(({ valueRange, range }) => valueRange ?? range),
			statementAt: statementFinder(
				file.text,
				settings.flatMap(({ range, valueRange }) => (valueRange === undefined ? [] : [range])),
			),
			tree,
			extent: whole,
		},
	];
}

/** Templates decide about each statement, wherever it stands. */
const EVERYWHERE: Range = { start: -1, end: Number.MAX_SAFE_INTEGER };

/** The lines that templates write into a map: those between its entries, and those behind the last one that are indented as it is. */
function linesOf({ file }: Resource, map: YAMLMap, { start, end }: Range): readonly WrittenLines[] {
	if (file.flow.lines.length === 0) return [];
	const behind = /^[ \t]*[^\s#]/gm;
	behind.lastIndex = end;
	const next = behind.exec(file.masked)?.index ?? file.masked.length;
	const [first = 0] = map.range ?? [];
	const column = first - lineAround(file.text, first).start;
	return file.flow.lines.filter(
		({ offset, indent }) => offset > start && (offset < end || (offset < next && (indent === undefined || indent >= column))),
	);
}

/** Deeper maps are an attack or a loop of aliases. */
const DEEPEST = 100;
/** Aliases may multiply a document; nobody writes more by hand. */
const MOST_ALIASED = 20_000;

class OptionMapReader {
	readonly settings: Setting[] = [];
	readonly entries: YamlEntry[] = [];
	/** What templates write in place of keys. */
	readonly written: WrittenKeys[] = [];
	private depth = 0;
	private aliased = 0;

	constructor(
		private readonly resource: Resource,
		private readonly layer: Setting['layer'],
	) {}

	/** @param via the statement whose alias or merge leads here; absent for what stands in the map itself */
	read(map: YAMLMap, prefix: string, via: Range | undefined): void {
		if (this.depth > DEEPEST || this.aliased > MOST_ALIASED) return;
		this.depth++;
		if (via !== undefined) this.aliased += map.items.length;
		// What is merged in counts less than what stands here.
		for (const pair of map.items) if (isMerge(pair)) this.merge(pair, prefix, via);
		for (const pair of map.items) if (!isMerge(pair)) this.readPair(map, pair, prefix, via);
		this.depth--;
	}

	private merge(pair: Pair, prefix: string, via: Range | undefined): void {
		const source = this.follow(pair.value);
		const range = via ?? pairRange(this.text, pair);
		for (const item of isSeq(source) ? source.items.toReversed() : [source]) {
			const base = this.follow(item);
			if (isMap(base)) this.read(base, prefix, range);
		}
	}

	private readPair(map: YAMLMap, pair: Pair, prefix: string, via: Range | undefined): void {
		const name = isScalar(pair.key) ? String(pair.key.source ?? pair.key.value) : undefined;
		if (name === undefined || name === '') return;
		const key = `${prefix}${name}`;
		if (name.includes(MASK)) {
			this.written.push(keysLike(key, (via ?? keyRange(pair)).start));
			return;
		}
		const value = this.follow(pair.value);
		const range = via ?? (isAlias(pair.value) ? pairRange(this.text, pair) : undefined);
		if (isMap(value) && optionOf(key)?.type !== 'map') {
			if (range === undefined) this.entries.push({ pair, map, key, prefix });
			this.read(value, `${key}.`, range);
			return;
		}
		const read = this.valueOf(key, value);
		if (read === undefined) return;
		const setting: Setting = {
			key,
			name: key,
			value: read,
			layer: this.layer,
			kind: 'entry',
			condition: 'always',
			file: this.resource.path,
			range: via ?? pairRange(this.text, pair),
			nameRange: via ?? keyRange(pair),
			...(via === undefined ? placeOf(pair, this.text) : {}),
		};
		this.settings.push(setting);
		if (via === undefined) this.entries.push({ pair, map, key, prefix, setting });
	}

	private valueOf(key: string, node: unknown): Value | undefined {
		if (isMap(node)) return this.mapValue(node);
		const text = this.textOf(node);
		if (text === undefined) return undefined;
		const raw = isScalar(node) && node.range ? this.text.slice(node.range[0], node.range[1]) : text;
		if (templateIn(raw) !== undefined) return typedValue(key, raw.trim());
		return text.includes(MASK) ? TEMPLATED : typedValue(key, text);
	}

	private textOf(node: unknown): string | undefined {
		if (isScalar(node)) return kubernetesText(node);
		if (!isSeq(node)) return undefined;
		return node.items.map((item) => this.textOf(this.follow(item)) ?? 'null').join(';');
	}

	/** Each entry of a map option is a key of its own to the operator, and the option's entry to Flink. */
	private mapValue(map: YAMLMap): Value | undefined {
		const entries = map.items.flatMap(({ key, value }): readonly (readonly [string, string])[] => {
			const text = this.textOf(this.follow(value));
			return isScalar(key) && text !== undefined ? [[String(key.value), text]] : [];
		});
		if (entries.some((entry) => entry.some((text) => text.includes(MASK)))) return TEMPLATED;
		return entries.length === 0 ? undefined : known({ type: 'map', entries: Object.fromEntries(entries) });
	}

	private follow(node: unknown): unknown {
		return followed(node, this.resource.document);
	}

	private get text(): string {
		return this.resource.file.text;
	}
}

const TEMPLATED: Value = { kind: 'unknown', why: 'a template in it is filled in before Flink reads it' };

function isMerge({ key }: Pair): boolean {
	return isScalar(key) && key.value === '<<' && key.type === 'PLAIN';
}

function placeOf({ value }: Pair, text: string): Pick<Setting, 'valueRange'> {
	return isScalar(value) || isAlias(value) || isMap(value) || isSeq(value) ? { valueRange: nodeRange(value, text) } : {};
}
