import type { Application } from '../../model/application.ts';
import { nameOn } from '../../model/effective/msf.ts';
import { defineRule } from '../../model/finding.ts';
import { INTERVAL, isBatch } from '../../model/questions/recovery.ts';
import { duration, formatDuration } from '../../model/value.ts';

const CHANGELOG = 'state.changelog.enabled';
const SHORT = 10_000;
const FAR_TOO_SHORT = 1000;
/** Below this Flink rejects the value: `checkpoint-interval-below-minimum` says so. */
const REJECTED_BELOW = 10;

/** Checkpoints follow each other so closely that the job is busy taking them. */
export const checkpointIntervalTooShort = defineRule({
	meta: {
		name: 'checkpoint-interval-too-short',
		summary: 'The checkpoint interval is under 10 seconds.',
		category: 'checkpointing',
		severity: 'warning',
		fixes: ['unsafe'],
		messages: {
			short: {
				what: 'a checkpoint starts every `{interval}`',
				why: 'each one makes barriers, snapshots and files of its own, so the job spends its time and its object store requests on checkpoints',
				do: 'set `{name}` to 30 to 60 seconds, for instance `{recommended}`',
			},
		},
		evidence: [
			'Flink documentation, "Tuning Checkpoints": an interval near the checkpoint duration leaves no time for processing',
			'CheckpointCoordinator triggers at the interval whatever the load',
		],
	},
	*check(application, { recommended }) {
		const { config, platform } = application;
		const effective = config.known(INTERVAL);
		if (effective?.setting === undefined || effective.value.type !== 'duration' || isBatch(application)) return;
		if (effective.value.ms < REJECTED_BELOW) return;
		// The coordinator never triggers before the pause is over.
		const ms = Math.max(effective.value.ms, config.duration('execution.checkpointing.min-pause') ?? 0);
		if (ms >= SHORT) return;
		// The changelog backend uploads changes as they come: short intervals are what it is for.
		if (config.boolean(CHANGELOG) === true || config.setting(CHANGELOG)?.value.kind === 'unknown') return;
		const name = nameOn(platform, INTERVAL);
		yield {
			message: 'short',
			data: { interval: formatDuration(ms), recommended: formatDuration(recommended.interval), name },
			at: config.place(effective.setting),
			severity: ms < FAR_TOO_SHORT ? 'error' : 'warning',
			option: INTERVAL,
			fix: exceedsBacklog(application, recommended.interval)
				? undefined
				: {
						title: `set \`${name}\` to \`${formatDuration(recommended.interval)}\``,
						applicability: 'unsafe',
						decide: 'more is replayed after a failure, and transactional sinks commit less often',
						changes: [{ kind: 'setOption', key: INTERVAL, value: duration(recommended.interval) }],
					},
		};
	},
});

/** From 1.19 on Flink rejects an interval above the one during backlog (0 there means: no checkpoints meanwhile). */
function exceedsBacklog({ config }: Application, interval: number): boolean {
	const backlog = config.duration('execution.checkpointing.interval-during-backlog') ?? 0;
	return backlog > 0 && backlog < interval;
}
