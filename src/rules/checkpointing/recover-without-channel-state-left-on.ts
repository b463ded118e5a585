import { defineRule } from '../../model/finding.ts';
import { isBatch } from '../../model/questions/recovery.ts';

const IGNORED = 'execution.state-recovery.without-channel-state.checkpoint-id';

/** A one-off repair was left in the configuration. */
export const recoverWithoutChannelStateLeftOn = defineRule({
	meta: {
		name: 'recover-without-channel-state-left-on',
		summary: 'The data in flight of one checkpoint is still to be dropped on recovery.',
		category: 'checkpointing',
		severity: 'warning',
		fixes: ['unsafe'],
		messages: {
			left: {
				what: 'a recovery from checkpoint {id} drops its data in flight',
				why: 'this repairs one recovery from a damaged checkpoint; a job that starts anew counts its checkpoints from 1 again and loses records when it recovers from the one with that number',
				do: 'remove `execution.state-recovery.without-channel-state.checkpoint-id` once the job has recovered',
			},
		},
		evidence: [
			'CheckpointCoordinator.extractOperatorStates strips the channel state of the checkpoint with exactly that id (1.15 to 2.3); the default is -1 (option catalogue)',
		],
	},
	*check(application) {
		const { config } = application;
		const stated = config.setting(IGNORED);
		const id = config.number(IGNORED);
		if (stated === undefined || id === undefined || id < 1 || isBatch(application)) return;
		yield {
			message: 'left',
			data: { id },
			at: config.place(stated),
			option: IGNORED,
			fix:
				config.get(IGNORED).shadowed.length > 0
					? undefined
					: {
							title: 'remove it',
							applicability: 'unsafe',
							decide: 'the job must have recovered from that checkpoint and taken another one',
							changes: [{ kind: 'removeSetting', setting: stated }],
						},
		};
	},
});
