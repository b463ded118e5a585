import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { UsageError } from './errors.ts';

/** Whether a path of the command line is a pattern that the shell left alone; a file of that very name comes first. */
export function isGlob(path: string, cwd: string): boolean {
	return /[*?[\]{}!]/.test(path) && !existsSync(resolve(cwd, path));
}

/** The files and folders that a pattern matches, as absolute paths; a folder stands for everything in it, as it would behind a shell. */
export async function pathsMatching(pattern: string, cwd: string): Promise<readonly string[]> {
	const { glob } = await import('tinyglobby');
	const paths = await glob(pattern, {
		cwd,
		absolute: true,
		dot: true,
		onlyFiles: false,
		expandDirectories: false,
		followSymbolicLinks: false,
		ignore: ['**/node_modules/**', '**/.git/**'],
	});
	if (paths.length > 0) return outermost(paths);
	throw new UsageError(`no file matches \`${pattern}\``, 'patterns are relative to the working directory: `conf/**/*.yaml`');
}

/** The paths without those inside of a folder that is among them; folders end with `/`, so what they hold follows them. */
function outermost(paths: readonly string[]): readonly string[] {
	const kept: string[] = [];
	for (const path of paths.toSorted()) {
		const last = kept.at(-1);
		if (last === undefined || !last.endsWith('/') || !path.startsWith(last)) kept.push(path);
	}
	return kept;
}
