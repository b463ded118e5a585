import { defineRule } from '../../model/finding.ts';
import { checkpointing } from '../../model/questions/recovery.ts';
import { duration, formatDuration } from '../../model/value.ts';

const TIMEOUT = 'execution.checkpointing.timeout';
const LONG = 60 * 60_000;

/** A checkpoint that hangs holds up all others for hours. */
export const checkpointTimeoutTooLong = defineRule({
	meta: {
		name: 'checkpoint-timeout-too-long',
		summary: 'The checkpoint timeout is above an hour.',
		category: 'checkpointing',
		severity: 'info',
		fixes: ['unsafe'],
		messages: {
			long: {
				what: 'a checkpoint that hangs is given up only after `{timeout}`',
				why: 'until then no other one starts, and a failure replays everything since the last one that completed',
				do: 'find what makes checkpoints slow (backpressure, skew, uploads), then set `execution.checkpointing.timeout` to `{recommended}`',
			},
		},
		evidence: [
			'CheckpointRequestDecider: with one checkpoint at a time the next waits until the pending one completes or expires',
			'CheckpointingOptions.CHECKPOINTING_TIMEOUT: default 10 min (option catalogue); Managed Flink uses 60 min (AWS developer guide, "Flink settings")',
		],
	},
	*check(application, { recommended }) {
		const { config } = application;
		const stated = config.setting(TIMEOUT);
		const timeout = config.duration(TIMEOUT);
		if (stated === undefined || timeout === undefined || checkpointing(application) === 'off') return;
		if (timeout <= Math.max(LONG, recommended.timeout) || config.number('execution.checkpointing.max-concurrent-checkpoints') !== 1) return;
		// A pause above the new timeout would be the next finding.
		const pause = config.duration('execution.checkpointing.min-pause');
		yield {
			message: 'long',
			data: { timeout: formatDuration(timeout), recommended: formatDuration(recommended.timeout) },
			at: config.place(stated),
			option: TIMEOUT,
			fix:
				pause !== undefined && pause <= recommended.timeout
					? {
							title: `set \`${TIMEOUT}\` to \`${formatDuration(recommended.timeout)}\``,
							applicability: 'unsafe',
							decide: 'a checkpoint or savepoint that needs longer would expire, and too many of those fail the job',
							changes: [{ kind: 'setOption', key: TIMEOUT, value: duration(recommended.timeout) }],
						}
					: undefined,
		};
	},
});
