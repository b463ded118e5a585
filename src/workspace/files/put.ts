import { closeSync, fchmodSync, openSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/**
 * Gives a file its whole content at once: readers see the old one or the new one, never a part. Links and the mode stay.
 * A device or a pipe is written to as it is. Throws what the file system throws.
 */
export function putFile(path: string, text: string): void {
	const existing = statSync(path, { throwIfNoEntry: false });
	if (existing !== undefined && !existing.isFile()) {
		writeFileSync(path, text);
		return;
	}
	const target = existing === undefined ? path : realpathSync(path);
	const temporary = join(dirname(target), `.${basename(target)}.flint-${process.pid}.tmp`);
	const handle = openSync(temporary, 'wx');
	try {
		writeFileSync(handle, text);
		if (existing !== undefined) fchmodSync(handle, existing.mode & 0o7777);
		closeSync(handle);
		renameSync(temporary, target);
	} catch (error) {
		rmSync(temporary, { force: true });
		throw error;
	}
}
