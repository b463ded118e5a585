import { type Node, Pair, YAMLMap, YAMLSeq } from 'yaml';
import type { Comment, ParseProblem } from '../../model/document.ts';
import { NodeMaker, type Properties } from './node-maker.ts';
import { DEEPEST, scan, TOO_DEEP } from './scanner.ts';
import type { Token, TokenKind } from './token.ts';
import { TokenStream } from './token-stream.ts';
import { Unreadable } from './unreadable.ts';

/** What a document without content is followed by. */
const NO_CONTENT: readonly TokenKind[] = ['document-start', 'document-end', 'end', 'yaml-directive', 'tag-directive', 'directive'];

/** A YAML text as Flink reads it: nodes of the `yaml` package, made by a reader as strict and as lenient as Flink's. */
interface FlinkYaml {
	/** The root; null where the text holds none. Where reading ended early it is what was read. */
	readonly contents: Node | null;
	readonly comments: readonly Comment[];
	readonly problems: readonly ParseProblem[];
	/** Where the text stops being YAML; what stands behind it was not read. */
	readonly brokenFrom: number;
}

/** Reads the one document of a text. It never throws for bad input. */
export function parseFlinkYaml(text: string): FlinkYaml {
	const { tokens, comments, failure } = scan(text);
	const parser = new Parser(new TokenStream(text, tokens, failure));
	const broken = parser.run();
	const problems = broken === undefined ? parser.problems : [...parser.problems, { range: broken.range, message: broken.message }];
	return { contents: parser.contents, comments, problems, brokenFrom: broken?.from ?? Number.POSITIVE_INFINITY };
}

class Parser {
	contents: Node | null = null;
	private readonly nodes = new NodeMaker();
	private depth = 0;

	constructor(private readonly tokens: TokenStream) {}

	get problems(): readonly ParseProblem[] {
		return this.nodes.problems;
	}

	/** Reads the document; why it could not be read to its end, if it could not. */
	run(): Unreadable | undefined {
		try {
			this.document();
			return undefined;
		} catch (failure) {
			if (failure instanceof Unreadable) return failure;
			throw failure;
		}
	}

	private document(): void {
		if (this.tokens.is('end')) return;
		const marked = this.directives();
		if (!marked || !this.tokens.is(...NO_CONTENT)) this.root();
		if (this.tokens.is('yaml-directive', 'tag-directive', 'directive'))
			throw new Unreadable('a line that begins with `%` is a directive of YAML, and none can stand here', this.tokens.range());
		while (this.tokens.is('document-end')) this.tokens.take();
		if (this.tokens.is('end')) return;
		const { start, end } = this.tokens.peek();
		throw this.tokens.is('document-start') || this.tokens.last()?.kind === 'document-end'
			? new Unreadable('a second YAML document starts here, and Flink reads files of one document only', {
					start,
					end: Math.max(end, start + 3),
				})
			: this.misplaced();
	}

	/** Whether a `---` begins the document. */
	private directives(): boolean {
		if (!this.tokens.is('yaml-directive', 'tag-directive', 'directive')) {
			if (!this.tokens.is('document-start')) return false;
			this.tokens.take();
			return true;
		}
		const stated = new Set<string>();
		while (this.tokens.is('yaml-directive', 'tag-directive', 'directive')) {
			const { kind, handle = '', text = '' } = this.tokens.peek();
			const name = kind === 'tag-directive' ? handle : '%YAML';
			if (kind !== 'directive' && stated.has(name)) throw new Unreadable('the directive stands twice', this.tokens.range());
			if (kind === 'yaml-directive' && !/^0*1\./.test(text)) throw new Unreadable(`Flink reads no YAML ${text}`, this.tokens.range());
			if (kind !== 'directive') stated.add(name);
			if (kind === 'tag-directive') this.nodes.define(handle, text);
			this.tokens.take();
		}
		if (!this.tokens.is('document-start')) throw new Unreadable('a `---` must follow the directives', this.tokens.range());
		this.tokens.take();
		return true;
	}

	private root(): void {
		this.node(true, false, (node) => {
			this.contents = node;
		});
	}

	/** @param attach gets the node before what it holds is read, so that what was read stays if the rest cannot be */
	private node(block: boolean, indentless: boolean, attach: (node: Node) => void): Node {
		if (this.tokens.is('alias')) return attached(this.nodes.alias(this.tokens.take()), attach);
		const first = this.tokens.peek();
		const properties = this.properties();
		if (indentless && this.tokens.is('block-entry')) return this.sequence(properties, attach, 'indentless');
		if (this.tokens.is('scalar')) return attached(this.nodes.scalar(this.tokens.take(), properties), attach);
		if (this.tokens.is('flow-sequence-start')) return this.sequence(properties, attach, 'flow');
		if (this.tokens.is('flow-mapping-start')) return this.flowMapping(properties, attach);
		if (block && this.tokens.is('block-sequence-start')) return this.sequence(properties, attach, 'block');
		if (block && this.tokens.is('block-mapping-start')) return this.blockMapping(properties, attach);
		if (properties.anchor === undefined && properties.tag === undefined) throw this.noNode(first);
		return attached(this.nodes.empty(this.tokens.last()?.end ?? first.end, properties), attach);
	}

	private noNode(first: Token): Unreadable {
		const { kind, start, end } = this.tokens.peek();
		if (kind === 'value')
			return new Unreadable('a `:` stands where a value should begin: a text that begins with it needs quotes', { start, end });
		if (kind === 'end') return new Unreadable('the file ends where a value should stand', { start: first.start, end: first.end });
		return new Unreadable(`a value should stand before \`${this.tokens.text.slice(start, Math.max(end, start + 1))}\``, { start, end });
	}

	private properties(): Properties {
		let anchor: string | undefined;
		let tag: string | undefined;
		for (let left = 2; left > 0 && this.tokens.is('anchor', 'tag'); left--) {
			if (this.tokens.is('anchor') ? anchor !== undefined : tag !== undefined) break;
			const token = this.tokens.peek();
			if (token.kind === 'anchor') anchor = token.text;
			else tag = this.nodes.tag(token);
			this.tokens.take();
		}
		return { ...(anchor === undefined ? {} : { anchor }), ...(tag === undefined ? {} : { tag }) };
	}

	private open<T extends YAMLMap | YAMLSeq>(node: T, properties: Properties, attach: (node: Node) => void): T {
		if (++this.depth > DEEPEST) throw new Unreadable(TOO_DEEP, this.tokens.range());
		// Until it is closed it may reach to the text's end.
		node.range = [this.tokens.peek().start, this.tokens.text.length, this.tokens.text.length];
		attach(this.nodes.named(node, properties));
		return node;
	}

	private close<T extends YAMLMap | YAMLSeq>(node: T, end: number): T {
		this.depth--;
		if (node instanceof YAMLMap) this.nodes.checkKeys(node);
		node.range = [node.range?.[0] ?? end, end, end];
		return node;
	}

	private sequence(properties: Properties, attach: (node: Node) => void, form: 'flow' | 'block' | 'indentless'): Node {
		const sequence = this.open(new YAMLSeq(), properties, attach);
		const add = (node: Node): void => {
			sequence.items.push(node);
		};
		if (form === 'flow') return this.flowSequence(sequence, add);
		if (form === 'block') this.tokens.take();
		while (this.tokens.is('block-entry')) {
			const { end } = this.tokens.take();
			const ends: readonly TokenKind[] = form === 'block' ? ['block-entry', 'block-end'] : ['block-entry', 'key', 'value', 'block-end'];
			if (this.tokens.is(...ends)) add(this.nodes.empty(end));
			else this.node(true, false, add);
		}
		const last = sequence.items.at(-1);
		if (form === 'block') this.closeBlock();
		return this.close(sequence, endOf(last, sequence.range?.[0] ?? 0));
	}

	private closeBlock(): void {
		if (!this.tokens.is('block-end')) throw this.misplaced();
		this.tokens.take();
	}

	private misplaced(): Unreadable {
		const { kind, start, end } = this.tokens.peek();
		const range = { start, end: Math.max(end, Math.min(start + 1, this.tokens.text.length)) };
		if (kind === 'block-sequence-start' || kind === 'block-entry') return new Unreadable('a list stands where a key should', range);
		if (kind === 'block-mapping-start' || kind === 'key') return new Unreadable('the indentation fits no section above', range);
		return new Unreadable('what stands here belongs to no key: a text that holds `: ` or quotes needs quotes around it all', range);
	}

	private flowSequence(sequence: YAMLSeq, add: (node: Node) => void): Node {
		const opened = this.tokens.take();
		for (let first = true; !this.tokens.is('flow-sequence-end'); first = false) {
			if (!first) this.comma(opened, 'flow-sequence-end', ']');
			if (this.tokens.is('key')) this.singlePair(add);
			else if (!this.tokens.is('flow-sequence-end')) this.node(false, false, add);
			else break;
		}
		return this.close(sequence, this.tokens.take().end);
	}

	/** A `key: value` among a list's items is a map of one pair. */
	private singlePair(add: (node: Node) => void): void {
		const map = this.open(new YAMLMap(), {}, add);
		map.flow = true;
		const { end } = this.tokens.take();
		const pair = this.pair(
			map,
			this.tokens.is('value', 'flow-entry', 'flow-sequence-end') ? this.nodes.empty(end) : this.node(false, false, ignore),
		);
		this.flowValue(pair, 'flow-sequence-end');
		this.close(map, endOf(pair.value, end));
	}

	private flowMapping(properties: Properties, attach: (node: Node) => void): Node {
		const map = this.open(new YAMLMap(), properties, attach);
		map.flow = true;
		const opened = this.tokens.take();
		for (let first = true; !this.tokens.is('flow-mapping-end'); first = false) {
			if (!first) this.comma(opened, 'flow-mapping-end', '}');
			if (this.tokens.is('flow-mapping-end')) break;
			if (this.tokens.is('key')) {
				const { end } = this.tokens.take();
				const pair = this.pair(
					map,
					this.tokens.is('value', 'flow-entry', 'flow-mapping-end') ? this.nodes.empty(end) : this.node(false, false, ignore),
				);
				this.flowValue(pair, 'flow-mapping-end');
			} else {
				const pair = this.pair(map, this.node(false, false, ignore));
				pair.value = this.nodes.empty(this.tokens.peek().start);
			}
		}
		return this.close(map, this.tokens.take().end);
	}

	private comma(opened: Token, closing: TokenKind, sign: string): void {
		if (this.tokens.is('flow-entry')) this.tokens.take();
		else if (this.tokens.is('end'))
			throw new Unreadable(`the \`${this.tokens.text.charAt(opened.start)}\` is never closed`, { start: opened.start, end: opened.end });
		else if (!this.tokens.is(closing))
			throw new Unreadable(`a \`,\` or \`${sign}\` is missing before this`, this.tokens.range(), opened.start);
	}

	private flowValue(pair: Pair<Node, Node>, closing: TokenKind): void {
		if (!this.tokens.is('value')) {
			pair.value = this.nodes.empty(this.tokens.peek().start);
			return;
		}
		const { end } = this.tokens.take();
		if (this.tokens.is('flow-entry', closing)) pair.value = this.nodes.empty(end);
		else
			this.node(false, false, (node) => {
				pair.value = node;
			});
	}

	private blockMapping(properties: Properties, attach: (node: Node) => void): Node {
		const map = this.open(new YAMLMap(), properties, attach);
		this.tokens.take();
		while (this.tokens.is('key')) {
			const { end } = this.tokens.take();
			const key = this.tokens.is('key', 'value', 'block-end') ? this.nodes.empty(end) : this.node(true, true, ignore);
			const pair = new Pair<Node, Node>(key);
			const add = (node: Node): void => {
				pair.value = node;
				map.items.push(pair);
			};
			this.blockValue(add);
		}
		const last = map.items.at(-1);
		this.closeBlock();
		return this.close(map, endOf(last?.value ?? last?.key, map.range?.[0] ?? 0));
	}

	private blockValue(add: (node: Node) => void): void {
		if (this.tokens.is('value')) {
			const { end } = this.tokens.take();
			if (this.tokens.is('key', 'value', 'block-end')) add(this.nodes.empty(end));
			else this.node(true, true, add);
		} else if (this.tokens.is('scalar')) this.node(true, true, add);
		else add(this.nodes.empty(this.tokens.peek().start));
	}

	private pair(map: YAMLMap, key: Node): Pair<Node, Node> {
		const pair = new Pair<Node, Node>(key);
		map.items.push(pair);
		return pair;
	}
}

function attached(node: Node, attach: (node: Node) => void): Node {
	attach(node);
	return node;
}

function ignore(): void {
	// A key is attached together with its value.
}

function endOf(node: unknown, otherwise: number): number {
	return node instanceof Object && 'range' in node && Array.isArray(node.range) ? Number(node.range[1]) : otherwise;
}
