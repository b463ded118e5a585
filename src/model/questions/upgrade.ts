import type { Application } from '../application.ts';

/**
 * Whether the platform restarts the job from an empty state when its configuration changes: the Kubernetes operator does so for every change of a
 * resource whose `upgradeMode` is stateless, which is the default. Source: flink-kubernetes-operator, job management, "Stateful and stateless upgrades".
 */
export function upgradesWithoutState({ platform, config, job }: Application): boolean {
	if (platform !== 'kubernetes-operator' || config.boolean('k8s.job') !== true) return false;
	if (config.name('k8s.upgrade-mode') !== 'stateless') return false;
	return !(job.seen && !job.stateful);
}
