import { Alias, isAlias, isCollection, isNode, type Node, Scalar, type YAMLMap, type YAMLSeq } from 'yaml';
import type { ParseProblem } from '../../model/document.ts';
import { duplicateKeys, tagProblem } from './construct.ts';
import type { Token } from './token.ts';
import { Unreadable } from './unreadable.ts';

/** Source: snakeyaml-engine, LoadSettingsBuilder.maxAliasesForCollections. */
const MOST_COLLECTION_ALIASES = 50;

/** Anchor and tag of a node. */
export interface Properties {
	readonly anchor?: string;
	readonly tag?: string;
}

/** Makes the nodes of a document, and knows what its anchors and the handles of its tags stand for. */
export class NodeMaker {
	readonly problems: ParseProblem[] = [];
	private aliases = 0;
	private readonly handles = new Map([
		['!', '!'],
		['!!', 'tag:yaml.org,2002:'],
	]);
	/** What the anchors that were met so far stand for. */
	private readonly anchors = new Map<string, Node>();

	/** Takes a directive that says what a handle stands for. */
	define(handle: string, prefix: string): void {
		this.handles.set(handle, prefix);
	}

	/** A tag with what its handle stands for. */
	tag({ handle, text = '', start, end }: Token): string {
		if (handle === undefined) return text;
		const prefix = this.handles.get(handle);
		if (prefix === undefined) throw new Unreadable(`nothing says what the tag's handle \`${handle}\` stands for`, { start, end });
		return prefix + text;
	}

	/** A node that stands for an earlier one. */
	alias({ text = '', start, end }: Token): Node {
		const named = this.anchors.get(text);
		const range = { start, end };
		if (named === undefined) this.problems.push({ range, message: `nothing above has the anchor \`&${text}\`` });
		else if (isCollection(named) && ++this.aliases === MOST_COLLECTION_ALIASES + 1)
			throw new Unreadable(`its reader follows at most ${MOST_COLLECTION_ALIASES} aliases of sections and lists`, range);
		const node = new Alias(text);
		node.range = [start, end, end];
		return node;
	}

	/** A scalar, as its token spells it. */
	scalar({ text = '', style = 'PLAIN', start, end }: Token, properties: Properties): Node {
		const node = new Scalar(text);
		node.source = text;
		node.type = style;
		node.range = [start, end, end];
		return this.named(node, properties);
	}

	/** What stands where a value is left out. */
	empty(at: number, properties: Properties = {}): Node {
		const node = new Scalar(null);
		node.source = '';
		node.type = 'PLAIN';
		node.range = [at, at, at];
		return this.named(node, properties);
	}

	/** The node with its anchor and tag. */
	named<T extends Scalar | YAMLMap | YAMLSeq>(node: T, { anchor, tag }: Properties): T {
		if (anchor !== undefined) {
			node.anchor = anchor;
			this.anchors.set(anchor, node);
		}
		if (tag === undefined || (tag === '!' && isCollection(node))) return node;
		node.tag = tag;
		const message = tagProblem(node);
		const [start, end] = node.range ?? [0, 0];
		if (message !== undefined) this.problems.push({ range: { start, end }, message });
		return node;
	}

	/** Tells the keys that a map states twice. */
	checkKeys({ items }: YAMLMap): void {
		for (const problem of duplicateKeys(items, (key) => this.resolved(key))) this.problems.push(problem);
	}

	private resolved(node: unknown): Node | undefined {
		if (isAlias(node)) return this.anchors.get(node.source);
		return isNode(node) ? node : undefined;
	}
}
