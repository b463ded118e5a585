import type { Application } from '../../model/application.ts';
import { defineRule, type Fix } from '../../model/finding.ts';
import { inContainers } from '../../model/questions/cluster.ts';
import { LEAST_PER_SLOT, MANAGED, managedPerSlot, memoryBound, PER_TASK_MANAGER } from '../../model/questions/rocksdb-memory.ts';
import { mayUseRocksDb } from '../../model/questions/state-backend.ts';
import { boolean } from '../../model/value.ts';

/** RocksDB takes as much native memory as its states ask for. */
export const rocksdbMemoryUnmanaged = defineRule({
	meta: {
		name: 'rocksdb-memory-unmanaged',
		summary: 'Nothing bounds the memory that RocksDB takes.',
		category: 'state',
		severity: 'warning',
		fixes: ['unsafe'],
		messages: {
			unbounded: {
				what: "nothing bounds RocksDB's memory: `state.backend.rocksdb.memory.managed` is `false`",
				why: 'every state of every operator and slot then has write buffers and a block cache of its own, outside of what Flink plans, until {end}',
				do: 'remove it, or give RocksDB a fixed size with `state.backend.rocksdb.memory.fixed-per-slot`',
			},
		},
		evidence: [
			'RocksDBSharedResourcesFactory.from, RocksDBMemoryConfiguration (1.15 to 2.3): without managed or fixed memory nothing is shared, and each column family allocates for itself',
			'Flink documentation, "Tuning Checkpoints and Large State": the memory that RocksDB takes without it grows with states and slots',
		],
	},
	*check(application) {
		const { config } = application;
		const setting = config.setting(MANAGED);
		if (setting === undefined || memoryBound(application) !== 'none' || !mayUseRocksDb(application)) return;
		const container = inContainers(application);
		yield {
			message: 'unbounded',
			data: { end: container ? 'the container is killed' : 'the machine runs out of it' },
			at: config.place(setting),
			severity: container ? 'error' : 'warning',
			option: MANAGED,
			fix: managed(application),
		};
	},
});

/** Not into a managed memory that is too small: that would be the next finding. */
function managed(application: Application): Fix | undefined {
	const perSlot = managedPerSlot(application);
	// A size for the TaskManager, however small, would then have no effect.
	if (application.config.setting(PER_TASK_MANAGER) !== undefined) return undefined;
	if (perSlot !== undefined && perSlot < LEAST_PER_SLOT) return undefined;
	return {
		title: `set \`${MANAGED}\` to \`true\``,
		applicability: 'unsafe',
		decide:
			'RocksDB then makes do with the managed memory of its slot, which may be less than it takes now: state stays, throughput may not',
		changes: [{ kind: 'setOption', key: MANAGED, value: boolean(true) }],
	};
}
