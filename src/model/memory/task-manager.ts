import { reject } from './derivation.ts';
import { type JvmMemory, type ProcessKeys, processMemory } from './process.ts';
import { checkFraction, type LegacyHeap, type MemoryReader } from './reader.ts';
import { shareBeside, shareOf } from './share.ts';

/** The pools of a TaskManager, in bytes; `flink` is the sum of those before it. */
export interface TaskManagerMemory extends JvmMemory {
	readonly frameworkHeap: number;
	readonly frameworkOffHeap: number;
	readonly taskHeap: number;
	readonly taskOffHeap: number;
	readonly network: number;
	readonly managed: number;
	readonly flink: number;
}

type FlinkMemory = Omit<TaskManagerMemory, keyof JvmMemory>;

const MEMORY = 'taskmanager.memory';
const TASK_HEAP = `${MEMORY}.task.heap.size`;
const TASK_OFF_HEAP = `${MEMORY}.task.off-heap.size`;
const FRAMEWORK_HEAP = `${MEMORY}.framework.heap.size`;
const FRAMEWORK_OFF_HEAP = `${MEMORY}.framework.off-heap.size`;
const MANAGED = `${MEMORY}.managed.size`;
const MANAGED_FRACTION = `${MEMORY}.managed.fraction`;
const SEGMENT = `${MEMORY}.segment-size`;
const BUFFERS = 'taskmanager.network.numberOfBuffers';
const NETWORK = { min: `${MEMORY}.network.min`, max: `${MEMORY}.network.max`, fraction: `${MEMORY}.network.fraction` };
const SMALLEST_SEGMENT = 4096;

export const TASK_MANAGER_KEYS: ProcessKeys = {
	pools: [TASK_HEAP, MANAGED],
	flink: `${MEMORY}.flink.size`,
	process: `${MEMORY}.process.size`,
	metaspace: `${MEMORY}.jvm-metaspace.size`,
	overhead: { min: `${MEMORY}.jvm-overhead.min`, max: `${MEMORY}.jvm-overhead.max`, fraction: `${MEMORY}.jvm-overhead.fraction` },
};

/** The legacy heap is Flink's memory for the start scripts (BashJavaUtils) and the whole process in a container (YARN, Kubernetes). */
export function taskManagerHeap(inContainer: boolean): LegacyHeap {
	return {
		size: 'taskmanager.heap.size',
		megabytes: 'taskmanager.heap.mb',
		standsFor: inContainer ? TASK_MANAGER_KEYS.process : TASK_MANAGER_KEYS.flink,
	};
}

/** Source: TaskExecutorProcessUtils.processSpecFromConfig, TaskExecutorFlinkMemoryUtils; the same from 1.13 to 2.3 but for `numberOfBuffers`, gone in 2.0. */
export function deriveTaskManager(read: MemoryReader): TaskManagerMemory {
	return processMemory(read, TASK_MANAGER_KEYS, {
		fromPools: () => fromPools(read),
		fromTotal: (flink) => fromTotal(flink, read),
	});
}

/** Heap and managed memory are stated: the network is a share beside them, or the rest of Flink's memory where that is stated too. */
function fromPools(read: MemoryReader): FlinkMemory {
	const taskHeap = read.size(TASK_HEAP);
	const managed = read.size(MANAGED);
	const fixed = { ...fixedPools(read), taskHeap, managed };
	if (read.has(TASK_MANAGER_KEYS.flink)) return networkIsRest(fixed, read.size(TASK_MANAGER_KEYS.flink), read);
	const network = usesBuffers(read) ? buffers(read) : shareBeside(sum(fixed), read.limits(NETWORK));
	return { ...fixed, network, flink: sum(fixed) + network };
}

function fromTotal(flink: number, read: MemoryReader): FlinkMemory {
	const pools = fixedPools(read);
	if (read.has(TASK_HEAP)) {
		const taskHeap = read.size(TASK_HEAP);
		return networkIsRest({ ...pools, taskHeap, managed: managedOf(flink, read) }, flink, read);
	}
	const managed = managedOf(flink, read);
	const network = usesBuffers(read) ? buffers(read) : shareOf(flink, read.limits(NETWORK));
	const others = { ...pools, managed, network };
	if (sum(others) > flink) reject('pools-exceed-flink', involved(read), { ...others, pools: sum(others), flink });
	return { ...others, taskHeap: flink - sum(others), flink };
}

function fixedPools(read: MemoryReader): Pick<FlinkMemory, 'frameworkHeap' | 'frameworkOffHeap' | 'taskOffHeap'> {
	return {
		frameworkHeap: read.size(FRAMEWORK_HEAP),
		frameworkOffHeap: read.size(FRAMEWORK_OFF_HEAP),
		taskOffHeap: read.size(TASK_OFF_HEAP),
	};
}

function networkIsRest(others: Omit<FlinkMemory, 'network' | 'flink'>, flink: number, read: MemoryReader): FlinkMemory {
	if (sum(others) > flink) reject('pools-exceed-flink', involved(read), { ...others, pools: sum(others), flink });
	const network = flink - sum(others);
	checkNetwork(network, flink, read);
	return { ...others, network, flink };
}

/** Source: sanityCheckNetworkMemory. */
function checkNetwork(network: number, flink: number, read: MemoryReader): void {
	if (usesBuffers(read)) {
		const asked = buffers(read);
		if (asked !== network) reject('network-not-as-buffers', [BUFFERS, ...involved(read)], { network, asked, flink });
		return;
	}
	const { min, max } = read.limits(NETWORK);
	if (network > max || network < min) reject('network-out-of-range', involved(read), { network, min, max, flink });
}

function managedOf(flink: number, read: MemoryReader): number {
	if (read.has(MANAGED)) return read.size(MANAGED);
	const fraction = read.fraction(MANAGED_FRACTION);
	checkFraction(MANAGED_FRACTION, fraction);
	return shareOf(flink, { min: 0, max: Number.POSITIVE_INFINITY, fraction });
}

/** The number of buffers counts only where none of the options that replaced it is stated. */
function usesBuffers(read: MemoryReader): boolean {
	return read.hasLegacy() && ![NETWORK.min, NETWORK.max, NETWORK.fraction].some((key) => read.has(key)) && read.has(BUFFERS);
}

/** Source: ConfigurationParserUtils.getPageSize. */
function buffers(read: MemoryReader): number {
	const count = read.integer(BUFFERS);
	const segment = read.size(SEGMENT);
	if (segment < SMALLEST_SEGMENT || !Number.isInteger(Math.log2(segment))) reject('legacy-size', [SEGMENT], { amount: segment });
	if (count < 0) reject('legacy-size', [BUFFERS], { amount: count });
	return count * segment;
}

function sum(pools: Readonly<Record<string, number>>): number {
	return Object.values(pools).reduce((total, pool) => total + pool, 0);
}

/** Everything stated that has a part in the sum, the total first. */
function involved(read: MemoryReader): readonly string[] {
	const total = read.has(TASK_MANAGER_KEYS.flink) ? TASK_MANAGER_KEYS.flink : TASK_MANAGER_KEYS.process;
	const jvm = total === TASK_MANAGER_KEYS.flink ? [] : [TASK_MANAGER_KEYS.metaspace, ...Object.values(TASK_MANAGER_KEYS.overhead)];
	const share = read.has(MANAGED) ? MANAGED : MANAGED_FRACTION;
	const network = read.hasLegacy() ? [...Object.values(NETWORK), BUFFERS] : Object.values(NETWORK);
	return read.stated(total, TASK_HEAP, share, ...network, FRAMEWORK_HEAP, FRAMEWORK_OFF_HEAP, TASK_OFF_HEAP, ...jvm);
}
