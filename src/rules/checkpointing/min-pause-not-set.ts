import type { Application } from '../../model/application.ts';
import { nameOn } from '../../model/effective/msf.ts';
import { defineRule, type RuleContext } from '../../model/finding.ts';
import { checkpointing, INTERVAL } from '../../model/questions/recovery.ts';
import { duration, formatDuration } from '../../model/value.ts';

const MIN_PAUSE = 'execution.checkpointing.min-pause';
const TIMEOUT = 'execution.checkpointing.timeout';
const CONCURRENT = 'execution.checkpointing.max-concurrent-checkpoints';
/** At such intervals a pause changes little: a note, no warning. */
const SHORT_INTERVAL = 5000;
/** Below this Flink rejects the interval: `checkpoint-interval-below-minimum` says so. */
const REJECTED_BELOW = 10;

/** A checkpoint that overruns its interval is followed at once by the next one. */
export const minPauseNotSet = defineRule({
	meta: {
		name: 'min-pause-not-set',
		summary: 'No pause is kept between checkpoints.',
		category: 'checkpointing',
		severity: 'warning',
		fixes: ['safe', 'unsafe'],
		messages: {
			absent: {
				what: 'no pause is kept between checkpoints: `execution.checkpointing.min-pause` is not set',
				why: 'a checkpoint that takes longer than the interval is followed at once by the next, so the job is always taking one',
				do: 'set `execution.checkpointing.min-pause` to {pause}',
			},
			zero: {
				what: 'no pause is kept between checkpoints: `{name}` is `0`',
				why: 'a checkpoint that takes longer than the interval is followed at once by the next, so the job is always taking one',
				do: 'set `{name}` to {pause}',
			},
			unstated: {
				what: '`{name}` is not stated beside `ConfigurationType: CUSTOM`',
				why: 'AWS promises 5 s under DEFAULT and does not say what CUSTOM makes of a field that is left out',
				do: 'state `{name}`, as {pause}',
			},
		},
		evidence: [
			'CheckpointingOptions.MIN_PAUSE_BETWEEN_CHECKPOINTS: default 0 in 1.13 to 2.3 (option catalogue)',
			'CheckpointRequestDecider: the pause counts from the end of the last checkpoint',
		],
	},
	*check(application, context) {
		const { config } = application;
		if (checkpointing(application) !== 'on' || config.number(CONCURRENT) !== 1) return;
		const lack = config.lacking(MIN_PAUSE, (value) => value.type === 'duration' && value.ms === 0);
		if (lack === undefined) return;
		const interval = config.duration(INTERVAL);
		if (interval !== undefined && interval < REJECTED_BELOW) return;
		const name = nameOn(application.platform, MIN_PAUSE);
		const custom = application.platform === 'msf' && lack.absence !== undefined;
		yield {
			message: lack.absence === undefined ? 'zero' : custom ? 'unstated' : 'absent',
			data: {
				name,
				pause: interval === undefined ? 'about half the interval' : `\`${formatDuration(pauseFor(application, interval, context))}\``,
			},
			at: lack.at,
			severity: custom || (interval !== undefined && interval <= SHORT_INTERVAL) ? 'info' : undefined,
			option: MIN_PAUSE,
			absence: lack.absence,
			fix: interval === undefined ? undefined : pause(application, interval, context),
		};
	},
});

/** A pause above the timeout would be the next finding: a checkpoint given up long before another one may start. */
function pauseFor({ config }: Application, interval: number, { recommended }: RuleContext): number {
	return Math.min(recommended.minPause(interval), config.duration(TIMEOUT) ?? Number.POSITIVE_INFINITY);
}

function pause(application: Application, interval: number, context: RuleContext) {
	const ms = pauseFor(application, interval, context);
	return {
		title: `set \`${nameOn(application.platform, MIN_PAUSE)}\` to \`${formatDuration(ms)}\``,
		applicability: 'safe' as const,
		changes: [{ kind: 'setOption' as const, key: MIN_PAUSE, value: duration(ms) }],
	};
}
