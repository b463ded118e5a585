import type { Application } from '../../model/application.ts';
import { defineRule } from '../../model/finding.ts';
import { checkpointing } from '../../model/recovery.ts';

const DIR = 'execution.checkpointing.dir';
const STORAGE = 'execution.checkpointing.storage';

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
		},
		evidence: [
			'CheckpointStorageLoader: without a directory JobManagerCheckpointStorage is used (oracle: combinations)',
			'JobManagerCheckpointStorage.DEFAULT_MAX_STATE_SIZE is 5 * 1024 * 1024',
		],
	},
	*check(application) {
		const { config, job } = application;
		if (application.platform === 'msf' || checkpointing(application) !== 'on') return;
		const key = config.catalogue.keyToWrite(config.get(DIR).option, application.version?.version) ?? DIR;
		const severity = job.seen && !job.stateful && job.sinks.length === 0 ? ('info' as const) : undefined;
		if (config.name(STORAGE) === 'jobmanager') {
			const setting = config.setting(STORAGE);
			if (setting !== undefined) yield { message: 'jobmanager', data: { key }, at: config.place(setting), severity, option: STORAGE };
			return;
		}
		const absence = config.absence(DIR);
		if (absence === undefined || statesStorage(application)) return;
		yield { message: 'noDirectory', data: { key }, at: absence.at, severity, option: DIR, absence };
	},
});

/** A storage is named (a class, or `filesystem`, which Flink rejects without a directory): this rule has nothing to say then. */
function statesStorage({ config }: Application): boolean {
	return config.get(STORAGE).origin.kind === 'setting';
}
