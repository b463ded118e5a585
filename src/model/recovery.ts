import type { Application } from './application.ts';

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
	const { value, origin } = config.get(INTERVAL);
	if (value === undefined) return config.visibility.program && config.visibility.configuration ? 'off' : 'unknown';
	if (origin.kind === 'setting' && origin.setting.condition === 'sometimes') return 'unknown';
	// A templated interval is not known, but nobody states one in order to take no checkpoints.
	return value.kind === 'invalid' ? 'unknown' : 'on';
}

/** A bounded job: it takes no checkpoints and restarts its regions from shuffle data (CheckpointingOptions.isCheckpointingEnabled). */
export function isBatch(application: Application): boolean {
	return application.job.batch || application.config.name('execution.runtime-mode') === 'batch';
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
		return (group === 'checkpointing' || group === 'state-backend') && setting.inert === undefined;
	});
}

/** A sink that commits with checkpoints is visible: its transactions must outlive whatever delays a checkpoint. */
export function hasTransactionalSink(application: Application): boolean {
	return application.job.sinks.some((sink) => sink.kind === 'transactional');
}
