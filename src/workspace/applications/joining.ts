import type { ConfigDocument } from '../../model/document.ts';
import { addTo } from '../../model/groups.ts';
import type { Deployment } from './deployments.ts';
import type { Job } from './jobs.ts';
import { moduleName } from './jobs.ts';
import { ancestors, type JavaModule, ModuleFolders } from './modules.ts';

/** Finds the deployment that a program runs in. */
export class Joining {
	private readonly submissions: readonly Deployment[];
	private readonly homes: readonly Deployment[];
	private readonly msf: Neighbourhood;
	private readonly clusters: Neighbourhood;

	/** @param modules the project's modules that have jobs */
	constructor(candidates: readonly Deployment[], modules: readonly JavaModule[]) {
		const folders = new ModuleFolders(modules);
		this.submissions = candidates.filter(namesItsProgram);
		this.homes = candidates.filter(({ kind }) => kind !== 'submission');
		this.msf = new Neighbourhood(ofKind(candidates, 'msf'), folders);
		this.clusters = new Neighbourhood(ofKind(candidates, 'cluster'), folders);
	}

	/**
	 * The deployment a job runs in: the one that names its entry class or artifact, else the only one of its kind inside its module,
	 * else the only one in the nearest surrounding folder that holds no other module with jobs. Where several could be meant, none is.
	 */
	deploymentOf(job: Job, jobsOfModule: number): Deployment | undefined {
		if (!job.entry) return undefined;
		const submission = onlyOne(this.submissions.filter((candidate) => names(candidate, job, jobsOfModule)));
		const home = this.homeOf(job, jobsOfModule);
		if (submission === undefined || home?.kind === 'msf') return home;
		return submitted(home, [submission]);
	}

	/** The cluster that scripts in a folder run in: the only one there, or in the nearest surrounding folder that holds no module with jobs. */
	clusterBeside(module: JavaModule): Deployment | undefined {
		return this.clusters.nearest(module);
	}

	private homeOf(job: Job, jobsOfModule: number): Deployment | undefined {
		const candidates = job.module.msf ? ofKind(this.homes, 'msf') : this.homes;
		const named = candidates.filter((candidate) => names(candidate, job, jobsOfModule));
		if (named.length === 1) return named[0];
		if (job.module.msf) return jobsOfModule > 1 ? undefined : this.msf.nearest(job.module);
		return this.clusters.nearest(job.module);
	}
}

function ofKind(deployments: readonly Deployment[], wanted: Deployment['kind']): readonly Deployment[] {
	return deployments.filter(({ kind }) => kind === wanted);
}

function namesItsProgram({ kind, documents }: Deployment): boolean {
	return kind === 'submission' && documents.some(({ claims }) => claims.entryClass !== undefined || claims.artifact !== undefined);
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

function names(deployment: Deployment, job: Job, jobsOfModule: number): boolean {
	return deployment.documents.some(({ claims }) => {
		if (claims.entryClass !== undefined) return claims.entryClass.endsWith(job.name);
		if (jobsOfModule > 1) return claims.name === job.name;
		const artifact = moduleName(job.module);
		return claims.name === artifact || claims.artifact?.startsWith(`${artifact}-`) === true || claims.artifact === `${artifact}.jar`;
	});
}

/** The deployments of one kind by the folders around them. */
class Neighbourhood {
	private readonly inside = new Map<string, Deployment[]>();

	constructor(
		candidates: readonly Deployment[],
		private readonly modules: ModuleFolders,
	) {
		for (const candidate of candidates) for (const folder of ancestors(candidate.folder)) addTo(this.inside, folder, candidate);
	}

	/** The only one inside the module, else the only one in the nearest folder around it that holds no other module. */
	nearest(module: JavaModule): Deployment | undefined {
		for (const at of ancestors(module.folder)) {
			if (at !== module.folder && this.modules.holdsAnother(at, module)) return undefined;
			const here = (this.inside.get(at) ?? []).filter(({ folder }) => !this.modules.belongsToAnother(folder, module));
			if (here.length > 0) return onlyOne(here);
		}
		return undefined;
	}
}
