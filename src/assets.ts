import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { GrammarBytes } from './parsers/java/grammar.ts';

/** Reads the wasm of the Java grammar and its runtime from the package's `assets/wasm`. */
export async function readGrammar(): Promise<GrammarBytes> {
	const folder = join(packageRoot(), 'assets', 'wasm');
	const [runtime, java] = await Promise.all([
		readFile(join(folder, 'web-tree-sitter.wasm')),
		readFile(join(folder, 'tree-sitter-java.wasm')),
	]);
	return { runtime, java };
}

/** The nearest folder upwards that holds `assets/wasm`: this file runs from `src` in tests and from `dist` when bundled. */
function packageRoot(): string {
	const start = dirname(fileURLToPath(import.meta.url));
	for (let folder = start; ; folder = dirname(folder)) {
		if (existsSync(join(folder, 'assets', 'wasm'))) return folder;
		if (folder === dirname(folder)) throw new Error(`flint's package is incomplete: no assets/wasm above ${start}`);
	}
}
