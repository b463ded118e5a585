import { defineRule } from '../../model/finding.ts';
import { checkpointing } from '../../model/questions/recovery.ts';

const UNALIGNED = 'execution.checkpointing.unaligned.enabled';
const ALIGNED_TIMEOUT = 'execution.checkpointing.aligned-checkpoint-timeout';

/** The time after which a checkpoint turns unaligned is set, but none may. */
export const alignedTimeoutWithoutUnaligned = defineRule({
	meta: {
		name: 'aligned-timeout-without-unaligned',
		summary: 'An aligned checkpoint timeout is set while unaligned checkpoints are off.',
		category: 'checkpointing',
		severity: 'warning',
		fixes: ['safe', 'unsafe'],
		messages: {
			idle: {
				what: '`{name}` has no effect: unaligned checkpoints are not enabled',
				why: 'it is the time after which an aligned checkpoint turns into an unaligned one',
				do: 'set `{key}` to `true` if checkpoints should overtake data under backpressure, else remove it',
			},
		},
		evidence: [
			'CheckpointingOptions.ALIGNED_CHECKPOINT_TIMEOUT: "Only relevant if execution.checkpointing.unaligned.enabled is enabled"',
			'The job graph keeps the timeout and unaligned = false (oracle: combinations/unaligned/aligned-timeout-without-unaligned, 1.18 to 2.3)',
		],
	},
	*check(application) {
		const { config, version } = application;
		const timeout = config.setting(ALIGNED_TIMEOUT);
		if (timeout === undefined || (config.duration(ALIGNED_TIMEOUT) ?? 0) === 0 || checkpointing(application) === 'off') return;
		if (config.boolean(UNALIGNED) !== false) return;
		const stated = config.setting(UNALIGNED);
		const absence = stated === undefined ? config.absence(UNALIGNED) : undefined;
		const certain = config.visibility.program && config.visibility.configuration;
		const alone = config.get(ALIGNED_TIMEOUT).shadowed.length === 0;
		yield {
			message: 'idle',
			data: { name: timeout.name, key: config.catalogue.keyToWrite(config.get(UNALIGNED).option, version?.version) ?? UNALIGNED },
			at: config.place(timeout),
			option: ALIGNED_TIMEOUT,
			absence,
			related: stated === undefined ? [] : [{ place: config.place(stated), message: 'unaligned checkpoints are switched off here' }],
			fix: alone
				? {
						title: 'remove it',
						applicability: certain ? 'safe' : 'unsafe',
						decide: certain ? undefined : 'what is not visible here may enable unaligned checkpoints, for which it then counts',
						changes: [{ kind: 'removeSetting', setting: timeout }],
					}
				: undefined,
		};
	},
});
