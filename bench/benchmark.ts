import type { Goal } from './goal.ts';
import type { Measured } from './measure.ts';

/** What a benchmark found, ready to print. */
export interface Result {
	readonly title: string;
	readonly rows: readonly Measured[];
	readonly goals: readonly Goal[];
	/** Peers that were left out, and why. */
	readonly notes?: readonly string[];
}

/** One question about flint's speed; yields a result as soon as it is known. */
export type Benchmark = (rounds: number) => Iterable<Result>;
