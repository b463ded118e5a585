import type { Application } from '../application.ts';
import type { ProcessVolumes, VolumeMount } from '../document.ts';
import { pathOf } from '../location.ts';

/** The two processes that read and write a checkpoint. */
const BOTH_PROCESSES: readonly FlinkProcess[] = ['jobmanager', 'taskmanager'];

type FlinkProcess = ProcessVolumes['process'];

/**
 * What becomes of a directory that processes have on their own file system.
 * `shared`: each of them shows one and the same volume there, which outlives them.
 * `node`: the directory of the machine that the pod happens to run on.
 * `pod`: an emptyDir, or the container's own layer; it is gone with the pod.
 * `apart`: volumes, but not one and the same.
 * `unknown`: what is mounted there is not seen.
 */
type Keeping = 'shared' | 'node' | 'pod' | 'apart' | 'unknown';

/** Templates of pods that stand in files of another container may mount more. */
const TEMPLATE_FILES = 'kubernetes.pod-template-file';

/** Where a directory of these processes lies, as far as what they mount is seen. */
export function keepingOf(application: Application, directory: string, processes: readonly FlinkProcess[] = BOTH_PROCESSES): Keeping {
	const path = pathOf(directory);
	const places = processes.flatMap((process) => placesOf(application, process, path));
	const kinds = places.map(({ kind }) => kind);
	if (kinds.includes('pod')) return 'pod';
	if (kinds.includes('unknown')) return 'unknown';
	if (new Set(places.map(({ source }) => source)).size > 1) return 'apart';
	return kinds.includes('node') ? 'node' : 'shared';
}

/** What a process mounts over a directory, in its deepest mount; undefined where none is seen. */
export function mountOver(application: Application, process: FlinkProcess, directory: string): VolumeMount | undefined {
	const mounts = volumesOf(application, process).flatMap((own) => own.mounts);
	return deepest(mounts, pathOf(directory));
}

/** Whether every volume of a process is seen, so that what is not mounted is not there. */
export function seesVolumes(application: Application, process: FlinkProcess): boolean {
	const seen = volumesOf(application, process);
	if (seen.length === 0 || !seen.every(({ whole }) => whole)) return false;
	if (application.documents.some(({ claims }) => claims.partial === true)) return false;
	return !application.config.settings.some(({ key }) => key.startsWith(TEMPLATE_FILES));
}

/** Every path that a process mounts a volume over, as far as they are seen. */
export function mountedPaths(application: Application, process: FlinkProcess): readonly string[] {
	return volumesOf(application, process).flatMap(({ mounts }) => mounts.map(({ path }) => path));
}

interface PlaceInVolume {
	readonly kind: Exclude<Keeping, 'apart'>;
	readonly source: string;
}

/** What each container of the process shows there. */
function placesOf(application: Application, process: FlinkProcess, path: string): readonly PlaceInVolume[] {
	const containers = volumesOf(application, process);
	if (containers.length === 0) return [{ kind: 'unknown', source: '' }];
	const whole = seesVolumes(application, process);
	return containers.map(({ mounts }) => {
		const mount = deepest(mounts, path);
		if (mount === undefined) return { kind: whole ? 'pod' : 'unknown', source: '' };
		return { kind: mount.kind, source: `${mount.source}${path.slice(mount.path.length)}` };
	});
}

function deepest(mounts: readonly VolumeMount[], path: string): VolumeMount | undefined {
	const around = mounts.filter((mount) => path === mount.path || path.startsWith(mount.path.endsWith('/') ? mount.path : `${mount.path}/`));
	return around.reduce<VolumeMount | undefined>(
		(found, mount) => (found === undefined || mount.path.length >= found.path.length ? mount : found),
		undefined,
	);
}

function volumesOf({ documents }: Application, process: FlinkProcess): readonly ProcessVolumes[] {
	return documents.flatMap(({ claims }) => (claims.volumes ?? []).filter((own) => own.process === process));
}
