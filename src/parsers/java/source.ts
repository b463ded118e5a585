import { addTo } from '../../model/groups.ts';
import type { Range } from '../../model/range.ts';
import type { JavaGrammar } from './grammar.ts';
import { Names } from './names.ts';
import { JavaNode } from './node.ts';
import { Scopes } from './scope.ts';

/** A Java file whose syntax tree can be read as often as needed: `document.tree` of a Java document. */
export class JavaFile {
	constructor(
		private readonly grammar: JavaGrammar,
		/** Relative to the project root, with `/`. */
		readonly path: string,
		readonly text: string,
	) {}

	/** Parses the text, hands the open source over and frees the tree afterwards; no node may leave `use`. */
	read<T>(use: (source: JavaSource) => T): T {
		const tree = this.grammar.parse(this.text);
		const life = { text: this.text, kinds: this.grammar.kinds, open: true };
		try {
			return use(new JavaSource(this.path, this.text, new JavaNode(tree.rootNode, undefined, 0, life)));
		} finally {
			life.open = false;
			// Trees that are kept for fixes save no time that could be measured, and cost 70 MB of a small repository.
			tree.delete();
		}
	}
}

/** An open Java source: its text and its syntax tree, for as long as `JavaFile.read` runs. */
export class JavaSource {
	/** What the package and import declarations say. */
	readonly names: Names;
	/** Where names are declared. */
	readonly scopes = new Scopes();
	private index: ReadonlyMap<string, readonly number[]> | undefined;

	constructor(
		readonly path: string,
		readonly text: string,
		readonly root: JavaNode,
	) {
		this.names = new Names(root);
	}

	/**
	 * The identifiers of these names in source order, comments and strings left out. The text is searched first and the tree only
	 * opened where it matches, so that asking for a few words in a large file costs little.
	 */
	identifiers(names: Iterable<string>, within: Range = this.root): readonly JavaNode[] {
		const offsets: number[] = [];
		for (const name of new Set(names)) for (const offset of this.mentions(name, within)) offsets.push(offset);
		offsets.sort((a, b) => a - b);
		return this.leavesAt(offsets).filter((node) => node.type === 'identifier' || node.type === 'type_identifier');
	}

	/** Whether the text holds any of these words, be it in a comment. */
	speaksOf(...words: readonly string[]): boolean {
		return words.some((word) => this.words().has(word));
	}

	/** Where a word stands in the text of a span, in ascending order; the words of a file are indexed once. */
	mentions(word: string, within: Range): readonly number[] {
		const all = this.words().get(word);
		if (all === undefined) return [];
		return all.slice(firstAtLeast(all, within.start), firstAtLeast(all, within.end));
	}

	private words(): ReadonlyMap<string, readonly number[]> {
		if (this.index !== undefined) return this.index;
		const index = new Map<string, number[]>();
		WORD.lastIndex = 0;
		for (let match = WORD.exec(this.text); match !== null; match = WORD.exec(this.text)) {
			addTo(index, match[0], match.index);
		}
		this.index = index;
		return index;
	}

	/**
	 * The leaves that start at the given offsets, which are in ascending order: one walk from `top`, into the nodes that hold one
	 * only. A node's children are searched, not scanned, where there are many of them and few offsets.
	 */
	leavesAt(offsets: readonly number[], top: JavaNode = this.root): readonly JavaNode[] {
		const found: JavaNode[] = [];
		const open: Span[] = offsets.length > 0 ? [{ node: top, first: 0, last: offsets.length }] : [];
		for (let span = open.pop(); span !== undefined; span = open.pop()) {
			if (span.node.children.length === 0) {
				if (offsets[span.first] === span.node.start) found.push(span.node);
				continue;
			}
			const below = spansBelow(span, offsets);
			for (let i = below.length - 1; i >= 0; i--) {
				const inner = below[i];
				if (inner !== undefined) open.push(inner);
			}
		}
		return found;
	}
}

// Outside ASCII every unit counts as a letter: Java code only has them in identifiers, strings and comments.
const WORD = /[A-Za-z_$\u0080-\uffff][\w$\u0080-\uffff]*/g;

function firstAtLeast(sorted: readonly number[], value: number): number {
	let low = 0;
	let high = sorted.length;
	while (low < high) {
		const middle = (low + high) >> 1;
		if ((sorted[middle] ?? 0) >= value) high = middle;
		else low = middle + 1;
	}
	return low;
}

/** A node and the offsets that fall inside it: those from `first` to before `last`. */
interface Span {
	readonly node: JavaNode;
	readonly first: number;
	readonly last: number;
}

function spansBelow(span: Span, offsets: readonly number[]): Span[] {
	const kids = span.node.children;
	const below: Span[] = [];
	let next = span.first;
	let i = 0;
	while (next < span.last) {
		const offset = offsets[next] ?? 0;
		i = firstEndingAfter(kids, offset, i);
		const kid = kids[i];
		if (kid === undefined) break;
		const first = next;
		while (next < span.last && (offsets[next] ?? 0) < kid.end) next++;
		if (kid.end > offset && (offsets[next - 1] ?? 0) >= kid.start)
			below.push({ node: kid, first: skipBefore(offsets, first, kid.start), last: next });
	}
	return below;
}

function skipBefore(offsets: readonly number[], from: number, start: number): number {
	let first = from;
	while ((offsets[first] ?? start) < start) first++;
	return first;
}

/** The first child from `from` on that ends behind the offset. Children do not overlap, so their ends ascend. */
function firstEndingAfter(kids: readonly JavaNode[], offset: number, from: number): number {
	let low = from;
	let high = kids.length;
	while (low < high) {
		const middle = (low + high) >> 1;
		if ((kids[middle]?.end ?? 0) > offset) high = middle;
		else low = middle + 1;
	}
	return low;
}
