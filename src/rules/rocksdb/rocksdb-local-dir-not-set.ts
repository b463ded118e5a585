import type { Application } from '../../model/application.ts';
import { defineRule } from '../../model/finding.ts';
import { onYarn } from '../../model/questions/cluster.ts';
import { rocksDbFiles, unlimitedFiles } from '../../model/questions/rocksdb-files.ts';
import { tunesRocksDb } from '../../model/questions/rocksdb-memory.ts';
import { stateBackend } from '../../model/questions/state-backend.ts';

const LOCAL_DIR = 'state.backend.rocksdb.localdir';
/** Where the default directory comes from: below the working directory, which lies in the temporary one. */
const INSTEAD = ['io.tmp.dirs', 'process.taskmanager.working-dir', 'process.working-dir'];
const TEMPORARY = ['/tmp', '/var/tmp', '/dev/shm'];

/** RocksDB's files lie in the temporary directory. */
export const rocksdbLocalDirNotSet = defineRule({
	meta: {
		name: 'rocksdb-local-dir-not-set',
		summary: "RocksDB's files lie in the temporary directory.",
		category: 'state',
		severity: 'info',
		fixes: [],
		messages: {
			absent: {
				what: 'RocksDB is tuned but keeps its files in the temporary directory: `state.backend.rocksdb.localdir` is not set',
				why: 'that is `/tmp` unless something else says otherwise: often a small or slow disk, in a container its writable layer, and RocksDB is as fast as the disk below it',
				do: 'mount fast local disks and name them in `state.backend.rocksdb.localdir`, several separated by commas',
			},
			temporary: {
				what: "RocksDB's files lie in `{dir}`",
				why: 'the temporary directory is often small, slow, in memory or cleaned by the system, and RocksDB is as fast as the disk below it',
				do: 'mount fast local disks and name them here, several separated by commas',
			},
		},
		evidence: [
			'RocksDBOptions.LOCAL_DIRECTORIES: no default, the description says <WORKING_DIR>/tmp (2.3); EmbeddedRocksDBStateBackend.lazyInitializeForJob takes the directories for temporary files',
			'CoreOptions.TMP_DIRS: `java.io.tmpdir` unless YARN gives local directories',
			'Flink documentation, "State Backends" and "Tuning Checkpoints and Large State": local disks matter most to RocksDB',
		],
	},
	*check(application) {
		const { config } = application;
		if (application.platform === 'msf' || stateBackend(application) !== 'rocksdb') return;
		// A volume was chosen for them, or `rocksdb-on-emptydir` speaks of the very directory.
		if (rocksDbFiles(application)?.mount !== undefined || unlimitedFiles(application) !== undefined) return;
		const stated = config.known(LOCAL_DIR);
		if (stated?.setting !== undefined && stated.value.type === 'text') {
			const dir = stated.value.value;
			if (everyOneTemporary(dir)) yield { message: 'temporary', data: { dir }, at: config.place(stated.setting), option: LOCAL_DIR };
			return;
		}
		const absence = config.absence(LOCAL_DIR);
		if (absence?.certainty !== 'owner' || !tunesRocksDb(application) || directoriesSaid(application)) return;
		yield { message: 'absent', at: absence.at, option: LOCAL_DIR, absence };
	},
});

function directoriesSaid(application: Application): boolean {
	return onYarn(application) || INSTEAD.some((key) => application.config.setting(key) !== undefined);
}

/** Flink separates directories by a comma or the system's path separator (EmbeddedRocksDBStateBackend). */
function everyOneTemporary(dirs: string): boolean {
	const paths = dirs.split(/[,:]/).filter((dir) => dir !== '');
	return paths.length > 0 && paths.every((dir) => TEMPORARY.some((folder) => dir === folder || dir.startsWith(`${folder}/`)));
}
