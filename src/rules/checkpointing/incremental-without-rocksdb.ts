import type { Application } from '../../model/application.ts';
import type { Absence } from '../../model/effective/absence.ts';
import { defineRule } from '../../model/finding.ts';
import { isLegacyBackend } from '../../model/questions/legacy-backend.ts';
import { checkpointing } from '../../model/questions/recovery.ts';

const INCREMENTAL = 'execution.checkpointing.incremental';
const BACKEND = 'state.backend.type';

/** Incremental checkpoints are enabled for a backend that has none. */
export const incrementalWithoutRocksdb = defineRule({
	meta: {
		name: 'incremental-without-rocksdb',
		summary: 'Incremental checkpoints are enabled, but the state lives on the heap.',
		category: 'checkpointing',
		severity: 'info',
		fixes: ['safe', 'unsafe'],
		messages: {
			chosen: {
				what: '`{name}` has no effect: state lives on the heap, whose checkpoints are always full',
				why: 'only RocksDB and ForSt upload increments',
				do: 'choose `rocksdb` as backend if the state is large, else remove the setting',
			},
			unset: {
				what: '`{name}` has no effect: no state backend is chosen, so state lives on the heap',
				why: 'only RocksDB and ForSt upload increments, checkpoints of the heap are always full',
				do: 'choose `rocksdb` as backend if the state is large, else remove the setting',
			},
		},
		evidence: [
			'The backend is a HashMapStateBackend, which has no incremental checkpoints (oracle: combinations/backend/hashmap-incremental and incremental-without-backend, 1.18 to 2.3)',
		],
	},
	*check(application) {
		const { config, platform } = application;
		const stated = config.setting(INCREMENTAL);
		if (platform === 'msf' || stated === undefined || config.boolean(INCREMENTAL) !== true || checkpointing(application) === 'off') return;
		const heap = heapBackend(application);
		if (heap === undefined) return;
		const backend = config.setting(BACKEND);
		const certain = config.visibility.program && config.visibility.configuration;
		yield {
			message: heap === 'chosen' ? 'chosen' : 'unset',
			data: { name: stated.name },
			at: config.place(stated),
			option: INCREMENTAL,
			absence: heap === 'chosen' ? undefined : heap,
			related: backend === undefined ? [] : [{ place: config.place(backend), message: 'the heap is chosen here' }],
			fix:
				config.get(INCREMENTAL).shadowed.length > 0
					? undefined
					: {
							title: 'remove it',
							applicability: certain ? 'safe' : 'unsafe',
							decide: certain ? undefined : 'what is not visible here may choose RocksDB, for which it then counts',
							changes: [{ kind: 'removeSetting', setting: stated }],
						},
		};
	},
});

/** Whether the heap backend is chosen, or left to be chosen by nobody. */
function heapBackend({ config }: Application): 'chosen' | Absence | undefined {
	const absence = config.absence(BACKEND);
	if (absence !== undefined) return absence;
	const name = config.setting(BACKEND) === undefined ? undefined : config.name(BACKEND);
	return name === 'hashmap' || (name !== undefined && isLegacyBackend(name)) ? 'chosen' : undefined;
}
