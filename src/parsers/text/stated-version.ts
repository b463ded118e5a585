import type { DocumentClaims } from '../../model/document.ts';
import type { Range } from '../../model/range.ts';
import { flinkVersion, isBeforeKnown } from '../../model/version.ts';

/** What a written Flink version claims: a minor that flint knows, one before them, or nothing. */
export type StatedVersion = Pick<DocumentClaims, 'flinkVersion' | 'earlierFlink'>;

/** Reads a version where one is written; undefined for what is none, or newer than flint knows. */
export function statedVersion(text: string, range: Range): StatedVersion | undefined {
	const version = flinkVersion(text);
	if (version !== undefined) return { flinkVersion: { version, range } };
	return isBeforeKnown(text) ? { earlierFlink: { text, range } } : undefined;
}
