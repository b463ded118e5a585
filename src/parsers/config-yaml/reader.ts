import { type Alias, isAlias, isMap, isScalar, isSeq, type Node, type Pair, type Scalar, type YAMLMap } from 'yaml';
import { catalogue } from '../../catalog/catalogue.ts';
import type { ParseProblem } from '../../model/document.ts';
import type { Option } from '../../model/option.ts';
import type { Range } from '../../model/range.ts';
import type { Setting } from '../../model/setting.ts';
import { templateIn } from '../../model/syntax/value-syntax.ts';
import { known, number, type Value } from '../../model/value.ts';
import { DEEPEST, TOO_DEEP } from '../flink-yaml/scanner.ts';
import { optionOf, typedValue } from '../keys/flink-keys.ts';
import { AliasProblem, Anchors, itemTexts, nodeRange, nodeText } from '../yaml/nodes.ts';
import { isNullNode, readYamlFloat, resolveScalar } from '../yaml/scalar.ts';
import type { YamlSource } from '../yaml/source.ts';
import { keysLike, type WrittenKeys } from '../yaml/template-flow.ts';
import { MASK } from '../yaml/templates.ts';
import { listValue, readYamlText } from '../yaml/value.ts';
import { type Surprise, surprisingType } from './notes.ts';

/** A section or setting of a config.yaml, for its editor. */
export interface YamlEntry {
	readonly pair: Pair;
	readonly map: YAMLMap;
	/** The full key: the sections' names and its own, joined with dots. */
	readonly key: string;
	/** Names of the map's own sections, joined; empty at the root. */
	readonly prefix: string;
	/** The statement; absent for a section. */
	readonly setting?: Setting;
}

const SET = 'tag:yaml.org,2002:set';
/** A value into which an alias brings a template. */
const TEMPLATED: Value = { kind: 'unknown', why: 'a template in it is filled in before Flink reads it' };
const BINARY = 'tag:yaml.org,2002:binary';

/** Walks the tree once, in document order, as Flink's flattening does. */
export class ConfigYamlReader {
	readonly settings: Setting[] = [];
	readonly problems: ParseProblem[] = [];
	readonly entries: YamlEntry[] = [];
	/** Settings whose text YAML turns into something else, with what it becomes. */
	readonly surprises = new Map<Setting, Surprise>();
	/** Settings of map options whose value is a section: Flink holds each of its keys, not the option's own. */
	readonly sections = new Set<Setting>();
	/** What templates write in place of keys. */
	readonly written: WrittenKeys[] = [];
	private readonly anchors = new Anchors();
	/** Where the text stops being YAML: what follows is guesswork. */
	private readonly brokenFrom: number;
	/** Sections that are being read, to notice one that holds itself. */
	private readonly open: unknown[] = [];
	/** The statement that is being read, to place what makes reading impossible. */
	private current: Range = { start: 0, end: 0 };

	constructor(
		private readonly file: string,
		private readonly text: string,
		private readonly source: YamlSource,
	) {
		this.brokenFrom = source.brokenFrom;
	}

	readRoot(contents: Node | null): void {
		try {
			if (isMap(contents)) this.readMap(contents, '', undefined);
			else if (!isNullNode(contents) && contents !== null) this.problem(this.range(contents), 'the file is no map of keys to values');
		} catch (problem) {
			if (!(problem instanceof AliasProblem) && !(problem instanceof RangeError)) throw problem;
			const message = problem instanceof AliasProblem ? problem.message : TOO_DEEP;
			this.problem(this.current, message);
		}
	}

	/** @param via the range of the statement whose alias leads here; absent for what stands in the text itself */
	private readMap(map: YAMLMap, prefix: string, via: Range | undefined): void {
		if (this.open.includes(map)) throw new AliasProblem('an alias stands for a section that it is a part of');
		if (this.open.length > DEEPEST) throw new AliasProblem(TOO_DEEP);
		this.open.push(map);
		this.anchors.meet(map);
		for (const pair of map.items) {
			if (via !== undefined) this.anchors.count();
			const name = this.keyOf(pair);
			if (name === undefined) continue;
			this.readPair(map, pair, prefix, name, via);
		}
		this.open.pop();
	}

	private readPair(map: YAMLMap, pair: Pair, prefix: string, name: string, via: Range | undefined): void {
		const key = `${prefix}${name}`;
		if (templateIn(key) !== undefined || name.includes(MASK)) this.written.push(keysLike(key, (via ?? this.keyRange(pair)).start));
		if (via === undefined) this.current = this.keyRange(pair);
		const written = pair.value instanceof Object ? this.node(pair.value) : null;
		const value = isAlias(written) ? this.follow(written) : written;
		// The parser has told why: the text ends before the value, or the alias stands for nothing.
		if (value === null) return;
		this.anchors.meet(value);
		if (isNullNode(value)) {
			this.entries.push({ pair, map, key, prefix });
			this.problem(this.keyRange(pair), `\`${key}\` has no value`);
			return;
		}
		const aliased = isAlias(written) ? (via ?? this.pairRange(pair)) : via;
		if (isMap(value) && value.tag !== SET && optionOf(key)?.type !== 'map') {
			if (aliased === undefined) this.entries.push({ pair, map, key, prefix });
			this.readMap(value, `${key}.`, aliased);
			return;
		}
		if (isMap(value) && value.items.length === 0) return;
		this.addSetting(map, pair, { key, prefix }, value, via);
	}

	private addSetting(
		map: YAMLMap,
		pair: Pair,
		{ key, prefix }: { key: string; prefix: string },
		value: Node,
		via: Range | undefined,
	): void {
		const range = via ?? this.pairRange(pair);
		if (this.isBroken(pair, range) || templateIn(key) !== undefined) return;
		// A key that a template was masked in is none that Flink will see.
		const nameRange = via === undefined ? this.keyRange(pair) : via;
		if (templateIn(this.text.slice(nameRange.start, nameRange.end)) !== undefined) return;
		const written = pair.value instanceof Object ? this.node(pair.value) : null;
		const own = via === undefined && written !== null ? nodeRange(written, this.text) : undefined;
		const setting: Setting = {
			key,
			name: key,
			value: this.valueOf(key, value),
			layer: 'file',
			kind: 'entry',
			condition: 'always',
			file: this.file,
			range,
			nameRange,
			...(own === undefined ? {} : { valueRange: own }),
		};
		this.settings.push(setting);
		if (isMap(value) && value.tag !== SET) this.sections.add(setting);
		if (via === undefined) this.entries.push({ pair, map, key, prefix, setting });
		const surprise = surprisingType(setting, value);
		if (surprise !== undefined) this.surprises.set(setting, surprise);
	}

	/** What the reader only guessed at: statements behind the first place that is no YAML, and the one that leads up to it. */
	private isBroken({ value }: Pair, range: Range): boolean {
		const collection = isSeq(value) || isMap(value);
		return range.start >= this.brokenFrom || (collection && (value.range?.[1] ?? 0) >= this.brokenFrom) || range.end > this.brokenFrom;
	}

	private valueOf(key: string, value: Node): Value {
		const { start, end } = this.range(value);
		const raw = this.text.slice(start, end);
		if (templateIn(raw) !== undefined) return typedValue(key, raw);
		const option = optionOf(key);
		if (isSeq(value)) {
			const text = nodeText(value, this.anchors);
			if (text.includes(MASK)) return TEMPLATED;
			if (option?.type !== 'list') return typedValue(key, text);
			const context = catalogue.contextOf(option, undefined);
			return listValue(itemTexts(value, this.anchors), text, context) ?? readYamlText('list', text, context);
		}
		if (isMap(value)) return value.tag === SET ? { kind: 'unknown', why: 'Flink holds a Java set here' } : this.mapValue(value);
		return isScalar(value) ? scalarValue(key, option, value) : typedValue(key, '');
	}

	/** A section below a map option: each of its keys, flattened, is an entry. */
	private mapValue(map: YAMLMap): Value {
		const entries = new Map<string, string>();
		this.collect(map, '', entries);
		if ([...entries].some(([name, text]) => name.includes(MASK) || text.includes(MASK))) return TEMPLATED;
		const value = { type: 'map' as const, entries: Object.fromEntries(entries) };
		return known(value);
	}

	private collect(map: YAMLMap, prefix: string, entries: Map<string, string>): void {
		if (this.open.includes(map)) throw new AliasProblem('an alias stands for a section that it is a part of');
		this.open.push(map);
		for (const pair of map.items) {
			this.anchors.count();
			const name = this.keyOf(pair);
			if (name === undefined) continue;
			const written = pair.value instanceof Object ? this.node(pair.value) : null;
			const value = isAlias(written) ? this.follow(written) : written;
			this.anchors.meet(value);
			if (isNullNode(value)) this.problem(this.keyRange(pair), `\`${prefix}${name}\` has no value`);
			else if (isMap(value)) this.collect(value, `${prefix}${name}.`, entries);
			// Bytes have no text that could be told, as a template has none.
			else entries.set(`${prefix}${name}`, isScalar(value) && value.tag === BINARY ? MASK : nodeText(value, this.anchors));
		}
		this.open.pop();
	}

	private keyOf(pair: Pair): string | undefined {
		const written = pair.key instanceof Object ? this.node(pair.key) : null;
		const key = isAlias(written) ? this.follow(written) : written;
		this.anchors.meet(key);
		if (key === null) return this.notText(pair, 'the key is missing');
		if (!isScalar(key)) return this.notText(pair, 'a list or a map cannot be a key');
		const { kind, text } = resolveScalar(key);
		if (kind === 'null' && key.source === '') return this.notText(pair, 'the key is missing');
		if (kind === 'text' || kind === 'null') return text;
		return this.notText(pair, `the key \`${text}\` is a ${kind === 'boolean' ? 'boolean' : 'number'}, and Flink takes only text`);
	}

	private notText(pair: Pair, message: string): undefined {
		this.problem(this.keyRange(pair), message);
		return undefined;
	}

	private follow(alias: Alias): Node | null {
		return this.anchors.resolve(alias) ?? null;
	}

	private problem(range: Range, message: string): void {
		if (!this.source.structural) this.problems.push({ range, message });
	}

	/** The `yaml` package's types of parsed nodes. */
	private node(value: object): Node | null {
		return isAlias(value) || isMap(value) || isScalar(value) || isSeq(value) ? value : null;
	}

	private keyRange(pair: Pair): Range {
		const key = pair.key instanceof Object ? this.node(pair.key) : null;
		return key === null ? { start: 0, end: 0 } : this.range(key);
	}

	private pairRange(pair: Pair): Range {
		const key = this.keyRange(pair);
		const value = pair.value instanceof Object ? this.node(pair.value) : null;
		return value === null ? key : { start: key.start, end: Math.max(key.end, this.range(value).end) };
	}

	private range(node: Node): Range {
		return nodeRange(node, this.text);
	}
}

function scalarValue(key: string, option: Option | undefined, node: Scalar): Value {
	const type = option?.type;
	if (node.tag === BINARY) return { kind: 'unknown', why: 'Flink holds bytes here' };
	const { kind, text } = resolveScalar(node);
	if (type === 'list' || type === 'map')
		return readYamlText(type, text, option === undefined ? {} : catalogue.contextOf(option, undefined));
	if (kind !== 'float' || (type !== 'float' && type !== 'double')) return typedValue(key, text);
	const reading = readYamlFloat(type, node.source ?? '');
	return 'why' in reading ? { kind: 'invalid', text, why: reading.why } : known(number(reading.value), text);
}
