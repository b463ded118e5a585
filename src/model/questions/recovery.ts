import type { Application } from '../application.ts';

/** The key that switches checkpoints on. */
export const INTERVAL = 'execution.checkpointing.interval';

/** Whether the application takes checkpoints; `unknown` where that hangs on something flint does not see. */
export function checkpointing(application: Application): 'on' | 'off' | 'unknown' {
	const { config } = application;
	if (isBatch(application)) return 'off';
	if (application.platform === 'msf') {
		const enabled = config.boolean('msf.checkpointing-enabled');
		return enabled === undefined ? 'unknown' : enabled ? 'on' : 'off';
	}
	// Whether an AUTOMATIC job runs as a batch hangs on its sources: it does where all of them are bounded.
	if (config.name('execution.runtime-mode') === 'automatic' && sourcesOf(application) !== 'endless') return 'unknown';
	const { value, origin } = config.get(INTERVAL);
	// The program took the interval back: nothing below it holds.
	if (value === undefined && origin.kind === 'setting') return 'off';
	if (value === undefined) return config.visibility.program && config.visibility.configuration ? 'off' : 'unknown';
	if (origin.kind === 'setting' && origin.setting.condition === 'sometimes') return 'unknown';
	// A templated interval is not known, but nobody states one in order to take no checkpoints.
	if (value.kind === 'known' && value.value.type === 'duration' && value.value.ms >= NEVER) return 'off';
	return value.kind === 'invalid' ? 'unknown' : 'on';
}

/** The interval that means none, Long.MAX_VALUE ms (CheckpointCoordinatorConfiguration.DISABLED_CHECKPOINT_INTERVAL). */
const NEVER = 2 ** 63;

/** A bounded job: it takes no checkpoints and restarts its regions from shuffle data (CheckpointingOptions.isCheckpointingEnabled). */
export function isBatch(application: Application): boolean {
	if (application.job.batch) return true;
	const mode = application.config.name('execution.runtime-mode');
	return mode === 'batch' || (mode === 'automatic' && sourcesOf(application) === 'bounded');
}

/** The sources that an environment makes itself: those that end, and those that Flink takes for endless (1.13 to 2.3). */
const ENDING = new Set(['fromSequence', 'fromData', 'fromElements', 'fromCollection', 'fromParallelCollection']);
const ENDLESS = new Set(['addSource', 'generateSequence', 'socketTextStream']);

/** Whether every source of the job ends, or one surely does not; any other source decides that for itself. */
function sourcesOf({ job, config, documents }: Application): 'bounded' | 'endless' | 'unknown' {
	const sources = job.operators.filter(({ kind }) => kind === 'source');
	if (sources.some(({ method, condition }) => condition === 'always' && ENDLESS.has(method))) return 'endless';
	const seesAll = config.visibility.program && !documents.some(({ jobs }) => jobs?.references.has('StreamTableEnvironment'));
	return seesAll && sources.length > 0 && sources.every(({ method }) => ENDING.has(method)) ? 'bounded' : 'unknown';
}

/** Functions that other modules make jobs of, or tables that other scripts read: its sources run no job, so nothing here could configure one. */
export function isLibrary({ job }: Application): boolean {
	return job.seen && job.environments.length === 0 && job.sql.queries.length === 0;
}

/**
 * Whether the job keeps something that a failure would lose. Where its program is not visible, settings that only matter with
 * state (a checkpoint directory, a backend, anything about checkpoints) say so.
 */
export function keepsState(application: Application): boolean {
	const { job, config } = application;
	if (job.seen) return job.stateful || job.sinks.length > 0;
	return config.settings.some((setting) => {
		const group = config.catalogue.find(setting.key)[0]?.group;
		return (group === 'checkpointing' || group === 'checkpoint-storage' || group === 'state-backend') && setting.inert === undefined;
	});
}

/** A sink that commits with checkpoints is visible: its transactions must outlive whatever delays a checkpoint. */
export function hasTransactionalSink(application: Application): boolean {
	return application.job.sinks.some((sink) => sink.kind === 'transactional');
}

/**
 * Whether barriers overtake data. Flink drops the mode with AT_LEAST_ONCE and where no checkpoints are taken, but 2.0 and 2.1 hand it
 * on, and check it, as it is written; `unknown` where that hangs on something flint does not see.
 */
export function unaligned(application: Application): 'on' | 'off' | 'unknown' {
	const { config, version } = application;
	const stated = config.boolean('execution.checkpointing.unaligned.enabled');
	if (stated === undefined) return 'unknown';
	if (!stated) return 'off';
	const mode = config.name('execution.checkpointing.mode');
	const taken = checkpointing(application);
	if (mode === 'exactly-once' && taken === 'on') return 'on';
	if (version?.version === '2.0' || version?.version === '2.1') return 'on';
	if (mode === undefined || taken === 'unknown' || version === undefined) return 'unknown';
	return 'off';
}
