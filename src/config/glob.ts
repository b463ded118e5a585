import ignore from 'ignore';

/**
 * Tells whether a path (relative to the project root, with `/`) is matched by patterns written as in .gitignore:
 * `conf/` is everything below, `*.java` any such file at any depth, `jobs/**\/app.json` below `jobs`, `!x` takes back.
 */
export function matcher(patterns: readonly string[]): (path: string) => boolean {
	if (patterns.length === 0) return () => false;
	const rules = ignore({ allowRelativePaths: true }).add(patterns.map(withoutDot));
	return (path) => rules.ignores(path);
}

/** `./conf` is written by habit and means `/conf`. */
function withoutDot(pattern: string): string {
	return pattern.startsWith('./') ? pattern.slice(1) : pattern;
}
