import type { Application } from '../application.ts';

const AUTOSCALER = 'job.autoscaler.enabled';
const SCHEDULER_MODE = 'scheduler-mode';
const SCHEDULER = 'jobmanager.scheduler';

/** Whether the parallelism of the job follows the load or the TaskManagers that there are: it goes up to the maximum parallelism. */
export function scalesItself({ config, platform }: Application): boolean {
	if (platform === 'msf') return config.boolean('msf.autoscaling-enabled') === true;
	if (platform === 'kubernetes-operator' && config.boolean(AUTOSCALER) === true) return true;
	return config.name(SCHEDULER_MODE) === 'reactive';
}

/** Whether the adaptive scheduler runs the job, which takes another parallelism without a new start (`/jobs/:id/resource-requirements`). */
export function rescalesInPlace(application: Application): boolean {
	return scalesItself(application) || application.config.name(SCHEDULER) === 'adaptive';
}
