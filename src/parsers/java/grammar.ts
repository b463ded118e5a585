import { Language, Parser, type Tree } from 'web-tree-sitter';
import { NodeKinds } from './node.ts';

/** The wasm binaries that reading Java needs; the Node side reads them from the package's assets. */
export interface GrammarBytes {
	/** web-tree-sitter.wasm */
	readonly runtime: Uint8Array;
	/** tree-sitter-java.wasm */
	readonly java: Uint8Array;
}

/** The loaded Java grammar. */
export class JavaGrammar {
	readonly kinds: NodeKinds;

	constructor(
		private readonly parser: Parser,
		language: Language,
	) {
		this.kinds = new NodeKinds(language);
	}

	/** The syntax tree of a text; the caller frees it with `delete()`. Offsets are UTF-16 units. */
	parse(text: string): Tree {
		// A parse that was broken off would otherwise be taken up again with another text.
		this.parser.reset();
		const tree = this.parser.parse(text);
		if (tree === null) throw new Error('tree-sitter gave no tree for a Java text');
		return tree;
	}
}

let loading: Promise<JavaGrammar> | undefined;

/** Loads the grammar, once per process. */
export function loadJavaGrammar(wasm: GrammarBytes): Promise<JavaGrammar> {
	loading ??= load(wasm);
	return loading;
}

async function load(wasm: GrammarBytes): Promise<JavaGrammar> {
	await Parser.init({ wasmBinary: wasm.runtime });
	const parser = new Parser();
	const language = await Language.load(wasm.java);
	parser.setLanguage(language);
	return new JavaGrammar(parser, language);
}

/** The grammar, if something loaded it before. */
export function loadedJavaGrammar(): Promise<JavaGrammar> | undefined {
	return loading;
}
