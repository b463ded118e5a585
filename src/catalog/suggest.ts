/** A key that resembles one flint does not know. */
export interface Suggestion {
	readonly key: string;
	/** Edits between the two: insertions, deletions, replacements and swaps of neighbours. */
	readonly distance: number;
}

/** The candidates within two edits of `name`, nearest first; each is compared only where its length allows it. */
export function nearest(name: string, candidates: Iterable<string>, limit = 2): readonly Suggestion[] {
	const found: Suggestion[] = [];
	for (const key of candidates) {
		if (Math.abs(key.length - name.length) > limit) continue;
		const distance = editDistance(name, key, limit);
		if (distance <= limit) found.push({ key, distance });
	}
	return found.sort((a, b) => a.distance - b.distance || a.key.localeCompare(b.key));
}

/** Optimal string alignment distance, or a number above `limit` as soon as it is known to exceed it. */
export function editDistance(a: string, b: string, limit: number): number {
	let beforeLast: number[] = [];
	let last = Array.from({ length: b.length + 1 }, (_, index) => index);
	for (let i = 1; i <= a.length; i++) {
		const row = [i];
		for (let j = 1; j <= b.length; j++) {
			const replace = (last[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
			let cost = Math.min(replace, (last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1);
			if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) cost = Math.min(cost, (beforeLast[j - 2] ?? 0) + 1);
			row.push(cost);
		}
		if (Math.min(...row) > limit) return limit + 1;
		beforeLast = last;
		last = row;
	}
	return last[b.length] ?? limit + 1;
}
