import type { Application } from '../application.ts';
import { reachOf, schemeOf } from '../location.ts';

const DIR = 'execution.checkpointing.dir';
/** Storage that only clouds have; S3 may also be a server of one's own. */
const CLOUD = ['s3', 's3a', 's3p', 'gs', 'abfs', 'abfss', 'wasb', 'wasbs', 'oss', 'cosn', 'obs'];
const ENDPOINTS = ['s3.endpoint', 's3a.endpoint', 'fs.s3a.endpoint'];

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

/** Checkpoints are kept in a cloud's own storage, or by containers of a cluster manager: nobody does that only to try something. */
export function looksLikeProduction(application: Application): boolean {
	if (!keepsCheckpointsRemotely(application)) return false;
	const dir = application.config.known(DIR)?.value;
	const scheme = dir?.type === 'text' ? schemeOf(dir.value) : undefined;
	return inContainers(application) || (scheme !== undefined && CLOUD.includes(scheme) && !hasOwnStore(application));
}

/** An S3 of one's own, such as MinIO beside the cluster. */
function hasOwnStore({ config }: Application): boolean {
	return config.settings.some(
		({ key, value }) => ENDPOINTS.includes(key) && !(value.kind === 'known' && value.text.includes('.amazonaws.com')),
	);
}

function states({ config }: Application, prefix: string): boolean {
	return config.settings.some(({ key, inert }) => inert === undefined && key.startsWith(prefix));
}
