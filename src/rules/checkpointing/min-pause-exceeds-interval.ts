import type { Application } from '../../model/application.ts';
import { nameOn } from '../../model/effective/msf.ts';
import { defineRule, type Fix } from '../../model/finding.ts';
import { checkpointing, INTERVAL } from '../../model/questions/recovery.ts';
import { duration, formatDuration } from '../../model/value.ts';

const MIN_PAUSE = 'execution.checkpointing.min-pause';
const DURING_BACKLOG = 'execution.checkpointing.interval-during-backlog';

/** The pause is longer than the interval, so the interval means nothing. */
export const minPauseExceedsInterval = defineRule({
	meta: {
		name: 'min-pause-exceeds-interval',
		summary: 'The pause between checkpoints is longer than the interval.',
		category: 'checkpointing',
		severity: 'warning',
		fixes: ['safe'],
		messages: {
			longer: {
				what: 'the pause between checkpoints (`{pause}`) is longer than the interval (`{interval}`), so the interval has no effect',
				why: 'Flink starts no checkpoint before the pause is over: it silently takes the pause for the interval too',
				do: 'set `{intervalName}` to `{pause}` if checkpoints that rare are meant, else lower `{pauseName}`',
			},
		},
		evidence: [
			'CheckpointCoordinator: baseInterval is the larger one of interval and pause',
			'Run: 1.20 and 2.0 keep the interval in the job graph and checkpoint at the pause; 2.3 writes the pause into the job graph (oracle: combinations/min-pause/longer-than-interval)',
		],
	},
	*check(application) {
		const { config, platform } = application;
		if (checkpointing(application) !== 'on') return;
		const [pause, interval] = [config.duration(MIN_PAUSE), config.duration(INTERVAL)];
		const [stated, enabled] = [config.setting(MIN_PAUSE), config.setting(INTERVAL)];
		if (pause === undefined || interval === undefined || stated === undefined || enabled === undefined || pause <= interval) return;
		yield {
			message: 'longer',
			data: {
				pause: formatDuration(pause),
				interval: formatDuration(interval),
				pauseName: nameOn(platform, MIN_PAUSE),
				intervalName: nameOn(platform, INTERVAL),
			},
			at: config.place(stated),
			option: MIN_PAUSE,
			related: [{ place: config.place(enabled), message: 'the interval is stated here' }],
			fix: rejectedBesideBacklog(application, pause) ? undefined : stretch(nameOn(platform, INTERVAL), pause),
		};
	},
});

/** From 1.19 on Flink rejects an interval above the one during backlog (0 there means: no checkpoints meanwhile). */
function rejectedBesideBacklog({ config }: Application, interval: number): boolean {
	if (config.setting(DURING_BACKLOG)?.value.kind === 'unknown') return true;
	const backlog = config.duration(DURING_BACKLOG) ?? 0;
	return backlog > 0 && backlog < interval;
}

/** The interval that is in force already. */
function stretch(name: string, pause: number): Fix {
	return {
		title: `set \`${name}\` to \`${formatDuration(pause)}\`, which is what happens already`,
		applicability: 'safe',
		changes: [{ kind: 'setOption', key: INTERVAL, value: duration(pause) }],
	};
}
