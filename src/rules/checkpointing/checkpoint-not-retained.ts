import type { Application } from '../../model/application.ts';
import { defineRule } from '../../model/finding.ts';
import { checkpointing } from '../../model/questions/recovery.ts';
import { enumeration } from '../../model/value.ts';

const RETENTION = 'execution.checkpointing.externalized-checkpoint-retention';
const RETAIN = 'RETAIN_ON_CANCELLATION';

/** Cancelling the job deletes its checkpoints. */
export const checkpointNotRetained = defineRule({
	meta: {
		name: 'checkpoint-not-retained',
		summary: 'Cancelling the job deletes its last checkpoint.',
		category: 'checkpointing',
		severity: 'warning',
		fixes: ['safe', 'unsafe'],
		messages: {
			absent: {
				what: 'a cancelled job leaves no checkpoint: `execution.checkpointing.externalized-checkpoint-retention` is not set',
				why: 'Flink then deletes its checkpoints when the job is cancelled or fails for good, so without a savepoint it starts from nothing',
				do: 'set it to `RETAIN_ON_CANCELLATION`, and never expire the checkpoint directory by age: live checkpoints reference old shared files',
			},
			never: {
				what: 'a cancelled job leaves no checkpoint: `execution.checkpointing.externalized-checkpoint-retention` is `NO_EXTERNALIZED_CHECKPOINTS`',
				why: 'Flink deletes its checkpoints when the job is cancelled or fails for good, so without a savepoint it starts from nothing',
				do: 'set it to `RETAIN_ON_CANCELLATION`, and never expire the checkpoint directory by age: live checkpoints reference old shared files',
			},
			deleted: {
				what: 'a cancelled job leaves no checkpoint: `execution.checkpointing.externalized-checkpoint-retention` is `DELETE_ON_CANCELLATION`',
				why: 'Flink deletes its checkpoints when the job is cancelled, so without a savepoint it starts from nothing',
				do: 'set it to `RETAIN_ON_CANCELLATION`, and never expire the checkpoint directory by age: live checkpoints reference old shared files',
			},
		},
		evidence: [
			'CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION: default NO_EXTERNALIZED_CHECKPOINTS (option catalogue)',
			'CheckpointRetentionPolicy: NEVER_RETAIN_AFTER_TERMINATION where nothing is set (oracle: combinations/retention, 1.18 to 2.3)',
		],
	},
	*check(application) {
		const { config } = application;
		if (checkpointing(application) !== 'on' || !keepsFiles(application)) return;
		const lack = config.lacking(RETENTION, () => config.name(RETENTION) !== 'retain-on-cancellation');
		if (lack === undefined) return;
		yield {
			message: lack.absence !== undefined ? 'absent' : config.name(RETENTION) === 'delete-on-cancellation' ? 'deleted' : 'never',
			at: lack.at,
			option: RETENTION,
			absence: lack.absence,
			fix: {
				title: `set \`${RETENTION}\` to \`${RETAIN}\``,
				applicability: 'safe',
				changes: [{ kind: 'setOption', key: RETENTION, value: enumeration(RETAIN) }],
			},
		};
	},
});

/** Without a directory there is nothing to retain: `checkpoint-storage-not-durable` speaks first. */
function keepsFiles({ config }: Application): boolean {
	return (
		config.get('execution.checkpointing.dir').origin.kind === 'setting' && config.name('execution.checkpointing.storage') !== 'jobmanager'
	);
}
