import type { Application } from '../application.ts';

/**
 * Whether the platform restarts the job from an empty state when its configuration changes: the Kubernetes operator does so for every change of a
 * resource whose `upgradeMode` is stateless, which is the default. Source: flink-kubernetes-operator, job management, "Stateful and stateless upgrades".
 * A program without keyed state is no exception: where its sources have read to is state, too.
 */
export function upgradesWithoutState({ platform, config }: Application): boolean {
	if (platform !== 'kubernetes-operator' || config.boolean('k8s.job') !== true) return false;
	return config.name('k8s.upgrade-mode') === 'stateless';
}
