import { addTo } from '../model/groups.ts';
/** A key that resembles one flint does not know. */
export interface Suggestion {
	readonly key: string;
	/** Edits between the two: insertions, deletions, replacements and swaps of neighbours. */
	readonly distance: number;
}

/** The candidates within `limit` edits of `name`, nearest first; who asks about many names keeps a Spellings. */
export function nearest(name: string, candidates: Iterable<string>, limit = 2): readonly Suggestion[] {
	return new Spellings(candidates).nearest(name, limit);
}

/** A candidate with the set of its characters, as bits. */
interface Spelling {
	readonly key: string;
	readonly characters: number;
}

/** Words that others are compared with: only those of a similar length, made of nearly the same characters, are looked at closely. */
export class Spellings {
	private readonly byLength = new Map<number, Spelling[]>();

	constructor(candidates: Iterable<string>) {
		for (const key of candidates) {
			const spelling = { key, characters: charactersOf(key) };
			addTo(this.byLength, key.length, spelling);
		}
	}

	/** The words within `limit` edits of `name`, nearest first. */
	nearest(name: string, limit = 2): readonly Suggestion[] {
		const characters = charactersOf(name);
		const found: Suggestion[] = [];
		for (let length = Math.max(0, name.length - limit); length <= name.length + limit; length++) {
			for (const spelling of this.byLength.get(length) ?? []) {
				// An edit brings in one kind of character and takes out another, at most.
				if (bitCount(spelling.characters ^ characters) > 2 * limit) continue;
				const distance = editDistance(name, spelling.key, limit);
				if (distance <= limit) found.push({ key: spelling.key, distance });
			}
		}
		return found.sort((a, b) => a.distance - b.distance || (a.key < b.key ? -1 : 1));
	}
}

/** One bit for each kind of character, of which some share a bit. */
function charactersOf(text: string): number {
	let bits = 0;
	for (let at = 0; at < text.length; at++) bits |= 1 << (text.charCodeAt(at) & 31);
	return bits;
}

function bitCount(bits: number): number {
	let count = 0;
	for (let rest = bits; rest !== 0; rest &= rest - 1) count++;
	return count;
}

/** Optimal string alignment distance, or a number above `limit` as soon as it is known to exceed it. */
function editDistance(a: string, b: string, limit: number): number {
	const start = commonStart(a, b);
	const end = commonEnd(a, b, start);
	return distance(a.slice(start, a.length - end), b.slice(start, b.length - end), limit);
}

function commonStart(a: string, b: string): number {
	let start = 0;
	while (start < a.length && start < b.length && a[start] === b[start]) start++;
	return start;
}

function commonEnd(a: string, b: string, start: number): number {
	let end = 0;
	while (end < Math.min(a.length, b.length) - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end++;
	return end;
}

/** Looks only at the cells within `limit` of the diagonal: a way through any other costs more than `limit`. */
function distance(a: string, b: string, limit: number): number {
	const beyond = limit + 1;
	const width = 2 * limit + 1;
	// A row holds the cells of columns i - limit to i + limit.
	let beforeLast: readonly number[] = [];
	let last: readonly number[] = Array.from({ length: width }, (_, cell) => (cell < limit ? beyond : cell - limit));
	for (let i = 1; i <= a.length; i++) {
		const row: number[] = [];
		let least = beyond;
		for (let cell = 0; cell < width; cell++) {
			const j = i - limit + cell;
			const cost = j < 0 || j > b.length ? beyond : j === 0 ? i : step(a, b, i, j, { last, row, beforeLast, cell, beyond });
			row.push(cost);
			if (cost < least) least = cost;
		}
		if (least > limit) return beyond;
		beforeLast = last;
		last = row;
	}
	return last[b.length - a.length + limit] ?? beyond;
}

/** Neighbouring cells of one cell: in the row above the same column is one further to the right. */
interface Cells {
	readonly last: readonly number[];
	readonly row: readonly number[];
	readonly beforeLast: readonly number[];
	readonly cell: number;
	readonly beyond: number;
}

function step(a: string, b: string, i: number, j: number, { last, row, beforeLast, cell, beyond }: Cells): number {
	const replaced = (last[cell] ?? beyond) + (a[i - 1] === b[j - 1] ? 0 : 1);
	const cost = Math.min(replaced, (last[cell + 1] ?? beyond) + 1, (row[cell - 1] ?? beyond) + 1);
	const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
	return swapped ? Math.min(cost, (beforeLast[cell] ?? beyond) + 1) : cost;
}
