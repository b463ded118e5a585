import type { Application } from '../../model/application.ts';
import { defineRule, type Fix } from '../../model/finding.ts';
import { LEAST_PER_SLOT, managedPerSlot, memoryBound } from '../../model/questions/rocksdb-memory.ts';
import { stateBackend } from '../../model/questions/state-backend.ts';
import type { Setting } from '../../model/setting.ts';
import { formatMemory, number } from '../../model/value.ts';

const SIZE = 'taskmanager.memory.managed.size';
const FRACTION = 'taskmanager.memory.managed.fraction';
const TASK_HEAP = 'taskmanager.memory.task.heap.size';
const SLOTS = 'taskmanager.numberOfTaskSlots';
const TOTALS = ['taskmanager.memory.process.size', 'taskmanager.memory.flink.size'];
const LOW_FRACTION = 0.2;
/** With this much managed memory in a slot, in bytes, a small fraction is no fault. */
const PLENTY = 512 * 2 ** 20;
const MIB = 2 ** 20;

/** RocksDB has so little managed memory that it reads nearly everything from disk. */
export const rocksdbLowManagedMemory = defineRule({
	meta: {
		name: 'rocksdb-low-managed-memory',
		summary: 'RocksDB has little managed memory.',
		category: 'state',
		severity: 'warning',
		fixes: ['unsafe'],
		messages: {
			perSlot: {
				what: 'RocksDB has {size} of managed memory in each of {slots}',
				why: 'all states of a slot share it for write buffers, indexes and the block cache: with less than 128 MiB it flushes small files and reads from disk',
				do: 'raise `taskmanager.memory.managed.fraction` or the memory of the TaskManager, or give it fewer slots',
			},
			fraction: {
				what: "RocksDB has `{fraction}` of Flink's memory: `taskmanager.memory.managed.fraction` is low",
				why: 'with RocksDB the state lives in managed memory and on disk, not on the heap, and more of the former is the first thing to try',
				do: 'set it to the default `0.4` or more',
			},
		},
		evidence: [
			'RocksDBMemoryControllerUtils: cache and write buffers are shares of the managed memory of the slot',
			'TaskExecutorProcessUtils divides managed memory over the slots; Flink takes any size, 0 too (oracle: combinations/rocksdb-memory/managed-memory-0)',
			'Flink documentation, "Tuning Checkpoints and Large State": increase managed memory before anything else; 128 MiB a slot is our own figure, two write buffers of 64 MiB',
		],
	},
	*check(application) {
		const { config } = application;
		if (application.platform === 'msf' || stateBackend(application) !== 'rocksdb' || memoryBound(application) !== 'managed') return;
		const perSlot = managedPerSlot(application);
		const deciding = decidingStatement(application);
		const chosen = config.setting('state.backend.type');
		const related = chosen === undefined ? [] : [{ place: config.place(chosen), message: 'RocksDB is chosen here' }];
		if (perSlot !== undefined && perSlot < LEAST_PER_SLOT && deciding !== undefined) {
			const slots = config.number(SLOTS) ?? 1;
			const data = { size: rounded(perSlot), slots: slots === 1 ? 'one slot' : `${slots} slots` };
			yield { message: 'perSlot', data, at: config.place(deciding), option: deciding.key, related, fix: enough(application, deciding) };
			return;
		}
		const fraction = config.number(FRACTION);
		const stated = config.setting(FRACTION);
		if (stated === undefined || fraction === undefined || fraction >= LOW_FRACTION || config.setting(SIZE) !== undefined) return;
		if (perSlot !== undefined && perSlot >= PLENTY) return;
		yield {
			message: 'fraction',
			data: { fraction },
			at: config.place(stated),
			option: FRACTION,
			related,
			fix: enough(application, stated),
		};
	},
});

/** What makes a slot's share so small, as far as one statement does. */
function decidingStatement({ config }: Application): Setting | undefined {
	const low = (config.number(FRACTION) ?? 1) < LOW_FRACTION;
	const keys = [SIZE, ...(low ? [FRACTION] : []), SLOTS, ...TOTALS];
	return keys.map((key) => config.setting(key)).find((setting) => setting !== undefined);
}

/** Only where the heap gives way by itself, and where the default fraction is known to do. */
function enough({ config }: Application, setting: Setting): Fix | undefined {
	if (setting.key !== FRACTION || config.setting(TASK_HEAP) !== undefined || (config.number(FRACTION) ?? 1) >= LOW_FRACTION)
		return undefined;
	return {
		title: `set \`${FRACTION}\` to \`0.4\``,
		applicability: 'unsafe',
		decide: "what managed memory gains the heap loses: check what the jobs' own objects need",
		changes: [{ kind: 'setOption', key: FRACTION, value: number(0.4) }],
	};
}

function rounded(bytes: number): string {
	return bytes % MIB === 0 ? `\`${formatMemory(bytes)}\`` : `about \`${Math.round(bytes / MIB)}m\``;
}
