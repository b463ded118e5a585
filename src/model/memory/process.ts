import { reject } from './derivation.ts';
import type { MemoryReader, ShareKeys } from './reader.ts';
import { shareBeside, shareOf } from './share.ts';

/** What every Flink process has besides Flink's own memory, in bytes. */
export interface JvmMemory {
	readonly metaspace: number;
	readonly overhead: number;
	/** Everything: Flink's memory, metaspace and overhead. */
	readonly process: number;
}

/** The options of one kind of process. */
export interface ProcessKeys {
	/** Pools from which a total can be added up if all of them are stated. */
	readonly pools: readonly [string, ...string[]];
	readonly flink: string;
	readonly process: string;
	readonly metaspace: string;
	readonly overhead: ShareKeys;
}

/** How a kind of process divides Flink's memory. */
interface FlinkMemoryUtils<Flink> {
	readonly fromPools: () => Flink;
	readonly fromTotal: (flink: number) => Flink;
}

/**
 * All pools of a process in bytes, from the first of these that is stated: its required pools, Flink's memory, the process.
 * Source: ProcessMemoryUtils.memoryProcessSpecFromConfig, the same from 1.13 to 2.3.
 */
export function processMemory<Flink extends { readonly flink: number }>(
	read: MemoryReader,
	keys: ProcessKeys,
	{ fromPools, fromTotal }: FlinkMemoryUtils<Flink>,
): Flink & JvmMemory {
	if (keys.pools.every((key) => read.has(key))) {
		const memory = fromPools();
		return { ...memory, ...jvmBeside(memory.flink, read, keys) };
	}
	if (read.has(keys.flink)) {
		const memory = fromTotal(read.size(keys.flink));
		return { ...memory, ...jvmBeside(memory.flink, read, keys) };
	}
	if (!read.has(keys.process)) return reject('not-configured', [keys.process, keys.flink, ...keys.pools]);
	const jvm = jvmWithin(read.size(keys.process), read, keys);
	return { ...fromTotal(jvm.process - jvm.metaspace - jvm.overhead), ...jvm };
}

/** Source: deriveJvmMetaspaceAndOverheadWithTotalProcessMemory. */
function jvmWithin(process: number, read: MemoryReader, keys: ProcessKeys): JvmMemory {
	const metaspace = read.size(keys.metaspace);
	const overhead = shareOf(process, read.limits(keys.overhead));
	if (metaspace + overhead > process) {
		const { min, max, fraction } = keys.overhead;
		reject('jvm-exceeds-process', read.stated(keys.process, keys.metaspace, min, max, fraction), { metaspace, overhead, process });
	}
	return { metaspace, overhead, process };
}

/** Source: deriveJvmMetaspaceAndOverheadFromTotalFlinkMemory. */
function jvmBeside(flink: number, read: MemoryReader, keys: ProcessKeys): JvmMemory {
	const metaspace = read.size(keys.metaspace);
	if (read.has(keys.process)) {
		const process = read.size(keys.process);
		return { metaspace, overhead: overheadLeft(process, flink, metaspace, read, keys), process };
	}
	const overhead = shareBeside(flink + metaspace, read.limits(keys.overhead));
	return { metaspace, overhead, process: flink + metaspace + overhead };
}

/** Source: deriveJvmOverheadFromTotalFlinkMemoryAndOtherComponents, sanityCheckJvmOverhead. */
function overheadLeft(process: number, flink: number, metaspace: number, read: MemoryReader, keys: ProcessKeys): number {
	const involved = read.stated(keys.process, keys.flink, ...keys.pools, keys.metaspace);
	if (process < flink + metaspace) return reject('flink-exceeds-process', involved, { process, flink, metaspace });
	const overhead = process - flink - metaspace;
	const { min, max } = read.limits(keys.overhead);
	if (overhead > max || overhead < min) {
		const limits = [keys.overhead.min, keys.overhead.max].filter((key) => read.has(key));
		reject('overhead-out-of-range', [...involved, ...limits], { overhead, min, max, process, flink, metaspace });
	}
	return overhead;
}
