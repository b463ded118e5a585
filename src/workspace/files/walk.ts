import { type Dirent, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { join } from 'node:path';
import ignore, { type Ignore } from 'ignore';
import { isCandidate, isSkippedFolder } from './names.ts';
import { type Unread, whyUnread } from './read.ts';
import { gitRoot, isInside, slashed } from './roots.ts';

/** What a walk over a project found. */
interface Walk {
	/** Candidate files, relative to the root with `/`, sorted. */
	readonly files: readonly string[];
	/** Folders that could not be listed. */
	readonly unread: readonly Unread[];
}

/** The patterns of one .gitignore; `base` is its folder as a prefix of absolute paths with `/`. */
interface Layer {
	readonly base: string;
	readonly rules: Ignore;
}

interface Folder {
	readonly path: string;
	/** Outermost first; the innermost one with an opinion decides. */
	readonly layers: readonly Layer[];
}

/**
 * Every file below the root that flint may understand. Leaves out what .gitignore files (those above the root up to the git root too),
 * `patterns` (written the same way) and build folders say; linked folders are not entered, a linked file counts once.
 */
export function walk(root: string, patterns: readonly string[]): Walk {
	const own = layer(root, patterns.join('\n'));
	const files: string[] = [];
	const links: string[] = [];
	const unread: Unread[] = [];
	const open: Folder[] = [{ path: root, layers: layersAbove(root) }];
	for (let folder = open.pop(); folder !== undefined; folder = open.pop()) {
		const entries = list(folder.path, root, unread);
		const layers = withOwnIgnore(folder, entries);
		const parent = slashed(root, folder.path);
		for (const entry of entries) {
			const path = join(folder.path, entry.name);
			const isFolder = entry.isDirectory();
			const wanted = isFolder ? !isSkippedFolder(parent, entry.name) : isCandidate(entry.name);
			if (!wanted || isIgnored(path, isFolder, layers, own)) continue;
			if (isFolder) open.push({ path, layers });
			else if (entry.isFile()) files.push(slashed(root, path));
			else if (entry.isSymbolicLink()) links.push(path);
		}
	}
	return { files: [...files, ...linkedFiles(root, links, new Set(files))].sort(), unread };
}

function list(path: string, root: string, unread: Unread[]): readonly Dirent[] {
	try {
		return readdirSync(path, { withFileTypes: true });
	} catch (error) {
		unread.push({ path: slashed(root, path) || '.', why: whyUnread(error) });
		return [];
	}
}

/** Links to files that the walk did not meet under their own name. A link that leads nowhere or round in a circle is no file. */
function linkedFiles(root: string, links: readonly string[], files: ReadonlySet<string>): readonly string[] {
	const targets = new Set<string>();
	const found: string[] = [];
	for (const link of links.toSorted()) {
		const target = fileBehind(link);
		if (target === undefined || targets.has(target)) continue;
		targets.add(target);
		if (!isInside(root, target) || !files.has(slashed(root, target))) found.push(slashed(root, link));
	}
	return found;
}

function fileBehind(link: string): string | undefined {
	try {
		return statSync(link).isFile() ? realpathSync(link) : undefined;
	} catch {
		return undefined;
	}
}

function withOwnIgnore({ path, layers }: Folder, entries: readonly Dirent[]): readonly Layer[] {
	if (!entries.some((entry) => entry.name === '.gitignore')) return layers;
	const own = layerOf(path);
	return own === undefined ? layers : [...layers, own];
}

/** The .gitignore files between the git root and the project root, and the repository's private excludes. */
function layersAbove(root: string): readonly Layer[] {
	const top = gitRoot(root);
	if (top === undefined) return [];
	const layers = [layer(top, textOf(join(top, '.git', 'info', 'exclude')))];
	let folder = top;
	for (const step of slashed(top, root).split('/').filter(Boolean)) {
		layers.push(layerOf(folder));
		folder = join(folder, step);
	}
	return layers.filter((found) => found !== undefined);
}

function layerOf(folder: string): Layer | undefined {
	return layer(folder, textOf(join(folder, '.gitignore')));
}

function layer(folder: string, text: string | undefined): Layer | undefined {
	if (text === undefined || text.trim() === '') return undefined;
	return { base: folder, rules: ignore().add(text) };
}

function textOf(file: string): string | undefined {
	try {
		return readFileSync(file, 'utf8');
	} catch {
		return undefined;
	}
}

/** flint's own patterns have the last word. */
function isIgnored(path: string, isFolder: boolean, layers: readonly Layer[], own: Layer | undefined): boolean {
	const verdict = own && verdictOf(own, path, isFolder);
	if (verdict !== undefined) return verdict;
	return layers.reduce<boolean>((ignored, current) => verdictOf(current, path, isFolder) ?? ignored, false);
}

function verdictOf({ base, rules }: Layer, path: string, isFolder: boolean): boolean | undefined {
	const { ignored, unignored } = rules.test(slashed(base, path) + (isFolder ? '/' : ''));
	if (ignored) return true;
	return unignored ? false : undefined;
}
