/** A half-open span of a file's text, in UTF-16 units from its start; a BOM counts as one unit. */
export interface Range {
	readonly start: number;
	readonly end: number;
}

/** Where something stands: a file (path relative to the project root, with `/`) and a span in it. */
export interface Place {
	readonly file: string;
	readonly range: Range;
}

/** Whether `outer` holds the whole of `inner`. */
export function contains(outer: Range, inner: Range): boolean {
	return outer.start <= inner.start && inner.end <= outer.end;
}

/** Whether two spans share text, or an empty one stands inside or at the edge of the other. */
export function overlaps(a: Range, b: Range): boolean {
	if (a.start === a.end || b.start === b.end) return a.start <= b.end && b.start <= a.end;
	return a.start < b.end && b.start < a.end;
}
