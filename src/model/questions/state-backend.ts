import type { Application } from '../application.ts';
import { LEGACY_BACKENDS } from './legacy-backend.ts';

const BACKEND = 'state.backend.type';

/** Where keyed state lives: on the heap, in RocksDB, in ForSt, in a backend of somebody's own, or not to be told. */
export type StateBackend = 'heap' | 'rocksdb' | 'forst' | 'other' | 'unknown';

/** Every name and factory class that Flink takes for a backend of its own. Source: StateBackendLoader, 1.13 to 2.3. */
const BACKENDS: Readonly<Record<string, StateBackend>> = {
	hashmap: 'heap',
	rocksdb: 'rocksdb',
	forst: 'forst',
	'org.apache.flink.runtime.state.hashmap.hashmapstatebackendfactory': 'heap',
	'org.apache.flink.contrib.streaming.state.rocksdbstatebackendfactory': 'rocksdb',
	'org.apache.flink.contrib.streaming.state.embeddedrocksdbstatebackendfactory': 'rocksdb',
	'org.apache.flink.state.rocksdb.embeddedrocksdbstatebackendfactory': 'rocksdb',
	'org.apache.flink.state.forst.forststatebackendfactory': 'forst',
};

/** The backend that the application's jobs use. Without any statement it is the heap, as far as every place that could state one is visible. */
export function stateBackend({ config }: Application): StateBackend {
	if (config.get(BACKEND).origin.kind === 'setting' || config.platform === 'msf') {
		const name = config.name(BACKEND);
		if (name === undefined) return 'unknown';
		return LEGACY_BACKENDS.includes(name) ? 'heap' : (BACKENDS[name] ?? 'other');
	}
	const absence = config.absence(BACKEND);
	return absence?.certainty === 'owner' && !absence.programUnseen ? 'heap' : 'unknown';
}

/** Whether jobs that use RocksDB could run here: nothing says that the state lives elsewhere. */
export function mayUseRocksDb(application: Application): boolean {
	const backend = stateBackend(application);
	return application.platform !== 'msf' && (backend === 'rocksdb' || backend === 'unknown');
}
