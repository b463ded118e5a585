import { existsSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { CONFIG_FILE } from './names.ts';

/**
 * The project a folder belongs to: the nearest folder upwards that holds flint's configuration, else the git root,
 * else the working directory where the folder is inside it, else the folder itself. All paths absolute and real.
 */
export function projectRoot(folder: string, cwd: string): string {
	const configured = upwards(folder).find((parent) => existsSync(join(parent, CONFIG_FILE)));
	if (configured !== undefined) return configured;
	return gitRoot(folder) ?? (isInside(cwd, folder) ? cwd : folder);
}

/** The nearest folder upwards that holds `.git` (a folder, or a file in a worktree). */
export function gitRoot(folder: string): string | undefined {
	return upwards(folder).find((parent) => existsSync(join(parent, '.git')));
}

/** Whether `path` is `folder` or something below it. */
export function isInside(folder: string, path: string): boolean {
	const way = relative(folder, path);
	return way === '' || (way !== '..' && !way.startsWith(`..${sep}`) && !/^[A-Za-z]:/.test(way));
}

/** `path` relative to `folder`, with `/`. */
export function slashed(folder: string, path: string): string {
	const way = relative(folder, path);
	return sep === '/' ? way : way.replaceAll(sep, '/');
}

function upwards(folder: string): readonly string[] {
	const parents: string[] = [];
	for (let current = folder; ; current = dirname(current)) {
		parents.push(current);
		if (dirname(current) === current) return parents;
	}
}
