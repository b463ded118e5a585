import type { Application } from '../../model/application.ts';
import { defineRule, type RuleContext } from '../../model/finding.ts';
import { checkpointing, hasTransactionalSink } from '../../model/questions/recovery.ts';
import { duration, formatDuration } from '../../model/value.ts';

const TIMEOUT = 'execution.checkpointing.timeout';
const SHORT = 60_000;
/** Below this Flink rejects the value: `checkpoint-interval-below-minimum` says so. */
const REJECTED_BELOW = 10;

/** Checkpoints are given up before a loaded job can finish them. */
export const checkpointTimeoutTooShort = defineRule({
	meta: {
		name: 'checkpoint-timeout-too-short',
		summary: 'The checkpoint timeout is under a minute, or under the pause between checkpoints.',
		category: 'checkpointing',
		severity: 'warning',
		fixes: ['safe', 'unsafe'],
		messages: {
			short: {
				what: 'a checkpoint is given up after `{timeout}`',
				why: 'a checkpoint that expires counts as failed, and backpressure or a slow upload makes every one of them expire',
				do: 'set `execution.checkpointing.timeout` to `{recommended}`, and look for the bottleneck if checkpoints need longer',
			},
			belowPause: {
				what: 'a checkpoint is given up after `{timeout}`, sooner than the pause between two of them (`{pause}`)',
				why: 'a job that can wait that long between checkpoints can also wait for one, and a checkpoint that expires counts as failed',
				do: 'set `execution.checkpointing.timeout` to `{recommended}`',
			},
		},
		evidence: [
			'CheckpointingOptions.CHECKPOINTING_TIMEOUT: default 10 min (option catalogue)',
			'CheckpointFailureManager counts CHECKPOINT_EXPIRED (oracle: a timeout below the snapshot time makes the job restart for ever)',
		],
	},
	*check(application, { recommended }) {
		const { config } = application;
		const effective = config.known(TIMEOUT);
		if (effective?.setting === undefined || checkpointing(application) === 'off') return;
		const timeout = config.duration(TIMEOUT) ?? Number.POSITIVE_INFINITY;
		const pause = config.duration('execution.checkpointing.min-pause') ?? 0;
		if (timeout < REJECTED_BELOW || (timeout >= SHORT && timeout >= pause)) return;
		const data = { timeout: formatDuration(timeout), pause: formatDuration(pause), recommended: formatDuration(recommended.timeout) };
		yield {
			message: timeout < SHORT ? 'short' : 'belowPause',
			data,
			at: config.place(effective.setting),
			// With unaligned checkpoints failing fast is a choice people make.
			severity: config.boolean('execution.checkpointing.unaligned.enabled') === false ? 'warning' : 'info',
			option: TIMEOUT,
			fix: recommended.timeout > timeout && recommended.timeout >= pause ? raise(application, recommended) : undefined,
		};
	},
});

function raise(application: Application, recommended: RuleContext['recommended']) {
	const transactional = hasTransactionalSink(application);
	return {
		title: `set \`${TIMEOUT}\` to \`${formatDuration(recommended.timeout)}\``,
		applicability: transactional ? ('unsafe' as const) : ('safe' as const),
		decide: transactional ? 'the transactions of the exactly-once sink must outlive interval plus timeout' : undefined,
		changes: [{ kind: 'setOption' as const, key: TIMEOUT, value: duration(recommended.timeout) }],
	};
}
