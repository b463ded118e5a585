import { defineRule } from '../../model/finding.ts';
import { sameDirectory } from '../../model/location.ts';

const SAVEPOINTS = 'execution.checkpointing.savepoint-dir';
const DIR = 'execution.checkpointing.dir';

/** Checkpoints, which Flink deletes, and savepoints, which it never does, share one directory. */
export const checkpointDirEqualsSavepointDir = defineRule({
	meta: {
		name: 'checkpoint-dir-equals-savepoint-dir',
		summary: 'Checkpoints and savepoints share one directory.',
		category: 'checkpointing',
		severity: 'info',
		fixes: [],
		messages: {
			same: {
				what: 'checkpoints and savepoints are written to the same directory, `{directory}`',
				why: 'Flink deletes old checkpoints itself and savepoints never, so whoever cleans up, expires or protects files by prefix cannot tell them apart',
				do: 'give savepoints a directory of their own (existing ones stay where they are)',
			},
		},
		evidence: [
			'AbstractFsCheckpointStorageAccess: checkpoints go to `<dir>/<job id>/chk-<n>`, `shared` and `taskowned`, savepoints to `<dir>/savepoint-<job id>-<random>`',
			'Flink accepts it (oracle: combinations/checkpoint-options/savepoint-dir-is-checkpoint-dir, 1.18 to 2.3)',
		],
	},
	*check({ config, platform }) {
		const savepoints = config.known(SAVEPOINTS);
		const dir = config.known(DIR);
		if (platform === 'msf' || savepoints?.setting === undefined || dir?.setting === undefined) return;
		if (savepoints.value.type !== 'text' || dir.value.type !== 'text' || !sameDirectory(savepoints.value.value, dir.value.value)) return;
		yield {
			message: 'same',
			data: { directory: dir.value.value },
			at: config.place(savepoints.setting),
			option: SAVEPOINTS,
			related: [{ place: config.place(dir.setting), message: 'checkpoints go there too' }],
		};
	},
});
