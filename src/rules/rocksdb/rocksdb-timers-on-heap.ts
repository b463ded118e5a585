import { defineRule } from '../../model/finding.ts';
import { isBatch } from '../../model/questions/recovery.ts';
import { mayUseRocksDb } from '../../model/questions/state-backend.ts';
import { enumeration } from '../../model/value.ts';

const TIMERS = 'state.backend.rocksdb.timer-service.factory';

/** Timers live on the heap though the state lives in RocksDB: every checkpoint writes them while the task stands still. */
export const rocksdbTimersOnHeap = defineRule({
	meta: {
		name: 'rocksdb-timers-on-heap',
		summary: 'Timers live on the heap and are written while the task stands still.',
		category: 'state',
		severity: 'warning',
		fixes: ['unsafe'],
		messages: {
			heap: {
				what: 'timers live on the heap: `state.backend.rocksdb.timer-service.factory` is `HEAP`',
				why: 'each checkpoint then writes all timers in its synchronous part, while no record is processed, and their number is bounded by the heap',
				do: 'set it to `ROCKSDB`, which is the default; keep `HEAP` only for few timers',
			},
		},
		evidence: [
			'RocksDBKeyedStateBackend.requiresLegacySynchronousTimerSnapshots is true for heap timers and every checkpoint that is no savepoint (1.15 to 2.3)',
			'Flink documentation, "Tuning Checkpoints and Large State": heap timers with RocksDB are not snapshotted asynchronously',
		],
	},
	*check(application) {
		const { config } = application;
		const setting = config.setting(TIMERS);
		if (setting === undefined || config.name(TIMERS) !== 'heap' || isBatch(application) || !mayUseRocksDb(application)) return;
		yield {
			message: 'heap',
			at: config.place(setting),
			option: TIMERS,
			fix: {
				title: `set \`${TIMERS}\` to \`ROCKSDB\``,
				applicability: 'unsafe',
				decide: 'a running job takes it over only from a savepoint, and RocksDB timers are slower where there are few',
				changes: [{ kind: 'setOption', key: TIMERS, value: enumeration('ROCKSDB') }],
			},
		};
	},
});
