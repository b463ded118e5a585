import type { Application } from '../model/application.ts';
import type { EffectiveConfiguration } from '../model/effective.ts';
import { taskManagerAt } from '../model/memory.ts';
import type { FlinkVersion } from '../model/version.ts';

export const MANAGED = 'state.backend.rocksdb.memory.managed';
export const PER_SLOT = 'state.backend.rocksdb.memory.fixed-per-slot';
export const PER_TASK_MANAGER = 'state.backend.rocksdb.memory.fixed-per-tm';

/** The least managed memory of a slot that RocksDB does well with, in bytes: two write buffers of 64 MiB. */
export const LEAST_PER_SLOT = 128 * 2 ** 20;

/** Before 1.17 the network took at most 1 GiB, up to 1.20 there were options of older names, 2.x has neither. */
const VERSIONS: readonly FlinkVersion[] = ['1.16', '1.20', '2.3'];

/** What bounds RocksDB's memory: a fixed size of its own, the slot's managed memory, nothing, or what cannot be told. */
type MemoryBound = 'slot' | 'managed' | 'task-manager' | 'none' | 'unknown';

/** Source: RocksDBSharedResourcesFactory.from (1.17 and later; before, the size for a TaskManager did not exist). */
export function memoryBound({ config }: Application): MemoryBound {
	if (config.setting(PER_SLOT) !== undefined) return config.known(PER_SLOT) === undefined ? 'unknown' : 'slot';
	const managed = config.boolean(MANAGED);
	if (managed === undefined) return 'unknown';
	if (managed) return 'managed';
	if (config.setting(PER_TASK_MANAGER) === undefined) return 'none';
	const size = memoryOf(config, PER_TASK_MANAGER);
	if (size === undefined) return 'unknown';
	return size > 0 ? 'task-manager' : 'none';
}

/** The managed memory of one slot in bytes, where Flink's derivation and the number of slots are known. */
export function managedPerSlot(application: Application): number | undefined {
	const slots = application.config.number('taskmanager.numberOfTaskSlots');
	const memory = managedMemory(application);
	return memory === undefined || slots === undefined || slots < 1 ? undefined : Math.floor(memory.managed / slots);
}

/** Managed memory and all of Flink's memory, in bytes. */
interface ManagedMemory {
	readonly managed: number;
	readonly flink: number;
}

/** The managed memory of a TaskManager, if it is the same however it is started; versions differ in the network's share alone. */
export function managedMemory({ config, version, platform }: Application): ManagedMemory | undefined {
	if (platform === 'msf') return undefined;
	const found: ManagedMemory[] = [];
	for (const one of version === undefined ? VERSIONS : [version.version]) {
		for (const inContainer of [true, false]) {
			const memory = taskManagerAt(config, { version: one, inContainer });
			if (memory.kind !== 'derived') return undefined;
			found.push(memory.pools);
		}
	}
	const [first] = found;
	return found.every(({ managed, flink }) => managed === first?.managed && flink === first.flink) ? first : undefined;
}

/** The size in bytes, if it is known. */
function memoryOf(config: EffectiveConfiguration, key: string): number | undefined {
	const value = config.known(key)?.value;
	return value?.type === 'memory' ? value.bytes : undefined;
}

/** Options of RocksDB that say nothing about how much is asked of it. */
const NO_TUNING = ['state.backend.rocksdb.metrics.', 'state.backend.rocksdb.log.'];

/** Somebody tuned RocksDB here, apart from its metrics and logs. */
export function tunesRocksDb({ config }: Application): boolean {
	return config.settings.some(
		({ key, inert }) =>
			inert === undefined && key.startsWith('state.backend.rocksdb.') && !NO_TUNING.some((prefix) => key.startsWith(prefix)),
	);
}
