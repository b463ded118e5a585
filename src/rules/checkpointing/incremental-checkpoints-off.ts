import { defineRule } from '../../model/finding.ts';
import { checkpointing, INTERVAL } from '../../model/questions/recovery.ts';
import { type StateBackend, stateBackend } from '../../model/questions/state-backend.ts';
import { boolean, formatDuration } from '../../model/value.ts';

const INCREMENTAL = 'execution.checkpointing.incremental';

/** RocksDB or ForSt uploads its whole state at every checkpoint. */
export const incrementalCheckpointsOff = defineRule({
	meta: {
		name: 'incremental-checkpoints-off',
		summary: 'RocksDB copies its whole state at every checkpoint.',
		category: 'checkpointing',
		severity: 'warning',
		fixes: ['safe', 'unsafe'],
		messages: {
			absent: {
				what: '{backend} copies its whole state at every checkpoint: `{key}` is not set',
				why: 'upload time grows with the state, until checkpoints no longer fit their timeout (the default is off in every Flink version)',
				do: 'set `{key}` to `true`, and never expire the checkpoint directory by age: live checkpoints reference old shared files',
			},
			off: {
				what: '{backend} copies its whole state at every checkpoint: incremental checkpoints are switched off',
				why: 'upload time grows with the state, until checkpoints no longer fit their timeout',
				do: 'set `{key}` to `true` (in code `new EmbeddedRocksDBStateBackend(true)`), and never expire the checkpoint directory by age: live checkpoints reference old shared files',
			},
		},
		evidence: [
			'CheckpointingOptions.INCREMENTAL_CHECKPOINTS: default false in 1.13 to 2.3 (option catalogue)',
			'EmbeddedRocksDBStateBackend takes full checkpoints where nothing is set (oracle: combinations/backend, 1.18 to 2.3)',
		],
	},
	*check(application) {
		const { config } = application;
		const backend = UPLOADING[stateBackend(application)];
		if (backend === undefined || checkpointing(application) === 'off') return;
		const lack = config.lacking(INCREMENTAL, () => config.boolean(INCREMENTAL) === false);
		if (lack === undefined) return;
		// Where nothing visible takes checkpoints, that is what there is to tell; its fix makes them incremental.
		if (lack.absence !== undefined && config.absence(INTERVAL)?.certainty === 'owner') return;
		const stated = lack.absence === undefined ? config.setting(INCREMENTAL) : undefined;
		const key =
			stated?.kind === 'entry'
				? stated.key
				: (config.catalogue.keyToWrite(config.get(INCREMENTAL).option, application.version?.version) ?? INCREMENTAL);
		const interval = config.setting(INTERVAL);
		const every = config.duration(INTERVAL);
		const copied = every === undefined ? 'and checkpointed at this interval' : `and copied every ${formatDuration(every)}`;
		yield {
			message: lack.absence === undefined ? 'off' : 'absent',
			data: { backend, key },
			at: lack.at,
			label: lack.absence === undefined ? undefined : `${backend} is chosen here`,
			option: INCREMENTAL,
			absence: lack.absence,
			related: interval === undefined ? [] : [{ place: config.place(interval), message: copied }],
			fix: {
				title: `set \`${key}\` to \`true\``,
				applicability: stated === undefined ? 'safe' : 'unsafe',
				decide: stated === undefined ? undefined : 'somebody switched them off: full checkpoints may be meant',
				changes: [{ kind: 'setOption', key: INCREMENTAL, value: boolean(true) }],
			},
		};
	},
});

/** Backends that can upload increments. */
const UPLOADING: Readonly<Partial<Record<StateBackend, string>>> = { rocksdb: 'RocksDB', forst: 'ForSt' };
