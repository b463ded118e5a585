import type { Application } from '../../model/application.ts';
import type { Change } from '../../model/change.ts';
import { defineRule, type Fix } from '../../model/finding.ts';
import { checkpointing, INTERVAL, isBatch } from '../../model/questions/recovery.ts';
import { boolean, text } from '../../model/value.ts';

const BACKEND = 'state.backend.type';
const INCREMENTAL = 'execution.checkpointing.incremental';

/** Nobody chose where the state of a stateful job lives, so it lives on the heap. */
export const stateBackendNotSet = defineRule({
	meta: {
		name: 'state-backend-not-set',
		summary: 'No state backend is chosen for a stateful job.',
		category: 'state',
		severity: 'warning',
		fixes: ['unsafe'],
		messages: {
			heap: {
				what: 'no state backend is chosen: `{key}` is not set',
				why: 'Flink then keeps all state as objects on the heap of the TaskManagers, where a state that outgrows it ends in long garbage collections and OutOfMemoryError',
				do: 'set `{key}` to `rocksdb` where state may reach a gigabyte or nobody knows, or to `hashmap` to say that it stays small',
			},
		},
		evidence: [
			'StateBackendLoader gives HashMapStateBackend where nothing is set, and the default of `state.backend.type` is `hashmap` from 1.19 on (oracle: combinations/defaults, 1.18 to 2.3)',
			'Flink documentation, "State Backends": the heap bounds the state of HashMapStateBackend; another backend takes over only from a canonical savepoint',
		],
	},
	*check(application) {
		const { config, job, platform, version } = application;
		// Without its program nothing says that a cluster's jobs keep state.
		if (platform === 'msf' || !job.seen || !job.stateful || isBatch(application)) return;
		// A program that names no backend leaves it to its cluster's file, as most do.
		if (!config.visibility.configuration) return;
		const taken = checkpointing(application) === 'on';
		const absence = config.absence(BACKEND);
		if (absence === undefined) return;
		const key = config.catalogue.keyToWrite(absence.option, version?.version) ?? BACKEND;
		const interval = config.setting(INTERVAL);
		// Jobs that share a file without a backend have one cause in common.
		const beside = interval?.file === absence.at.file;
		yield {
			message: 'heap',
			data: { key },
			at: beside ? config.place(interval) : absence.at,
			label: beside ? 'checkpoints of a stateful job' : undefined,
			severity: taken ? 'warning' : 'info',
			option: BACKEND,
			absence,
			fix: rocksdb(application, key),
		};
	},
});

/** RocksDB without incremental checkpoints would be the next finding. */
function rocksdb({ config }: Application, key: string): Fix {
	const changes: Change[] = [{ kind: 'setOption', key: BACKEND, value: text('rocksdb') }];
	if (config.absence(INCREMENTAL) !== undefined) changes.push({ kind: 'setOption', key: INCREMENTAL, value: boolean(true) });
	return {
		title: `set \`${key}\` to \`rocksdb\`, with incremental checkpoints`,
		applicability: 'unsafe',
		decide:
			'a running job changes its backend only through a canonical savepoint, and RocksDB serialises at every access: a small state is faster on the heap',
		changes,
	};
}
