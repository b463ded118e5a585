import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { UsageError } from './errors.ts';

/** Whether a path of the command line is a pattern that the shell left alone; a file of that very name comes first. */
export function isGlob(path: string, cwd: string): boolean {
	return /[*?[\]{}!]/.test(path) && !existsSync(resolve(cwd, path));
}

/** The files that a pattern matches, as absolute paths; a folder that matches gives all of its files, as it would behind a shell. */
export async function filesMatching(pattern: string, cwd: string): Promise<readonly string[]> {
	const { glob } = await import('tinyglobby');
	const files = await glob(pattern, {
		cwd,
		absolute: true,
		dot: true,
		followSymbolicLinks: false,
		ignore: ['**/node_modules/**', '**/.git/**'],
	});
	if (files.length > 0) return files.sort();
	throw new UsageError(`no file matches \`${pattern}\``, 'patterns are relative to the working directory: `conf/**/*.yaml`');
}
