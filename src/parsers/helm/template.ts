import type { Range } from '../../model/range.ts';
import { type Expression, pipelineOf, tokensOf } from './expression.ts';

/** A tag `{{ … }}` as it stands in its file. */
export interface Tag extends Range {
	/** It takes the blanks before or behind it away. */
	readonly trimsBefore: boolean;
	readonly trimsBehind: boolean;
}

/** A part of a template of Go's text/template. */
export type Node =
	| ({ readonly kind: 'text' } & Range)
	| { readonly kind: 'comment'; readonly tag: Tag }
	/** @param sets the variable it sets instead of writing anything; @param declares it is a new one */
	| {
			readonly kind: 'action';
			readonly tag: Tag;
			readonly expression: Expression | undefined;
			readonly sets?: string;
			readonly declares?: boolean;
	  }
	| Block;

/** `if`, `with` and `range`, from the tag that opens it to its end. */
export interface Block {
	readonly kind: 'if' | 'with' | 'range';
	readonly tag: Tag;
	readonly expression: Expression | undefined;
	/** Of a loop or a `with`: the variables it declares. */
	readonly variables: readonly string[];
	readonly body: readonly Node[];
	/** What follows `else`; of `else if`, one block that has the same end. */
	readonly otherwise: { readonly tag: Tag; readonly body: readonly Node[] } | undefined;
	readonly end: Tag;
	/** It is an `else if`: its end is that of the block around it. */
	readonly continued: boolean;
}

/** A template file, taken apart. */
export interface Template {
	readonly file: string;
	readonly text: string;
	readonly nodes: readonly Node[];
	/** What `define` names. */
	readonly named: ReadonlyMap<string, readonly Node[]>;
}

const LONGEST = 2_000_000;

/** Reads a template; undefined where its blocks are not closed, or it is no such template. */
export function parseTemplate(file: string, text: string): Template | undefined {
	if (text.length > LONGEST) return undefined;
	const tags = tagsOf(text);
	if (tags === undefined) return undefined;
	const parser = new Parser(text, tags);
	const nodes = parser.list(0);
	return nodes === undefined || !parser.done ? undefined : { file, text, nodes, named: parser.named };
}

interface Found {
	readonly tag: Tag;
	readonly inside: string;
	/** Offset of the inside. */
	readonly at: number;
	readonly word: string;
}

/** The tags of a text; undefined where one has no end. They may go over several lines, and strings and comments in them hold anything. */
function tagsOf(text: string): readonly Found[] | undefined {
	const tags: Found[] = [];
	for (let start = text.indexOf('{{'); start >= 0; ) {
		const end = endOf(text, start + 2);
		if (end === undefined) return undefined;
		const trimsBefore = /^-\s/.test(text.slice(start + 2, start + 4));
		const trimsBehind = /\s-$/.test(text.slice(end - 4, end - 2));
		const raw = text.slice(start + (trimsBefore ? 3 : 2), end - (trimsBehind ? 3 : 2));
		const at = start + (trimsBefore ? 3 : 2) + (raw.length - raw.trimStart().length);
		const inside = raw.trim();
		tags.push({ tag: { start, end, trimsBefore, trimsBehind }, inside, at, word: /^[a-z]+(?![\w.])/.exec(inside)?.[0] ?? '' });
		start = text.indexOf('{{', end);
	}
	return tags;
}

/** Offset behind the `}}` of a tag. */
function endOf(text: string, from: number): number | undefined {
	const comment = /-?\s*\/\*/y;
	comment.lastIndex = from;
	if (comment.test(text)) {
		const closing = text.indexOf('*/', comment.lastIndex);
		const end = closing < 0 ? -1 : text.indexOf('}}', closing);
		return end < 0 ? undefined : end + 2;
	}
	for (let at = from; at < text.length; at++) {
		const character = text.charAt(at);
		if (character === '}' && text.charAt(at + 1) === '}') return at + 2;
		if (character !== '"' && character !== '`') continue;
		for (at++; at < text.length && text.charAt(at) !== character; at++) if (character === '"' && text.charAt(at) === '\\') at++;
	}
	return undefined;
}

const DEEPEST = 100;

class Parser {
	readonly named = new Map<string, readonly Node[]>();
	private next = 0;
	private offset = 0;

	constructor(
		private readonly text: string,
		private readonly tags: readonly Found[],
	) {}

	get done(): boolean {
		return this.next >= this.tags.length && this.offset >= this.text.length;
	}

	/** Nodes up to the text's end, or to an `end` or `else`, which is left. */
	list(depth: number): readonly Node[] | undefined {
		const nodes: Node[] = [];
		if (depth > DEEPEST) return undefined;
		for (;;) {
			const found = this.tags[this.next];
			const end = found?.tag.start ?? this.text.length;
			if (end > this.offset) nodes.push({ kind: 'text', start: this.offset, end });
			this.offset = found?.tag.end ?? end;
			if (found === undefined) return nodes;
			if (found.word === 'end' || found.word === 'else') return nodes;
			this.next++;
			const node = this.node(found, depth);
			if (node === undefined) return undefined;
			if (node !== 'none') nodes.push(node);
		}
	}

	private node(found: Found, depth: number): Node | 'none' | undefined {
		const { tag, inside, word } = found;
		if (inside.startsWith('/*')) return { kind: 'comment', tag };
		if (word === 'define' || word === 'block') return this.definition(found, depth);
		if (word === 'if' || word === 'with' || word === 'range') return this.block(found, word, word.length, depth, false);
		return action(found);
	}

	private definition({ inside, tag, word }: Found, depth: number): Node | 'none' | undefined {
		const name = /^\w+\s+"([^"]*)"/.exec(inside)?.[1];
		const body = this.list(depth + 1);
		const end = this.tags[this.next++];
		if (body === undefined || end?.word !== 'end' || name === undefined || word === 'block') return undefined;
		this.named.set(name, trimmedAt(this.text, body, tag, end.tag));
		return { kind: 'comment', tag: { ...tag, end: end.tag.end, trimsBehind: end.tag.trimsBehind } };
	}

	private block(found: Found, kind: Block['kind'], skip: number, depth: number, continued: boolean): Block | undefined {
		const { variables, expression } = header(found, skip);
		const body = this.list(depth + 1);
		const closing = this.tags[this.next];
		if (body === undefined || closing === undefined) return undefined;
		this.next++;
		const opened = { kind, tag: found.tag, expression, variables, body, continued };
		if (closing.word === 'end') return { ...opened, otherwise: undefined, end: closing.tag };
		const chained = /^else\s+(if|with)\b/.exec(closing.inside);
		if (chained !== null) {
			const inner = this.block(closing, chained[1] === 'with' ? 'with' : 'if', chained[0].length, depth + 1, true);
			return inner && { ...opened, otherwise: { tag: closing.tag, body: [inner] }, end: inner.end };
		}
		const otherwise = this.list(depth + 1);
		const end = this.tags[this.next++];
		if (otherwise === undefined || end?.word !== 'end') return undefined;
		return { ...opened, otherwise: { tag: closing.tag, body: otherwise }, end: end.tag };
	}
}

/** The body of a definition without what its own tags trim. */
function trimmedAt(text: string, body: readonly Node[], before: Tag, behind: Tag): readonly Node[] {
	return body.flatMap((node, index): readonly Node[] => {
		if (node.kind !== 'text') return [node];
		let { start, end } = node;
		if (index === 0 && before.trimsBehind) while (start < end && /\s/.test(text.charAt(start))) start++;
		if (index === body.length - 1 && behind.trimsBefore) while (end > start && /\s/.test(text.charAt(end - 1))) end--;
		return start === end ? [] : [{ ...node, start, end }];
	});
}

function header(
	{ inside, at }: Found,
	skip: number,
): { readonly variables: readonly string[]; readonly expression: Expression | undefined } {
	const tokens = tokensOf(inside.slice(skip), at + skip);
	const declares = tokens?.findIndex(({ text }) => text === ':=') ?? -1;
	if (tokens === undefined) return { variables: [], expression: undefined };
	const variables = tokens.slice(0, Math.max(0, declares)).flatMap(({ text }) => (text.startsWith('$') ? [text] : []));
	return { variables, expression: pipelineOf(tokens.slice(declares + 1)) };
}

function action({ inside, at, tag, word }: Found): Node {
	const tokens = tokensOf(inside, at);
	const [first, sign] = tokens ?? [];
	if (tokens !== undefined && first?.text.startsWith('$') === true && (sign?.text === ':=' || sign?.text === '='))
		return { kind: 'action', tag, expression: pipelineOf(tokens.slice(2)), sets: first.text, declares: sign.text === ':=' };
	const known = tokens === undefined || word === 'break' || word === 'continue' ? undefined : pipelineOf(tokens);
	return { kind: 'action', tag, expression: known };
}
