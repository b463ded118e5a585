import type { Application } from '../../model/application.ts';
import type { Change } from '../../model/change.ts';
import { nameOn } from '../../model/effective/msf.ts';
import { defineRule, type Fix, type RecommendedValues } from '../../model/finding.ts';
import { checkpointing, INTERVAL } from '../../model/questions/recovery.ts';
import { duration, formatDuration } from '../../model/value.ts';

const MIN_PAUSE = 'execution.checkpointing.min-pause';
const LONG = 10 * 60_000;
const FAR_TOO_LONG = 30 * 60_000;

/** A failure replays everything since the last checkpoint: here that is long ago. */
export const checkpointIntervalTooLong = defineRule({
	meta: {
		name: 'checkpoint-interval-too-long',
		summary: 'Checkpoints are more than 10 minutes apart.',
		category: 'checkpointing',
		severity: 'warning',
		fixes: ['unsafe'],
		messages: {
			long: {
				what: 'checkpoints are `{apart}` apart',
				why: 'a failure replays everything since the last one, and sinks that commit with checkpoints publish nothing in between',
				do: 'set `{name}` to 1 to 5 minutes, for instance `{recommended}`',
			},
			paused: {
				what: 'checkpoints are `{apart}` apart, because `{pauseName}` is that long',
				why: 'a failure replays everything since the last one, and sinks that commit with checkpoints publish nothing in between',
				do: 'lower `{pauseName}`: 1 to 5 minutes from one checkpoint to the next, for instance `{recommended}`, are enough',
			},
		},
		evidence: [
			'CheckpointCoordinator triggers at the larger one of interval and pause; on recovery sources start from the last completed checkpoint',
			'60 s is what AWS and Huawei recommend; Flink itself names no number',
		],
	},
	*check(application, { recommended }) {
		const { config, platform } = application;
		const interval = config.duration(INTERVAL);
		const stated = config.setting(INTERVAL);
		if (interval === undefined || stated === undefined || checkpointing(application) !== 'on') return;
		const pause = config.duration(MIN_PAUSE) ?? 0;
		const apart = Math.max(interval, pause);
		if (apart <= Math.max(LONG, recommended.interval)) return;
		const pausing = pause > interval ? config.setting(MIN_PAUSE) : undefined;
		yield {
			message: pausing === undefined ? 'long' : 'paused',
			data: {
				apart: formatDuration(apart),
				name: nameOn(platform, INTERVAL),
				pauseName: nameOn(platform, MIN_PAUSE),
				recommended: formatDuration(recommended.interval),
			},
			at: config.place(stated),
			severity: apart > FAR_TOO_LONG ? 'error' : 'warning',
			option: INTERVAL,
			related: pausing === undefined ? [] : [{ place: config.place(pausing), message: 'the pause is stated here' }],
			fix: shorten(application, recommended),
		};
	},
});

/** A pause above the new interval would stretch it again. */
function shorten({ config, platform }: Application, recommended: RecommendedValues): Fix {
	const { interval } = recommended;
	const changes: Extract<Change, { kind: 'setOption' }>[] = [];
	if ((config.duration(INTERVAL) ?? 0) > interval) changes.push({ kind: 'setOption', key: INTERVAL, value: duration(interval) });
	if ((config.duration(MIN_PAUSE) ?? 0) > interval)
		changes.push({ kind: 'setOption', key: MIN_PAUSE, value: duration(recommended.minPause(interval)) });
	return {
		title: `take a checkpoint every \`${formatDuration(interval)}\` (${changes.map(({ key }) => `\`${nameOn(platform, key)}\``).join(' and ')})`,
		applicability: 'unsafe',
		decide:
			'the job writes checkpoints more often, and sinks that commit with them make more and smaller commits (an hourly file sink may want its hour)',
		changes,
	};
}
