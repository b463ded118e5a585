import type { Application } from './application.ts';
import type { DocumentClaims } from './document.ts';
import { pathOf } from './location.ts';

/** Whether the JobManager and every TaskManager are seen to mount one and the same volume over a directory. */
export function isOnSharedVolume({ documents }: Application, directory: string): boolean {
	const processes = documents.flatMap(({ claims }) => (claims.process === undefined ? [] : [claims]));
	if (new Set(processes.map(({ process }) => process)).size < 2) return false;
	const places = new Set(processes.map((claims) => placeOf(claims, pathOf(directory))));
	return places.size === 1 && !places.has(undefined);
}

/** A directory of a process as the place in a volume that it is; undefined where it is the container's own. */
function placeOf({ volumes }: DocumentClaims, directory: string): string | undefined {
	const within = [...(volumes ?? [])].filter(
		([target]) => directory === target || directory.startsWith(target.endsWith('/') ? target : `${target}/`),
	);
	const [target, source] = within.reduce<readonly [string, string] | readonly []>(
		(deepest, volume) => (volume[0].length > (deepest[0]?.length ?? -1) ? volume : deepest),
		[],
	);
	return target === undefined ? undefined : `${source}${directory.slice(target.length)}`;
}
