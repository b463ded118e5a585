import { defineRule } from '../../model/finding.ts';
import { checkpointing, unaligned } from '../../model/questions/recovery.ts';

const FORCED = 'execution.checkpointing.unaligned.forced';

/** The check that keeps iterations and custom partitioners from unaligned checkpoints is switched off. */
export const unalignedForced = defineRule({
	meta: {
		name: 'unaligned-forced',
		summary: 'Unaligned checkpoints are forced on jobs for which Flink refuses them.',
		category: 'checkpointing',
		severity: 'warning',
		fixes: ['unsafe'],
		messages: {
			forced: {
				what: '`{name}` lets unaligned checkpoints through where Flink refuses them',
				why: 'Flink refuses them for iterations and custom partitioners, because data in flight may not come back to the right subtask after rescaling',
				do: 'remove it, and use aligned checkpoints for such a job',
			},
			dormant: {
				what: '`{name}` is set while unaligned checkpoints are off',
				why: 'it does nothing now, and as soon as they are enabled it lets them through where Flink refuses them: iterations and custom partitioners',
				do: 'remove it',
			},
		},
		evidence: [
			'StreamingJobGraphGenerator.preValidate throws UnsupportedOperationException for iterations and custom partitioners unless forced (1.15 to 2.3)',
			'FLINK-35351: a job with a custom partitioner failed to restore from an unaligned checkpoint',
		],
	},
	*check(application) {
		const { config } = application;
		const stated = config.setting(FORCED);
		if (stated === undefined || config.boolean(FORCED) !== true || checkpointing(application) === 'off') return;
		const dormant = unaligned(application) === 'off';
		yield {
			message: dormant ? 'dormant' : 'forced',
			data: { name: stated.name },
			at: config.place(stated),
			severity: dormant ? 'info' : 'warning',
			option: FORCED,
			fix:
				config.get(FORCED).shadowed.length > 0
					? undefined
					: {
							title: 'remove it',
							applicability: 'unsafe',
							decide: 'a job with an iteration or a custom partitioner starts no more while its checkpoints are unaligned',
							changes: [{ kind: 'removeSetting', setting: stated }],
						},
		};
	},
});
