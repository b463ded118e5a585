import type { Application } from '../application.ts';
import type { VolumeMount } from '../document.ts';
import { isOperated } from './operator.ts';
import { stateBackend } from './state-backend.ts';
import { mountOver, seesVolumes } from './volumes.ts';

const LOCAL_DIR = 'state.backend.rocksdb.localdir';
const LIMIT = 'k8s.taskmanager-ephemeral-storage';
/** Other places that say where temporary files go. */
const ELSEWHERE = ['io.tmp.dirs', 'process.taskmanager.working-dir', 'process.working-dir'];
const TEMPORARY = '/tmp';

/** A directory of RocksDB, with the volume that is mounted over it. */
interface RocksDbFiles {
	readonly dir: string;
	readonly mount: VolumeMount | undefined;
}

/** Where the TaskManagers of a pod keep RocksDB's files; undefined where that is not known. */
export function rocksDbFiles(application: Application): RocksDbFiles | undefined {
	const dir = directory(application);
	return dir === undefined ? undefined : { dir, mount: mountOver(application, 'taskmanager', dir) };
}

/** RocksDB's files where they lie on the disk of the node and nothing limits them, as far as the operator's resource is seen. */
export function unlimitedFiles(application: Application): RocksDbFiles | undefined {
	if (!isOperated(application) || stateBackend(application) !== 'rocksdb' || !seesVolumes(application, 'taskmanager')) return undefined;
	if (application.config.absence(LIMIT)?.certainty !== 'owner') return undefined;
	const files = rocksDbFiles(application);
	return files?.mount === undefined || files.mount.type === 'emptyDir' ? files : undefined;
}

/** The first of RocksDB's directories, or where its files go without one. */
function directory({ config }: Application): string | undefined {
	const stated = config.get(LOCAL_DIR);
	if (stated.origin.kind === 'setting') {
		const value = stated.value?.kind === 'known' ? stated.value.value : undefined;
		return value?.type === 'text' ? value.value.split(/[,:]/).find((dir) => dir.startsWith('/')) : undefined;
	}
	return ELSEWHERE.some((key) => config.setting(key) !== undefined) ? undefined : TEMPORARY;
}
