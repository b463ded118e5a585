// Copies the wasm files that flint loads at run time out of their packages into the one that ships: assets/wasm.
import { copyFileSync, mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const require = createRequire(import.meta.url);
const target = join(dirname(fileURLToPath(import.meta.url)), '..', 'assets', 'wasm');

mkdirSync(target, { recursive: true });
for (const file of ['web-tree-sitter/web-tree-sitter.wasm', 'tree-sitter-java/tree-sitter-java.wasm']) {
	copyFileSync(require.resolve(file), join(target, file.slice(file.indexOf('/') + 1)));
}
