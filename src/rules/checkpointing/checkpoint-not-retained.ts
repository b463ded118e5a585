import type { Application } from '../../model/application.ts';
import { defineRule } from '../../model/finding.ts';
import { checkpointing } from '../../model/recovery.ts';
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
		fixes: ['safe'],
		messages: {
			absent: {
				what: 'a cancelled job leaves no checkpoint: `execution.checkpointing.externalized-checkpoint-retention` is not set',
				why: 'Flink then deletes checkpoints when the job is cancelled, so a job stopped without a savepoint starts from nothing',
				do: 'set it to `RETAIN_ON_CANCELLATION`, and never expire the checkpoint directory by age: live checkpoints reference old shared files',
			},
			deleted: {
				what: 'a cancelled job leaves no checkpoint: `execution.checkpointing.externalized-checkpoint-retention` is `{value}`',
				why: 'Flink deletes checkpoints when the job is cancelled, so a job stopped without a savepoint starts from nothing',
				do: 'set it to `RETAIN_ON_CANCELLATION`, and never expire the checkpoint directory by age: live checkpoints reference old shared files',
			},
		},
		evidence: [
			'CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION: default NO_EXTERNALIZED_CHECKPOINTS (option catalogue)',
			'Flink documentation, "Checkpoints": deleted when a program is cancelled',
		],
	},
	*check(application) {
		const { config } = application;
		if (checkpointing(application) !== 'on' || !keepsFiles(application)) return;
		const lack = config.lacking(RETENTION, () => config.name(RETENTION) !== 'retain-on-cancellation');
		if (lack === undefined) return;
		yield {
			message: lack.absence === undefined ? 'deleted' : 'absent',
			data: { value: config.name(RETENTION)?.toUpperCase().replaceAll('-', '_') ?? '' },
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
