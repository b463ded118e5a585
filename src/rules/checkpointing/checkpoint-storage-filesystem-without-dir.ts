import { defineRule } from '../../model/finding.ts';

const DIR = 'execution.checkpointing.dir';
const STORAGE = 'execution.checkpointing.storage';

/** The file system is chosen as checkpoint storage and no directory is named: Flink rejects every job. */
export const checkpointStorageFilesystemWithoutDir = defineRule({
	meta: {
		name: 'checkpoint-storage-filesystem-without-dir',
		summary: 'Checkpoints go to the file system, but no directory is set.',
		category: 'checkpointing',
		severity: 'error',
		fixes: [],
		inDevelopment: true,
		messages: {
			missing: {
				what: '`{name}` is `filesystem`, but no directory is set',
				why: 'Flink rejects every job with "Cannot create the file system state backend: The configuration does not specify the checkpoint directory"',
				do: 'set `{key}` to a directory on S3, GCS, Azure, OSS or HDFS',
			},
		},
		evidence: [
			'FileSystemCheckpointStorageFactory throws IllegalConfigurationException, whether checkpoints are taken or not (oracle: combinations/storage/filesystem-without-dir and filesystem-without-dir-checkpointing-off, 1.18 to 2.3)',
		],
	},
	*check({ config, platform, version }) {
		const storage = config.setting(STORAGE);
		if (platform === 'msf' || storage === undefined || config.name(STORAGE) !== 'filesystem') return;
		const absence = config.absence(DIR);
		if (absence === undefined) return;
		yield {
			message: 'missing',
			data: {
				name: storage.kind === 'setter' ? STORAGE : storage.key,
				key: config.catalogue.keyToWrite(absence.option, version?.version) ?? DIR,
			},
			at: config.place(storage),
			option: STORAGE,
			absence,
		};
	},
});
