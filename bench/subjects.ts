import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Subject } from './measure.ts';

const FLINT = join(import.meta.dirname, '..', 'dist', 'flint.js');

/** flint as it is installed: the bundle of `npm run build`. */
export function flint(name: string, cwd: string, ...paths: readonly string[]): Subject {
	return { name, command: [process.execPath, FLINT, 'lint', '--fail-on', 'never', ...paths], cwd };
}

/** Node doing nothing: what any tool written for it costs at least. */
export function nothing(cwd: string): Subject {
	return { name: 'node -e 0', command: [process.execPath, '-e', '0'], cwd };
}

/** Runs an action in a folder of its own, which is gone afterwards. */
export function inFolder<T>(action: (folder: string) => T): T {
	const folder = mkdtempSync(join(tmpdir(), 'flint-bench-'));
	try {
		// Marks the project's root, so that flint looks no further up.
		mkdirSync(join(folder, '.git'));
		return action(folder);
	} finally {
		rmSync(folder, { recursive: true });
	}
}
