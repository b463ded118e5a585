import {
	closeSync,
	fchmodSync,
	fsyncSync,
	mkdirSync,
	openSync,
	readFileSync,
	realpathSync,
	renameSync,
	rmSync,
	statSync,
	writeSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { whyUnread } from './read.ts';

/** A file's new text; `before` is what it held when it was read, a BOM included. */
export interface Rewrite {
	/** Relative to the project root, with `/`. */
	readonly path: string;
	readonly before: string;
	readonly after: string;
}

/** Why a file was not written, a clause: "it changed since it was read". */
export interface Refusal {
	readonly path: string;
	readonly why: string;
}

/** A rewrite whose new text waits beside the file. */
interface Staged {
	readonly rewrite: Rewrite;
	readonly target: string;
	readonly temporary: string;
}

/**
 * Writes all files or none: every new text is put beside its file first, then renamed over it, keeping mode and links.
 * One file that changed since it was read, or cannot be written, keeps all of them as they are.
 * @param backup folder that receives the originals under their relative paths
 */
export function writeFiles(root: string, rewrites: readonly Rewrite[], backup: string | undefined): readonly Refusal[] {
	const staged: Staged[] = [];
	const deferSignal = (): void => undefined;
	process.on('SIGINT', deferSignal);
	try {
		const refused = rewrites.flatMap((rewrite) => attempt(rewrite, () => void staged.push(stage(root, rewrite))));
		if (refused.length > 0) return refused;
		const failed = backup === undefined ? [] : rewrites.flatMap((rewrite) => attempt(rewrite, () => keep(root, backup, rewrite)));
		return failed.length > 0 ? failed : staged.flatMap((file) => attempt(file.rewrite, () => commit(file)));
	} finally {
		for (const { temporary } of staged) rmSync(temporary, { force: true });
		process.off('SIGINT', deferSignal);
	}
}

function attempt({ path }: Rewrite, action: () => void): readonly Refusal[] {
	try {
		action();
		return [];
	} catch (error) {
		return [{ path, why: error instanceof Changed ? error.message : whyUnread(error) }];
	}
}

/** The file is not what it was when it was read. */
class Changed extends Error {
	constructor() {
		super('it changed since it was read');
	}
}

function stage(root: string, rewrite: Rewrite): Staged {
	const target = realpathSync(join(root, rewrite.path));
	mustBe(target, rewrite.before);
	const temporary = join(dirname(target), `.${basename(target)}.flint-${process.pid}.tmp`);
	write(temporary, rewrite.after, statSync(target).mode);
	return { rewrite, target, temporary };
}

function commit({ rewrite, target, temporary }: Staged): void {
	mustBe(target, rewrite.before);
	renameSync(temporary, target);
}

function mustBe(file: string, text: string): void {
	if (!readFileSync(file).equals(Buffer.from(text, 'utf8'))) throw new Changed();
}

function write(file: string, text: string, mode: number): void {
	const handle = openSync(file, 'wx', mode);
	try {
		const bytes = Buffer.from(text, 'utf8');
		for (let written = 0; written < bytes.length; ) written += writeSync(handle, bytes, written);
		fchmodSync(handle, mode & 0o7777);
		fsyncSync(handle);
	} catch (error) {
		rmSync(file, { force: true });
		throw error;
	} finally {
		closeSync(handle);
	}
}

/** An earlier backup of other content stays; the new one takes the next free number. */
function keep(root: string, backup: string, { path, before }: Rewrite): void {
	const file = join(backup, path);
	mkdirSync(dirname(file), { recursive: true });
	for (let number = 0; ; number++) {
		const name = number === 0 ? file : `${file}.${number}`;
		const existing = statSync(name, { throwIfNoEntry: false });
		if (existing === undefined) write(name, before, statSync(join(root, path)).mode);
		if (existing === undefined || readFileSync(name).equals(Buffer.from(before, 'utf8'))) return;
	}
}
