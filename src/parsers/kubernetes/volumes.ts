import type { VolumeMount } from '../../model/document.ts';
import { MASK } from '../yaml/templates.ts';
import type { PodNode } from './pod.ts';

/** A volume of a pod, as the containers that mount it see it. */
type Volume = Pick<VolumeMount, 'kind' | 'source' | 'type'>;

/** Volumes that live and die with their pod, and those that only bring files in. Source: Kubernetes documentation, "Volumes". */
const OF_POD = new Set(['emptyDir', 'ephemeral', 'configMap', 'secret', 'downwardAPI', 'projected', 'image', 'gitRepo']);

/**
 * What a container mounts, given the templates of its pod, the later one on top, and the claims that each pod of a StatefulSet gets for itself.
 * @param process tells claims of a StatefulSet from those of another
 */
export function mountsOf(
	containers: readonly PodNode[],
	pods: readonly PodNode[],
	process: string,
	templates: readonly PodNode[] = [],
): readonly VolumeMount[] {
	const volumes = new Map(pods.flatMap((pod) => pod.at('volumes').items.flatMap(named)));
	for (const template of templates) {
		const name = template.at('metadata', 'name').text;
		if (name !== undefined) volumes.set(name, { kind: 'shared', source: `${process}/${name}`, type: 'persistentVolumeClaim' });
	}
	const mounts = new Map<string, VolumeMount>();
	for (const mount of containers.flatMap((container) => container.at('volumeMounts').items)) {
		const path = mount.at('mountPath').text;
		if (path === undefined || path.includes(MASK)) continue;
		const volume = volumes.get(mount.at('name').text ?? '') ?? UNSEEN;
		mounts.set(path, { ...volume, path, source: `${volume.source}${below(mount, process)}` });
	}
	return [...mounts.values()];
}

const UNSEEN: Volume = { kind: 'unknown', source: '' };

function named(volume: PodNode): readonly (readonly [string, Volume])[] {
	const name = volume.at('name').text;
	const type = volume.names.find((field) => field !== 'name');
	if (name === undefined || type === undefined) return [];
	const source = `${type}/${volume.at(type).description()}`;
	return [[name, { kind: type === 'hostPath' ? 'node' : OF_POD.has(type) ? 'pod' : 'shared', source, type }]];
}

/** The folder of the volume that is mounted; an expression makes one of its own for each pod. */
function below(mount: PodNode, process: string): string {
	const folder = mount.at('subPath').text;
	if (folder !== undefined) return `/${folder.replace(/^\/+|\/+$/g, '')}`;
	const expression = mount.at('subPathExpr').text;
	return expression === undefined ? '' : `/${process}/${expression}`;
}
