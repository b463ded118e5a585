import { mkdirSync, mkdtempSync, realpathSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A folder that holds nothing but these files; answers its real path. */
export function folderWith(files: Readonly<Record<string, string | Uint8Array>>): string {
	const root = realpathSync(mkdtempSync(join(tmpdir(), 'flint-test-')));
	for (const [path, content] of Object.entries(files)) {
		mkdirSync(join(root, dirname(path)), { recursive: true });
		writeFileSync(join(root, path), content);
	}
	return root;
}
