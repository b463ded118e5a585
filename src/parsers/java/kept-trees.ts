import type { Tree } from 'web-tree-sitter';
import type { JavaFile, JavaSource } from './source.ts';

/** What was parsed of a file: a tree in the wasm heap, which has to be freed, and the source that reads it. */
export interface ParsedFile {
	readonly tree: Tree;
	/** Whether nodes may be read now. */
	readonly life: { open: boolean };
	readonly source: JavaSource;
}

/** Characters of the files whose trees are kept: a small repository's, so that its fixes are planned without parsing it again. */
const LIMIT = 500_000;

/** The trees of the files that were read last. */
export class KeptTrees {
	/** The file that was read longest ago first. */
	private readonly files = new Map<JavaFile, ParsedFile>();
	private characters = 0;

	/** Takes a file's tree out, if it is kept: whoever reads it puts it back. */
	take(file: JavaFile): ParsedFile | undefined {
		const parsed = this.files.get(file);
		if (parsed === undefined) return undefined;
		this.files.delete(file);
		this.characters -= file.text.length;
		return parsed;
	}

	/** Keeps a file's tree, and frees those that are then too many. */
	put(file: JavaFile, parsed: ParsedFile): void {
		// Whoever read the file meanwhile has put a tree of their own.
		this.take(file)?.tree.delete();
		this.files.set(file, parsed);
		this.characters += file.text.length;
		for (const [oldest, { tree }] of this.files) {
			if (this.characters <= LIMIT) return;
			this.take(oldest);
			tree.delete();
		}
	}
}
