import type { Application } from '../../model/application.ts';
import { defineRule } from '../../model/finding.ts';
import { checkpointStorage } from '../../model/questions/checkpoint-storage.ts';
import { checkpointing, INTERVAL, isBatch } from '../../model/questions/recovery.ts';
import type { Setting } from '../../model/setting.ts';
import { atLeast } from '../../model/version.ts';

const DIR = 'execution.checkpointing.dir';
const STORAGE = 'execution.checkpointing.storage';
const BACKEND = 'state.backend.type';

/** Checkpoints live in the JobManager's heap. */
export const checkpointStorageNotDurable = defineRule({
	meta: {
		name: 'checkpoint-storage-not-durable',
		summary: 'Checkpoints are kept in the memory of the JobManager.',
		category: 'checkpointing',
		severity: 'error',
		fixes: [],
		messages: {
			noDirectory: {
				what: 'checkpoints are kept in the memory of the JobManager: `execution.checkpointing.dir` is not set',
				why: 'they are lost with the JobManager, and a state over 5 MiB fails the checkpoint',
				do: 'set `{key}` to a directory on S3, GCS, Azure, OSS or HDFS',
			},
			jobmanager: {
				what: 'checkpoints are kept in the memory of the JobManager: `execution.checkpointing.storage` is `jobmanager`',
				why: 'they are lost with the JobManager, and a state over 5 MiB fails the checkpoint',
				do: 'remove it and set `{key}` to a directory on S3, GCS, Azure, OSS or HDFS',
			},
			inCode: {
				what: "checkpoints that a job's code takes are kept in the memory of the JobManager: `execution.checkpointing.storage` is `jobmanager`",
				why: 'they are lost with the JobManager, and a state over 5 MiB fails the checkpoint, unless the code chooses another storage',
				do: 'remove it and set `{key}` to a directory on S3, GCS, Azure, OSS or HDFS',
			},
			unused: {
				what: 'checkpoints pass through the memory of the JobManager: `execution.checkpointing.storage` is `jobmanager`',
				why: 'its heap holds all of them, and a state over 5 MiB fails the checkpoint; only what fits reaches the directory (up to Flink 1.18 the directory of a configuration file wins)',
				do: 'remove it: TaskManagers then write to the directory',
			},
			backend: {
				what: 'checkpoints pass through the memory of the JobManager: `state.backend.type` is `jobmanager`',
				why: 'that backend is a storage of its own: the heap of the JobManager holds all checkpoints, and a state over 5 MiB fails them; Flink 2.x does not know it',
				do: 'set `state.backend.type` to `hashmap` or `rocksdb`: TaskManagers then write to the directory',
			},
		},
		evidence: [
			'CheckpointStorageLoader: without a directory JobManagerCheckpointStorage is used (oracle: combinations/storage, 1.18 to 2.3)',
			'`jobmanager` beside a directory: 1.18 uses the directory, 1.20 to 2.3 the memory (oracle: combinations/storage/jobmanager-with-dir)',
			'JobManagerCheckpointStorage.DEFAULT_MAX_STATE_SIZE is 5 * 1024 * 1024; with a directory it writes the metadata there, which holds the state',
		],
	},
	*check(application) {
		const { config, job } = application;
		if (application.platform === 'msf') return;
		const key = config.catalogue.keyToWrite(config.get(DIR).option, application.version?.version) ?? DIR;
		if (checkpointing(application) !== 'on') {
			const stated = chosenForCode(application);
			if (stated !== undefined) yield { message: 'inCode', data: { key }, at: config.place(stated), severity: 'warning', option: STORAGE };
			return;
		}
		const severity = job.seen && !job.stateful && job.sinks.length === 0 ? ('info' as const) : undefined;
		const storage = config.setting(STORAGE);
		const directory = config.setting(DIR);
		if (storage !== undefined && config.name(STORAGE) === 'jobmanager') {
			const kept = checkpointStorage(application);
			if (kept === 'filesystem') return;
			const unsure = kept === 'unknown';
			const message = directory === undefined ? 'jobmanager' : 'unused';
			yield {
				message,
				data: { key },
				at: config.place(storage),
				severity: unsure ? 'info' : (severity ?? (directory === undefined ? 'error' : 'warning')),
				option: STORAGE,
			};
			return;
		}
		const backend = config.setting(BACKEND);
		if (backend !== undefined && directory !== undefined && storesItself(application)) {
			yield { message: 'backend', at: config.place(backend), severity: severity ?? 'warning', option: BACKEND };
			return;
		}
		const absence = config.absence(DIR);
		if (absence === undefined) return;
		// `filesystem` without a directory is `checkpoint-storage-filesystem-without-dir`.
		if (storage === undefined) yield { message: 'noDirectory', data: { key }, at: absence.at, severity, option: DIR, absence };
	},
});

/** Up to 1.20 a backend named `jobmanager` takes the checkpoints itself; 2.x rejects the name, which `config-invalid-value` says. */
function storesItself(application: Application): boolean {
	const { config, version } = application;
	if (config.name(BACKEND) !== 'jobmanager' || (version !== undefined && atLeast(version.version, '2.0'))) return false;
	return checkpointStorage(application) === 'jobmanager';
}

/** The cluster's choice of the JobManager's memory, which is nobody's default to write, where the interval is left to code that is not seen. */
function chosenForCode(application: Application): Setting | undefined {
	const { config } = application;
	const stated = config.setting(STORAGE);
	if (stated === undefined || stated.layer === 'program' || stated.layer === 'table') return undefined;
	if (config.visibility.program || config.setting(DIR) !== undefined || config.setting(INTERVAL) !== undefined) return undefined;
	if (isBatch(application) || config.name(STORAGE) !== 'jobmanager') return undefined;
	return checkpointStorage(application) === 'jobmanager' ? stated : undefined;
}
