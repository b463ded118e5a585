import type { TextEdit } from '../../src/model/finding.ts';

/** A text after edits that do not overlap. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
	let result = text;
	for (const { range, text: replacement } of [...edits].sort((a, b) => b.range.start - a.range.start)) {
		result = result.slice(0, range.start) + replacement + result.slice(range.end);
	}
	return result;
}
