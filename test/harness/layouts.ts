import type { Files } from './project.ts';

/** The same files with Windows line endings. */
export function withCrlf(files: Files): Files {
	return mapTexts(files, (text) => text.replace(/\r?\n/g, '\r\n'));
}

/** The same files with a byte order mark. */
export function withBom(files: Files): Files {
	return mapTexts(files, (text) => (text.startsWith('\uFEFF') ? text : `\uFEFF${text}`));
}

/** The same files without the line break at the end of their last line. */
export function withoutLastNewline(files: Files): Files {
	return mapTexts(files, (text) => text.replace(/\n$/, ''));
}

/** flint's own configuration and build files are not what is under test. */
function mapTexts(files: Files, change: (text: string) => string): Files {
	const kept = /flint\.config\.yaml$|pom\.xml$|build\.gradle$/;
	return Object.fromEntries(Object.entries(files).map(([path, text]) => [path, kept.test(path) ? text : change(text)]));
}
