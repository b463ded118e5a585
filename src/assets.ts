import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A rule's page, docs/rules/<name>.md, as it ships with the package. */
export async function readRulePage(name: string): Promise<string> {
	return readFileSync(join(packageFolder('docs', 'rules'), `${name}.md`), 'utf8');
}

/** A folder of the package, found upwards: this file runs from `src` in tests and from `dist` when bundled. */
export function packageFolder(...path: readonly string[]): string {
	const start = dirname(fileURLToPath(import.meta.url));
	for (let folder = start; ; folder = dirname(folder)) {
		const found = join(folder, ...path);
		if (existsSync(found)) return found;
		if (folder === dirname(folder)) throw new Error(`flint's package is incomplete: no ${path.join('/')} above ${start}`);
	}
}
