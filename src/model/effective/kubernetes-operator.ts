import { boolean, duration, enumeration, known, type Value } from '../value.ts';
import type { EffectiveConfiguration } from './effective.ts';

/**
 * The value the Kubernetes operator gives to an option that neither its resource nor anything below states; undefined where it has no say.
 * Checkpoints are kept and last-state upgrades take one every 5 minutes only where the resource runs a job.
 * Source: flink-kubernetes-operator, FlinkConfigBuilder.applyFlinkConfiguration and applyJobConfig.
 */
export function operatorDefault(key: string, configuration: EffectiveConfiguration): Value | undefined {
	if (key === 'web.cancel.enable') return known(boolean(false));
	if (!KEYS_OF_JOBS.has(key) || configuration.boolean('k8s.job') !== true) return undefined;
	if (key === RETENTION) return known(enumeration('RETAIN_ON_CANCELLATION'));
	if (key === 'execution.submit-failed-job-on-application-error') return known(boolean(true));
	return configuration.name('k8s.upgrade-mode') === 'last-state' ? known(duration(5 * 60_000)) : undefined;
}

const RETENTION = 'execution.checkpointing.externalized-checkpoint-retention';
const KEYS_OF_JOBS: ReadonlySet<string> = new Set([
	RETENTION,
	'execution.checkpointing.interval',
	'execution.submit-failed-job-on-application-error',
]);
