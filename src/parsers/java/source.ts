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
		const life = { text: this.text, open: true };
		try {
			return use(new JavaSource(this.path, this.text, new JavaNode(tree.rootNode, undefined, 0, life)));
		} finally {
			life.open = false;
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
		const pattern = wordPattern(names);
		if (pattern === undefined) return [];
		const offsets: number[] = [];
		pattern.lastIndex = within.start;
		for (let match = pattern.exec(this.text); match !== null && match.index < within.end; match = pattern.exec(this.text)) {
			offsets.push(match.index);
		}
		return this.leavesAt(offsets).filter((node) => node.type === 'identifier' || node.type === 'type_identifier');
	}

	/** The leaves that start at the given offsets, which are in ascending order. One walk, into the nodes that hold one only. */
	leavesAt(offsets: readonly number[]): readonly JavaNode[] {
		const found: JavaNode[] = [];
		const open: { readonly node: JavaNode; readonly first: number; readonly last: number }[] = [];
		if (offsets.length > 0) open.push({ node: this.root, first: 0, last: offsets.length });
		for (let span = open.pop(); span !== undefined; span = open.pop()) {
			const { node, last } = span;
			const kids = node.children;
			if (kids.length === 0) {
				if (offsets[span.first] === node.start) found.push(node);
				continue;
			}
			const below: typeof open = [];
			let next = span.first;
			for (const kid of kids) {
				while (next < last && (offsets[next] ?? 0) < kid.start) next++;
				const first = next;
				while (next < last && (offsets[next] ?? 0) < kid.end) next++;
				if (next > first) below.push({ node: kid, first, last: next });
			}
			for (let i = below.length - 1; i >= 0; i--) {
				const inner = below[i];
				if (inner !== undefined) open.push(inner);
			}
		}
		return found;
	}
}

const patterns = new Map<string, RegExp>();

/** Matches any of the words as a whole identifier. Patterns are kept: the same few are asked for in every file. */
function wordPattern(names: Iterable<string>): RegExp | undefined {
	const words = [...new Set(names)].filter((name) => /^[\p{L}\p{Nl}_$][\p{L}\p{N}_$]*$/u.test(name));
	if (words.length === 0) return undefined;
	const alternatives = words.map((word) => word.replaceAll('$', '\\$')).join('|');
	const kept = patterns.get(alternatives);
	if (kept !== undefined) return kept;
	const pattern = new RegExp(`(?<![\\p{L}\\p{N}_$])(?:${alternatives})(?![\\p{L}\\p{N}_$])`, 'gu');
	if (words.length > 4) patterns.set(alternatives, pattern);
	return pattern;
}
