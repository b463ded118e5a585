import type { ConfigDocument, DocumentClaims } from '../../model/document.ts';
import type { Range } from '../../model/range.ts';
import { lineAround } from '../text/statement-finder.ts';

/**
 * A part of a manifest that states no option itself, and says something of the documents that do.
 * @param anchor what findings about the part point at, where that is not all of it
 */
export function silentPart(path: string, text: string, claims: DocumentClaims, extent: Range, anchor: Range = extent): ConfigDocument {
	return {
		path,
		text,
		format: 'kubernetes',
		settings: [],
		notes: [],
		problems: [],
		comments: [],
		claims,
		anchor,
		secrets: [],
		statementAt: (offset) => lineAround(text, offset),
		tree: undefined,
		extent,
	};
}
