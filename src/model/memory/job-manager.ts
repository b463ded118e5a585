import { reject } from './derivation.ts';
import { type JvmMemory, type ProcessKeys, processMemory } from './process.ts';
import type { LegacyHeap, MemoryReader } from './reader.ts';

/** The pools of a JobManager, in bytes; `flink` is the sum of those before it. */
export interface JobManagerMemory extends JvmMemory {
	readonly heap: number;
	readonly offHeap: number;
	readonly flink: number;
}

type FlinkMemory = Omit<JobManagerMemory, keyof JvmMemory>;

const MEMORY = 'jobmanager.memory';
const HEAP = `${MEMORY}.heap.size`;
const OFF_HEAP = `${MEMORY}.off-heap.size`;

export const JOB_MANAGER_KEYS: ProcessKeys = {
	pools: [HEAP],
	flink: `${MEMORY}.flink.size`,
	process: `${MEMORY}.process.size`,
	metaspace: `${MEMORY}.jvm-metaspace.size`,
	overhead: { min: `${MEMORY}.jvm-overhead.min`, max: `${MEMORY}.jvm-overhead.max`, fraction: `${MEMORY}.jvm-overhead.fraction` },
};

/** The legacy heap is the heap for the start scripts (BashJavaUtils) and the whole process in a container (YARN, Kubernetes). */
export function jobManagerHeap(inContainer: boolean): LegacyHeap {
	return { size: 'jobmanager.heap.size', megabytes: 'jobmanager.heap.mb', standsFor: inContainer ? JOB_MANAGER_KEYS.process : HEAP };
}

/** Source: JobManagerProcessUtils, JobManagerFlinkMemoryUtils, the same from 1.13 to 2.3. */
export function deriveJobManager(read: MemoryReader): JobManagerMemory {
	return processMemory(read, JOB_MANAGER_KEYS, {
		fromPools: () => fromHeap(read),
		fromTotal: (flink) => fromTotal(flink, read),
	});
}

function fromHeap(read: MemoryReader): FlinkMemory {
	const heap = read.size(HEAP);
	const offHeap = read.size(OFF_HEAP);
	if (!read.has(JOB_MANAGER_KEYS.flink)) return { heap, offHeap, flink: heap + offHeap };
	const flink = read.size(JOB_MANAGER_KEYS.flink);
	const involved = read.stated(JOB_MANAGER_KEYS.flink, HEAP, OFF_HEAP);
	if (read.has(OFF_HEAP)) {
		if (heap + offHeap !== flink) reject('heap-and-off-heap-not-flink', involved, { heap, offHeap, flink });
		return { heap, offHeap, flink };
	}
	if (flink < heap) reject('heap-exceeds-flink', involved, { heap, flink });
	return { heap, offHeap: flink - heap, flink };
}

function fromTotal(flink: number, read: MemoryReader): FlinkMemory {
	const offHeap = read.size(OFF_HEAP);
	if (flink > offHeap) return { heap: flink - offHeap, offHeap, flink };
	const total = read.has(JOB_MANAGER_KEYS.flink) ? JOB_MANAGER_KEYS.flink : JOB_MANAGER_KEYS.process;
	return reject('off-heap-exceeds-flink', read.stated(total, OFF_HEAP), { offHeap, flink });
}
