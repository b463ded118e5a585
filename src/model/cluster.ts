import type { Application } from './application.ts';
import { reachOf, schemeOf } from './location.ts';

const DIR = 'execution.checkpointing.dir';

/** Whether something says that the processes run in containers whose memory is limited: Kubernetes or YARN. */
export function inContainers(application: Application): boolean {
	return application.platform === 'kubernetes-operator' || states(application, 'kubernetes.') || onYarn(application);
}

/** Whether the configuration speaks of YARN, which gives containers directories and ids of its own. */
export function onYarn(application: Application): boolean {
	return states(application, 'yarn.');
}

/** Checkpoints go to storage that outlives the cluster: somebody means to keep what the jobs know. */
export function keepsCheckpointsRemotely({ config }: Application): boolean {
	const dir = config.known(DIR);
	if (dir?.setting === undefined || dir.value.type !== 'text') return false;
	return schemeOf(dir.value.value) !== undefined && reachOf(dir.value.value) === 'shared';
}

function states({ config }: Application, prefix: string): boolean {
	return config.settings.some(({ key, inert }) => inert === undefined && key.startsWith(prefix));
}
