import { type Alias, isAlias, isMap, isScalar, isSeq, type Node, type YAMLMap, type YAMLSeq } from 'yaml';
import type { Range } from '../model/range.ts';
import { isNullNode, resolvePlain, resolveScalar } from './yaml-scalar.ts';

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
	return isScalar(node) ? resolveScalar(node).text : flowText(node, anchors, []);
}

function flowText(node: unknown, anchors: Anchors, above: readonly unknown[]): string {
	if (above.includes(node)) throw new AliasProblem('an alias in it stands for what it is a part of');
	if (isScalar(node)) return scalarFlowText(node);
	if (isAlias(node)) {
		anchors.count();
		return flowText(anchors.resolve(node), anchors, above);
	}
	if (isSeq(node)) {
		anchors.meet(node);
		return `[${node.items.map((item) => flowText(item, anchors, [...above, node])).join(', ')}]`;
	}
	if (isMap(node)) return mapFlowText(node, anchors, [...above, node]);
	return 'null';
}

function mapFlowText(map: YAMLMap, anchors: Anchors, above: readonly unknown[]): string {
	anchors.meet(map);
	return `{${map.items.map(({ key, value }) => `${flowText(key, anchors, above)}: ${flowText(value, anchors, above)}`).join(', ')}}`;
}

function scalarFlowText(node: Parameters<typeof resolveScalar>[0]): string {
	const { kind, text } = resolveScalar(node);
	if (kind !== 'text') return text;
	const plain = resolvePlain(text).kind === 'text' && /^[^\s!"#%&'*,:>?@[\]`{|}-][^,:#[\]{}\n]*$/.test(text) && !text.endsWith(' ');
	return plain ? text : `'${text.replaceAll("'", "''")}'`;
}
