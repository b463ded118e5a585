import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { packageFolder } from './assets.ts';
import type { GrammarBytes } from './parsers/java/grammar.ts';

/** Reads the wasm of the Java grammar and its runtime from the package's `assets/wasm`. */
export async function readGrammar(): Promise<GrammarBytes> {
	// It would be compiled a second time, optimised, and Node would wait for that before it exits.
	setFlagsFromString('--wasm-tiering-budget=100000000');
	const folder = packageFolder('assets', 'wasm');
	return {
		runtime: readFileSync(join(folder, 'web-tree-sitter.wasm')),
		java: readFileSync(join(folder, 'tree-sitter-java.wasm')),
	};
}
