import type { Range } from '../../model/range.ts';

/** Finds the statement around an offset among statements in document order, else gives the line the offset stands on. */
export function statementFinder(text: string, statements: readonly Range[]): (offset: number) => Range {
	const sorted = statements.toSorted((a, b) => a.start - b.start);
	return (offset) => {
		let low = 0;
		let high = sorted.length - 1;
		while (low < high) {
			const middle = (low + high + 1) >> 1;
			if ((sorted[middle]?.start ?? 0) <= offset) low = middle;
			else high = middle - 1;
		}
		const range = sorted[low];
		if (range !== undefined && range.start <= offset && offset <= range.end) return range;
		return lineAround(text, offset);
	};
}

/** The line around an offset, without its line break. */
export function lineAround(text: string, offset: number): Range {
	// Step by step: looking back for a `\r` in a text that has none would go through all that stands before.
	let start = offset;
	while (start > 0 && !isLineBreak(text, start - 1)) start--;
	let end = offset;
	while (end < text.length && !isLineBreak(text, end)) end++;
	return { start, end };
}

function isLineBreak(text: string, at: number): boolean {
	const code = text.charCodeAt(at);
	return code === 10 || code === 13;
}
