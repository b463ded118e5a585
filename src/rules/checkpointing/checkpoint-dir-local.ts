import { defineRule } from '../../model/finding.ts';
import { reachOf } from '../../model/location.ts';
import { checkpointing } from '../../model/recovery.ts';

const DIR = 'execution.checkpointing.dir';

/** Checkpoints are written to a disk that the machines do not share. */
export const checkpointDirLocal = defineRule({
	meta: {
		name: 'checkpoint-dir-local',
		summary: 'The checkpoint directory lies on a local disk.',
		category: 'checkpointing',
		severity: 'error',
		fixes: [],
		messages: {
			local: {
				what: 'checkpoints are written to `{dir}`, which each machine has for itself',
				why: 'every TaskManager writes to its own disk, so a restart elsewhere finds no checkpoint; Flink accepts the path without a word',
				do: 'set `{key}` to a directory on S3, GCS, Azure, OSS or HDFS',
			},
			mounted: {
				what: 'checkpoints are written to `{dir}`, which must be one volume for all machines',
				why: 'where it is not mounted from shared storage, a restart elsewhere finds no checkpoint',
				do: 'make sure that it is shared and durable, or set `{key}` to a directory on S3, GCS, Azure, OSS or HDFS',
			},
		},
		evidence: [
			'Flink documentation, "Checkpoints": the directory must be accessible from all processes',
			'FsCheckpointStorageAccess accepts file: paths (oracle: combinations)',
		],
	},
	*check(application) {
		const { config } = application;
		const effective = config.known(DIR);
		if (effective?.setting === undefined || effective.value.type !== 'text' || checkpointing(application) === 'off') return;
		const dir = effective.value.value;
		const reach = reachOf(dir);
		// A path without a scheme goes to the default file system, which may be a shared one.
		if (reach === 'shared' || (dir.startsWith('/') && config.get('fs.default-scheme').origin.kind === 'setting')) return;
		const key = config.catalogue.keyToWrite(config.get(DIR).option, application.version?.version) ?? DIR;
		const severity = reach === 'mounted' ? ('warning' as const) : undefined;
		yield { message: reach, data: { dir, key }, at: config.place(effective.setting), severity, option: DIR };
	},
});
