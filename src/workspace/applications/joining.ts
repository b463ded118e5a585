import type { ConfigDocument } from '../../model/document.ts';
import type { Deployment } from './deployments.ts';
import type { Job } from './jobs.ts';
import { moduleName } from './jobs.ts';
import { ancestors, type JavaModule } from './modules.ts';

/**
 * The deployment a job runs in: the one that names its entry class or artifact, else the only one of its kind inside its module,
 * else the only one in the nearest surrounding folder that holds no other module with jobs. Where several could be meant, none is.
 * @param modules the project's modules that have jobs
 */
export function deploymentOf(
	job: Job,
	candidates: readonly Deployment[],
	jobsOfModule: number,
	modules: readonly JavaModule[],
): Deployment | undefined {
	if (!job.entry) return undefined;
	const submissions = candidates.filter(
		({ kind, documents }) =>
			kind === 'submission' && documents.some(({ claims }) => claims.entryClass !== undefined || claims.artifact !== undefined),
	);
	const submission = onlyOne(submissions.filter((candidate) => names(candidate, job, jobsOfModule)));
	const home = homeOf(
		job,
		candidates.filter(({ kind }) => kind !== 'submission'),
		jobsOfModule,
		modules,
	);
	if (submission === undefined || home?.kind === 'msf') return home;
	return submitted(home, [submission]);
}

/** The one deployment that all of an application's files describe, where flint's configuration says that they belong together. */
export function together(found: readonly Deployment[]): Deployment | undefined {
	const homes = found.filter(({ kind }) => kind !== 'submission');
	const submissions = found.filter(({ kind }) => kind === 'submission');
	if (homes.length > 1) return undefined;
	return submissions.length === 0 ? homes[0] : submitted(homes[0], submissions);
}

function submitted(home: Deployment | undefined, submissions: readonly Deployment[]): Deployment | undefined {
	const [first] = submissions;
	const members = home === undefined ? submissions : [home, ...submissions];
	const above = submissions.flatMap(({ documents }) => documents.map(whole));
	if (home !== undefined) return { ...home, documents: [...home.documents, ...above], members };
	return first === undefined ? undefined : { ...first, documents: above, members };
}

/** Beside a program, what a command or the program's own files do not say is the cluster's file's to say. */
function whole(document: ConfigDocument): ConfigDocument {
	const { partial: _partial, ...claims } = document.claims;
	return { ...document, claims };
}

function onlyOne<T>(items: readonly T[]): T | undefined {
	return items.length === 1 ? items[0] : undefined;
}

function homeOf(job: Job, candidates: readonly Deployment[], jobsOfModule: number, modules: readonly JavaModule[]): Deployment | undefined {
	const msf = candidates.filter((candidate) => candidate.kind === 'msf');
	const named = (job.module.msf ? msf : candidates).filter((candidate) => names(candidate, job, jobsOfModule));
	if (named.length === 1) return named[0];
	if (job.module.msf) return jobsOfModule > 1 ? undefined : nearest(msf, job.module, modules);
	const clusters = candidates.filter((candidate) => candidate.kind === 'cluster');
	return nearest(clusters, job.module, modules);
}

function names(deployment: Deployment, job: Job, jobsOfModule: number): boolean {
	return deployment.documents.some(({ claims }) => {
		if (claims.entryClass !== undefined) return claims.entryClass.endsWith(job.name);
		if (jobsOfModule > 1) return claims.name === job.name;
		const artifact = moduleName(job.module);
		return claims.name === artifact || claims.artifact?.startsWith(`${artifact}-`) === true || claims.artifact === `${artifact}.jar`;
	});
}

/** The cluster that scripts in a folder run in: the only one there, or in the nearest surrounding folder that holds no module with jobs. */
export function clusterBeside(
	module: JavaModule,
	candidates: readonly Deployment[],
	modules: readonly JavaModule[],
): Deployment | undefined {
	return nearest(
		candidates.filter(({ kind }) => kind === 'cluster'),
		module,
		modules,
	);
}

function nearest(candidates: readonly Deployment[], module: JavaModule, modules: readonly JavaModule[]): Deployment | undefined {
	for (const at of ancestors(module.folder)) {
		const here = candidates.filter(({ folder }) => within(at, folder) && !belongsToAnother(folder, module, modules));
		if (here.length === 0) continue;
		const alone = at === module.folder || modules.every((other) => other === module || !within(at, other.folder));
		return alone && here.length === 1 ? here[0] : undefined;
	}
	return undefined;
}

/** Whether a folder lies in another module, deeper than the given one. */
function belongsToAnother(folder: string, module: JavaModule, modules: readonly JavaModule[]): boolean {
	return modules.some((other) => other !== module && other.folder.length > module.folder.length && within(other.folder, folder));
}

function within(outer: string, inner: string): boolean {
	return outer === '' || inner === outer || inner.startsWith(`${outer}/`);
}
