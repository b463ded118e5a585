import { defineRule } from '../../model/finding.ts';
import { runsJob } from '../../model/questions/operator.ts';
import { boolean } from '../../model/value.ts';

const ENABLED = 'job.autoscaler.enabled';
const TUNING = 'job.autoscaler.memory.tuning.enabled';
const MAXIMIZE = 'job.autoscaler.memory.tuning.maximize-managed-memory';

/** The memory that tuning saves goes back to the cluster, and RocksDB could use it. */
export const k8sAutotuneManagedZero = defineRule({
	meta: {
		name: 'k8s-autotune-managed-zero',
		summary: 'Memory that tuning frees does not reach RocksDB.',
		category: 'kubernetes',
		severity: 'info',
		fixes: ['unsafe'],
		messages: {
			kept: {
				what: 'memory tuning is on, and RocksDB gets nothing of what it frees: `{key}` is {how}',
				why: 'tuning measures heap, network and metaspace, but not managed memory, which stays as it was configured however much RocksDB reads from disk',
				do: `set \`${MAXIMIZE}\` to \`true\``,
			},
		},
		evidence: [
			'MemoryTuning.adjustManagedMemory: 0 where none is used, the configured size where it is, all the rest with maximize-managed-memory',
			'Kubernetes operator documentation, "Autotuning": "beneficial when running with RocksDB"',
		],
	},
	*check(application) {
		const { config } = application;
		const tuning = config.setting(TUNING);
		if (!runsJob(application) || tuning === undefined || config.boolean(ENABLED) !== true || config.boolean(TUNING) !== true) return;
		if (config.name('state.backend.type') !== 'rocksdb' || config.boolean('state.backend.rocksdb.memory.managed') !== true) return;
		const stated = config.setting(MAXIMIZE);
		if (config.boolean(MAXIMIZE) !== false || (stated === undefined && config.absence(MAXIMIZE) === undefined)) return;
		yield {
			message: 'kept',
			data: { key: MAXIMIZE, how: stated === undefined ? 'not set' : '`false`' },
			at: config.place(stated ?? tuning),
			option: MAXIMIZE,
			fix: {
				title: `set \`${MAXIMIZE}\` to \`true\``,
				applicability: 'unsafe',
				decide: 'TaskManagers then keep their full size: tuning saves no memory any more',
				changes: [{ kind: 'setOption', key: MAXIMIZE, value: boolean(true) }],
			},
		};
	},
});
