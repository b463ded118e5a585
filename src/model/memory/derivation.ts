/** Why Flink does not start a process with these sizes; each is one exception of its memory utilities. */
export type MemoryRejectionKind =
	/** Neither a total nor the pools it could be added up from are stated. */
	| 'not-configured'
	/** A size or fraction that cannot be read. */
	| 'invalid-value'
	/** A minimum above its maximum. */
	| 'limits-crossed'
	/** A fraction below 0, or of 1 and more. */
	| 'fraction-out-of-range'
	/** Metaspace and overhead alone exceed the process. */
	| 'jvm-exceeds-process'
	/** Flink's memory and metaspace exceed the process. */
	| 'flink-exceeds-process'
	/** What process, Flink's memory and metaspace leave for the overhead is outside its limits. */
	| 'overhead-out-of-range'
	/** The TaskManager's pools exceed Flink's memory. */
	| 'pools-exceed-flink'
	/** What the other pools leave for the network is outside its limits. */
	| 'network-out-of-range'
	/** What the other pools leave for the network is not what the number of buffers asks for. */
	| 'network-not-as-buffers'
	/** The JobManager's heap and off-heap memory are not Flink's memory. */
	| 'heap-and-off-heap-not-flink'
	| 'heap-exceeds-flink'
	| 'off-heap-exceeds-flink'
	/** A legacy number of buffers, heap or segment that is no size. */
	| 'legacy-size';

/** Sizes in bytes by what they measure, for messages: `flink`, `process`, `derived`, `min`, `max`, … */
export type MemorySizes = Readonly<Record<string, number>>;

export interface MemoryRejection {
	readonly kind: 'rejected';
	readonly why: MemoryRejectionKind;
	/** Keys whose values contradict each other, as stated (old names included), the first one to look at first; absent ones where one is missing. */
	readonly keys: readonly string[];
	readonly sizes: MemorySizes;
}

/** What Flink makes of the memory options: the pools, a rejection, or nothing that flint could tell for these keys. */
export type MemoryDerivation<Pools> =
	| { readonly kind: 'derived'; readonly pools: Pools }
	| MemoryRejection
	| { readonly kind: 'unknown'; readonly keys: readonly string[] };

/**
 * Ends a derivation early. Flink throws there, and what follows its steps reads best if it does the same.
 * No Error: nobody reads its stack, and recording one costs more than the derivation.
 */
class Halt {
	constructor(readonly outcome: MemoryDerivation<never>) {}
}

/** Ends the derivation as Flink does: with an exception. */
export function reject(why: MemoryRejectionKind, keys: readonly string[], sizes: MemorySizes = {}): never {
	throw new Halt({ kind: 'rejected', why, keys, sizes });
}

/** Ends the derivation because flint cannot tell what the key's value is. */
export function unknown(key: string): never {
	throw new Halt({ kind: 'unknown', keys: [key] });
}

/** Runs the steps of a derivation to their end, whichever it is. */
export function derivation<Pools>(steps: () => Pools): MemoryDerivation<Pools> {
	try {
		return { kind: 'derived', pools: steps() };
	} catch (halt) {
		if (halt instanceof Halt) return halt.outcome;
		throw halt;
	}
}
