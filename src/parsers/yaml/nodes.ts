import { type Alias, isAlias, isMap, isScalar, isSeq, type Node, type YAMLSeq } from 'yaml';
import type { Range } from '../../model/range.ts';
import { scalarFlowText } from './flow-text.ts';
import { isNullNode, resolveScalar } from './scalar.ts';

/** Aliases may multiply a document; nobody writes more nodes than this by hand, and what does is an attack. */
const MOST_ALIASED_NODES = 20_000;

/** A document goes through aliases without end, or multiplies itself beyond reason. */
export class AliasProblem extends Error {}

/** Follows aliases as YAML does: to the nearest anchor of the name above. */
export class Anchors {
	private readonly nodes = new Map<string, Node>();
	private aliased = 0;

	/** Notes the anchor of a node that the reader has reached. */
	meet(node: Node | null): void {
		if (node !== null && !isAlias(node) && 'anchor' in node && typeof node.anchor === 'string') this.nodes.set(node.anchor, node);
	}

	resolve(alias: Alias): Node | undefined {
		return this.nodes.get(alias.source);
	}

	/** Counts a node that is read through an alias. */
	count(): void {
		if (++this.aliased > MOST_ALIASED_NODES) throw new AliasProblem(`its aliases expand to more than ${MOST_ALIASED_NODES} nodes`);
	}
}

/** A node's span without trailing blanks; block scalars and collections end with their last text. */
export function nodeRange(node: Node, text: string): Range {
	const [start, end] = node.range ?? [0, 0, 0];
	let last = end;
	while (last > start && /\s/.test(text.charAt(last - 1))) last--;
	return { start, end: last };
}

/** The elements of a list as Flink reads them, or undefined where one is null: Flink then takes the list's text as one element. */
export function itemTexts(seq: YAMLSeq, anchors: Anchors): readonly string[] | undefined {
	const items: string[] = [];
	for (const item of seq.items) {
		if (isNullNode(item)) return undefined;
		items.push(nodeText(item, anchors));
	}
	return items;
}

/** The text Flink's configuration holds for a value: a scalar's own, a collection in one-line YAML. */
export function nodeText(node: unknown, anchors: Anchors): string {
	const target = isAlias(node) ? anchors.resolve(node) : node;
	return isScalar(target) ? resolveScalar(target).text : new FlowText(anchors).of(node);
}

/** Writes a collection as snakeyaml-engine dumps it: what stands in it twice gets an anchor. */
class FlowText {
	private readonly met = new Set<Node>();
	/** What aliases stand for, and the names of what they share, in the order in which they were met again. */
	private readonly targets = new Map<Alias, Node | undefined>();
	private readonly names = new Map<Node, string>();
	private readonly written = new Set<Node>();

	constructor(private readonly anchors: Anchors) {}

	of(node: unknown): string {
		this.meet(node);
		return this.text(node);
	}

	private meet(written: unknown): void {
		const node = this.followed(written);
		if (!isMap(node) && !isSeq(node)) return;
		if (this.met.has(node)) {
			if (!this.names.has(node)) this.names.set(node, `id${String(this.names.size + 1).padStart(3, '0')}`);
			return;
		}
		this.met.add(node);
		for (const child of isMap(node) ? node.items.flatMap(({ key, value }) => [key, value]) : node.items) this.meet(child);
	}

	/** The node an alias stands for, as the anchors are at this place. */
	private followed(node: unknown): unknown {
		if (isAlias(node)) {
			const target = this.anchors.resolve(node);
			this.targets.set(node, target);
			return target;
		}
		if (isMap(node) || isSeq(node) || isScalar(node)) this.anchors.meet(node);
		return node;
	}

	private text(written: unknown): string {
		const node = isAlias(written) ? this.targets.get(written) : written;
		if (isScalar(node)) return scalarFlowText(node);
		if (!isMap(node) && !isSeq(node)) return 'null';
		const name = this.names.get(node);
		if (name !== undefined && this.written.has(node)) return `*${name}`;
		this.written.add(node);
		const text = isMap(node)
			? `{${node.items.map(({ key, value }) => `${this.text(key)}: ${this.text(value)}`).join(', ')}}`
			: `[${node.items.map((item) => this.text(item)).join(', ')}]`;
		return name === undefined ? text : `&${name} ${text}`;
	}
}
