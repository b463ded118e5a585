import type { Language, Node } from 'web-tree-sitter';
import type { Range } from '../../model/range.ts';

/** Whether the tree that nodes belong to can still be read. */
interface TreeLife {
	readonly text: string;
	readonly kinds: NodeKinds;
	open: boolean;
}

/** What a grammar says about its kinds of node, by their number: asking the wasm heap about each node again is what reading Java costs most. */
export class NodeKinds {
	private readonly named: boolean[] = [];

	constructor(private readonly language: Language) {}

	type(kind: number): string {
		return this.language.types[kind] || 'ERROR';
	}

	isNamed(kind: number): boolean {
		const known = this.named[kind];
		if (known !== undefined) return known;
		const named = this.language.nodeTypeIsNamed(kind);
		this.named[kind] = named;
		return named;
	}
}

/**
 * A node of a Java syntax tree, read from the wasm heap only when it is asked for: parents are known from the way down, so neither
 * direction costs more than one step. Comments are left out. Nodes are only valid while their source is open.
 */
export class JavaNode implements Range {
	readonly type: string;
	readonly start: number;
	readonly end: number;
	private readonly kind: number;
	private kids: readonly JavaNode[] | undefined;
	private namedKids: readonly JavaNode[] | undefined;

	constructor(
		private readonly raw: Node,
		readonly parent: JavaNode | undefined,
		/** Position among the parent's children. */
		readonly index: number,
		private readonly life: TreeLife,
	) {
		this.kind = raw.typeId;
		this.type = life.kinds.type(this.kind);
		this.start = raw.startIndex;
		this.end = raw.endIndex;
	}

	/** Named and anonymous children, without comments. */
	get children(): readonly JavaNode[] {
		if (this.kids !== undefined) return this.kids;
		if (isLeaf(this.type)) {
			this.kids = [];
			return this.kids;
		}
		this.mustBeOpen();
		const kids: JavaNode[] = [];
		for (const child of this.raw.children) {
			const kid = new JavaNode(child, this, kids.length, this.life);
			if (kid.type !== 'line_comment' && kid.type !== 'block_comment') kids.push(kid);
		}
		this.kids = kids;
		return kids;
	}

	/** The children the grammar names, without punctuation and keywords. */
	get named(): readonly JavaNode[] {
		this.namedKids ??= this.children.filter((child) => this.life.kinds.isNamed(child.kind));
		return this.namedKids;
	}

	/** The child in a field of the grammar: `name`, `object`, `arguments`, `body`, `type`, `value`, `left`, `right`, `condition` … */
	field(name: string): JavaNode | undefined {
		if (isLeaf(this.type)) return undefined;
		this.mustBeOpen();
		const found = this.raw.childForFieldName(name);
		if (found === null) return undefined;
		return this.children.find((child) => child.raw.id === found.id && child.start === found.startIndex);
	}

	/** The first child of one of these types. */
	child(...types: readonly string[]): JavaNode | undefined {
		return this.children.find((child) => types.includes(child.type));
	}

	/** The source text of the node. */
	get text(): string {
		return this.life.text.slice(this.start, this.end);
	}

	/** The parser gave up here: text that is no Java, or a token it had to make up. */
	get broken(): boolean {
		this.mustBeOpen();
		return this.raw.isError || this.raw.isMissing;
	}

	/** Some text inside is broken. */
	get holdsBroken(): boolean {
		this.mustBeOpen();
		return this.raw.hasError;
	}

	/** The node and its ancestors, innermost first. */
	*upwards(): Generator<JavaNode> {
		for (let node: JavaNode | undefined = this; node !== undefined; node = node.parent) yield node;
	}

	/** The node and everything below it in source order, without recursion; `enter` says into which nodes to go. */
	*walk(enter: (node: JavaNode) => boolean = () => true): Generator<JavaNode> {
		const open: JavaNode[] = [this];
		for (let node = open.pop(); node !== undefined; node = open.pop()) {
			yield node;
			if (!enter(node)) continue;
			const kids = node.children;
			for (let i = kids.length - 1; i >= 0; i--) {
				const kid = kids[i];
				if (kid !== undefined) open.push(kid);
			}
		}
	}

	private mustBeOpen(): void {
		if (!this.life.open) throw new Error(`a Java syntax node (${this.type}) was used after its source was closed`);
	}
}

const LEAVES: ReadonlySet<string> = new Set([
	'identifier',
	'type_identifier',
	'decimal_integer_literal',
	'hex_integer_literal',
	'decimal_floating_point_literal',
	'true',
	'false',
	'null_literal',
	'this',
	'super',
	'(',
	')',
	'{',
	'}',
	';',
	',',
	'.',
]);

/** Kinds of node that hold nothing: asking the wasm heap for their children is a wasted call. */
function isLeaf(type: string): boolean {
	return LEAVES.has(type);
}
