import { defineRule } from '../../model/finding.ts';
import { INTERVAL } from '../../model/questions/recovery.ts';
import { boolean } from '../../model/value.ts';
import { pauseChanges } from '../checkpointing-changes.ts';

const ENABLED = 'msf.checkpointing-enabled';

/** Managed Flink is told to take no checkpoints. */
export const msfCheckpointingOff = defineRule({
	meta: {
		name: 'msf-checkpointing-off',
		summary: 'A Managed Flink application has its checkpoints switched off.',
		category: 'managed-flink',
		severity: 'error',
		fixes: ['unsafe'],
		messages: {
			off: {
				what: 'no checkpoints are taken: `CheckpointingEnabled` is `false`',
				why: 'the service restarts the application after failures and maintenance, and what it had in its state since the last snapshot is lost',
				do: 'set `CheckpointingEnabled` to `true`',
			},
		},
		evidence: ['AWS API reference, CheckpointConfiguration.CheckpointingEnabled; AWS developer guide, "Implement fault tolerance"'],
	},
	*check(application, { recommended }) {
		const { config } = application;
		const effective = config.known(ENABLED);
		if (effective?.setting === undefined || config.boolean(ENABLED) !== false) return;
		yield {
			message: 'off',
			at: config.place(effective.setting),
			option: ENABLED,
			fix: {
				title: 'set `CheckpointingEnabled` to `true`',
				applicability: 'unsafe',
				decide: 'checkpoints also switch on restarts from state and the commits of transactional sinks',
				changes: [
					{ kind: 'setOption', key: ENABLED, value: boolean(true) },
					...pauseChanges(application, config.duration(INTERVAL) ?? recommended.interval, recommended),
				],
			},
		};
	},
});
