import type { Dependency } from '../../model/change.ts';
import { type Editor, WITHOUT_SETTINGS } from '../editor.ts';
import type { VersionText } from './version-text.ts';

/**
 * Writes the versions of a build's artifacts.
 * @param versionsOf where an artifact's version is stated, undefined where that is not certain
 */
export function buildEditor(versionsOf: (wanted: Dependency, text: string) => readonly VersionText[] | undefined): Editor {
	return {
		...WITHOUT_SETTINGS,
		setDependency({ path, text }, dependency) {
			if (!isPlainVersion(dependency.version)) return undefined;
			return versionsOf(dependency, text)
				?.filter((stated) => stated.text !== dependency.version)
				.map(({ range }) => ({ file: path, range: { start: range.start, end: range.end }, text: dependency.version }));
		},
	};
}

/** Whether a text can stand as a version in any build file: no quotes, no references, no spaces. */
function isPlainVersion(version: string): boolean {
	return /^\w[\w.+-]*$/.test(version);
}
