import type { Application } from '../application.ts';
import type { EffectiveConfiguration } from '../effective/effective.ts';
import { taskManagerPool } from './memory.ts';

export const MANAGED = 'state.backend.rocksdb.memory.managed';
export const PER_SLOT = 'state.backend.rocksdb.memory.fixed-per-slot';
export const PER_TASK_MANAGER = 'state.backend.rocksdb.memory.fixed-per-tm';

/** The least managed memory of a slot that RocksDB does well with, in bytes: two write buffers of 64 MiB. */
export const LEAST_PER_SLOT = 128 * 2 ** 20;

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
	const managed = taskManagerPool(application, 'managed');
	return managed === undefined || slots === undefined || slots < 1 ? undefined : Math.floor(managed / slots);
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
