import { chmodSync } from 'node:fs';

const NOBODY = 65534;

/** Runs something as a user whom file permissions bind: root, as containers run tests, may read and write everything. */
export async function unprivileged<T>(root: string, run: () => T | Promise<T>): Promise<T> {
	if (process.getuid?.() !== 0) return run();
	chmodSync(root, 0o755);
	process.seteuid?.(NOBODY);
	try {
		return await run();
	} finally {
		process.seteuid?.(0);
	}
}
