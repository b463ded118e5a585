import type { Application } from '../application.ts';

/**
 * How many TaskManagers there are for the one job of a standalone cluster; undefined where the JobManager serves a session, or where a container
 * does not say how many of it run, or which process.
 */
export function fixedTaskManagers({ documents }: Application): number | undefined {
	const containers = documents.flatMap(({ claims }) => claims.containers ?? []);
	if (documents.some(({ claims }) => claims.partial === true) || containers.some(({ process }) => process === undefined)) return undefined;
	if (!containers.some(({ application }) => application === true)) return undefined;
	const counts = containers.filter(({ process }) => process === 'taskmanager').map(({ replicas }) => replicas);
	const total = counts.reduce<number>((sum, count) => sum + (count ?? Number.NaN), 0);
	return total > 0 ? total : undefined;
}
