import type { Range } from '../../model/range.ts';

/** A text that states an artifact's version, and where it stands. */
export interface VersionText {
	readonly range: Range;
	readonly text: string;
}

/** The places of a version that is stated once or more, if all state the same; different ones are meant to differ. */
export function agreeing(places: readonly VersionText[]): readonly VersionText[] | undefined {
	const distinct = [...new Map(places.map((place) => [place.range.start, place])).values()];
	return distinct.length > 0 && new Set(distinct.map(({ text }) => text)).size === 1 ? distinct : undefined;
}
