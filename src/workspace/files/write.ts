import {
	closeSync,
	constants,
	copyFileSync,
	fchmodSync,
	fsyncSync,
	linkSync,
	lstatSync,
	mkdirSync,
	openSync,
	readFileSync,
	realpathSync,
	renameSync,
	rmSync,
	statSync,
	unlinkSync,
	writeSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { whyUnread } from './read.ts';

/** What becomes of a file; texts hold a BOM where the file does. */
export interface Rewrite {
	/** Relative to the project root, with `/`. */
	readonly path: string;
	/** What it held when it was read; undefined where there is to be a new file. */
	readonly before: string | undefined;
	/** Undefined where the file is to go. */
	readonly after: string | undefined;
	/** The file whose permissions a new one gets. */
	readonly from?: string | undefined;
}

/** Why a file was not written, a clause: "it changed since it was read". */
interface Refusal {
	readonly path: string;
	readonly why: string;
}

/** A rewrite whose new text, if it has one, waits beside the file. */
interface Staged {
	readonly rewrite: Rewrite;
	readonly target: string;
	readonly temporary: string | undefined;
}

/**
 * Writes all files or none: every new text is put beside its file first, then renamed over it, keeping mode and links. One file that
 * changed since it was read, stands where a new one should be, or cannot be written, keeps all of them as they are.
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
		return failed.length > 0 ? failed : commitAll(staged);
	} finally {
		for (const { temporary } of staged) if (temporary !== undefined) rmSync(temporary, { force: true });
		process.off('SIGINT', deferSignal);
	}
}

/** New files first, deletions last, and none of these where anything failed: what was made from a file must stand before that goes. */
function commitAll(staged: readonly Staged[]): readonly Refusal[] {
	const made: Staged[] = [];
	const [fresh, changed, gone] = [
		staged.filter(({ rewrite }) => rewrite.before === undefined),
		staged.filter(({ rewrite }) => rewrite.before !== undefined && rewrite.after !== undefined),
		staged.filter(({ rewrite }) => rewrite.after === undefined),
	];
	let refused = fresh.flatMap((file) => attempt(file.rewrite, () => void made.push(create(file))));
	if (refused.length === 0) refused = changed.flatMap((file) => attempt(file.rewrite, () => replace(file)));
	if (refused.length === 0) return gone.flatMap((file) => attempt(file.rewrite, () => remove(file)));
	for (const { target } of made) rmSync(target, { force: true });
	return refused;
}

function attempt({ path }: Rewrite, action: () => void): readonly Refusal[] {
	try {
		action();
		return [];
	} catch (error) {
		return [{ path, why: error instanceof Intervention ? error.message : whyUnread(error) }];
	}
}

/** Somebody else was at the file since it was read. */
class Intervention extends Error {}

function stage(root: string, rewrite: Rewrite): Staged {
	const { path, before, after } = rewrite;
	if (before === undefined) return stageNew(root, rewrite, after ?? '');
	// A link is written through, but it goes itself, not what it leads to.
	const target = after === undefined ? join(root, path) : realpathSync(join(root, path));
	mustBe(target, before);
	if (after === undefined) return { rewrite, target, temporary: undefined };
	return { rewrite, target, temporary: putBeside(target, after, statSync(target).mode) };
}

function stageNew(root: string, rewrite: Rewrite, text: string): Staged {
	const target = join(realpathSync(join(root, dirname(rewrite.path))), basename(rewrite.path));
	mustBeFree(target);
	const mode = rewrite.from === undefined ? 0o666 & ~process.umask() : statSync(join(root, rewrite.from)).mode;
	return { rewrite, target, temporary: putBeside(target, text, mode) };
}

function putBeside(target: string, text: string, mode: number): string {
	const temporary = join(dirname(target), `.${basename(target)}.flint-${process.pid}.tmp`);
	write(temporary, text, mode);
	return temporary;
}

function create(file: Staged): Staged {
	const { target, temporary = '' } = file;
	mustBeFree(target);
	try {
		// Unlike a rename, a link never replaces what has appeared in the meantime.
		linkSync(temporary, target);
	} catch (error) {
		if (error instanceof Error && 'code' in error && error.code === 'EEXIST') throw new Intervention(APPEARED);
		// Not every file system has links.
		copyFileSync(temporary, target, constants.COPYFILE_EXCL);
	}
	return file;
}

function replace({ rewrite, target, temporary = '' }: Staged): void {
	mustBe(target, rewrite.before ?? '');
	renameSync(temporary, target);
}

function remove({ rewrite, target }: Staged): void {
	mustBe(target, rewrite.before ?? '');
	unlinkSync(target);
}

const APPEARED = 'a file of that name has appeared';

function mustBeFree(file: string): void {
	if (lstatSync(file, { throwIfNoEntry: false }) !== undefined) throw new Intervention(APPEARED);
}

function mustBe(file: string, text: string): void {
	if (!readFileSync(file).equals(Buffer.from(text, 'utf8'))) throw new Intervention('it changed since it was read');
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
	if (before === undefined) return;
	const file = join(backup, path);
	mkdirSync(dirname(file), { recursive: true });
	for (let number = 0; ; number++) {
		const name = number === 0 ? file : `${file}.${number}`;
		const existing = statSync(name, { throwIfNoEntry: false });
		if (existing === undefined) write(name, before, statSync(join(root, path)).mode);
		if (existing === undefined || readFileSync(name).equals(Buffer.from(before, 'utf8'))) return;
	}
}
