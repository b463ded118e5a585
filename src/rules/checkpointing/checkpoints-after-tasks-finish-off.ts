import { defineRule } from '../../model/finding.ts';
import { checkpointing } from '../../model/questions/recovery.ts';
import { boolean } from '../../model/value.ts';

const AFTER = 'execution.checkpointing.checkpoints-after-tasks-finish';

/** The first task that finishes ends all checkpoints of the job. */
export const checkpointsAfterTasksFinishOff = defineRule({
	meta: {
		name: 'checkpoints-after-tasks-finish-off',
		summary: 'Checkpoints end as soon as one task of the job has finished.',
		category: 'checkpointing',
		severity: 'info',
		fixes: ['unsafe'],
		messages: {
			off: {
				what: 'no checkpoint is taken any more once one task of the job has finished',
				why: 'a bounded source beside unbounded ones leaves the rest of the job without recovery points, and sinks that commit with checkpoints publish nothing more',
				do: 'set `execution.checkpointing.checkpoints-after-tasks-finish` to `true`, the default from Flink 1.15 on, unless no source ever ends',
			},
		},
		evidence: [
			'DefaultCheckpointPlanCalculator: "checkpointing with finished tasks is not enabled" (1.15 to 2.3)',
			'CheckpointingOptions.ENABLE_CHECKPOINTS_AFTER_TASKS_FINISH: default false in 1.14, true from 1.15 on (option catalogue)',
		],
	},
	*check(application) {
		const { config } = application;
		const stated = config.setting(AFTER);
		if (stated === undefined || config.boolean(AFTER) !== false || checkpointing(application) === 'off') return;
		yield {
			message: 'off',
			at: config.place(stated),
			option: AFTER,
			fix: {
				title: `set \`${stated.kind === 'entry' ? stated.key : AFTER}\` to \`true\``,
				applicability: 'unsafe',
				decide: 'tasks then wait for a last checkpoint before they end; operators with union list state may not support it',
				changes: [{ kind: 'setOption', key: AFTER, value: boolean(true) }],
			},
		};
	},
});
