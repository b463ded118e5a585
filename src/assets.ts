import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setFlagsFromString } from 'node:v8';
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

/** A rule's page, docs/rules/<name>.md, as it ships with the package. */
export async function readRulePage(name: string): Promise<string> {
	return readFileSync(join(packageFolder('docs', 'rules'), `${name}.md`), 'utf8');
}

/** A folder of the package, found upwards: this file runs from `src` in tests and from `dist` when bundled. */
function packageFolder(...path: readonly string[]): string {
	const start = dirname(fileURLToPath(import.meta.url));
	for (let folder = start; ; folder = dirname(folder)) {
		const found = join(folder, ...path);
		if (existsSync(found)) return found;
		if (folder === dirname(folder)) throw new Error(`flint's package is incomplete: no ${path.join('/')} above ${start}`);
	}
}
