import type { ConfigDocument } from '../model/document.ts';
import { atLeast, type FlinkVersion } from '../model/version.ts';
import type { Job } from './jobs.ts';
import { moduleName } from './jobs.ts';
import { ancestors, folderOf } from './modules.ts';

/** What says how a job is deployed: one Managed Flink application, or the configuration files of one cluster. */
export interface Deployment {
	readonly kind: 'msf' | 'cluster';
	readonly folder: string;
	readonly documents: readonly ConfigDocument[];
}

/** The deployments a project's documents describe: each Managed Flink application, each folder of configuration files. */
export function deployments(documents: readonly ConfigDocument[], version: FlinkVersion | undefined): readonly Deployment[] {
	const found: Deployment[] = [];
	const clusters = new Map<string, ConfigDocument[]>();
	for (const read of documents) {
		const document = loadable(read);
		const folder = folderOf(document.path);
		if (document.format === 'msf-json') found.push({ kind: 'msf', folder, documents: [document] });
		if (document.format !== 'flink-conf' && document.format !== 'config-yaml') continue;
		clusters.set(folder, [...(clusters.get(folder) ?? []), document]);
	}
	for (const [folder, files] of clusters) {
		for (const own of filesOfOneCluster(files, version)) found.push({ kind: 'cluster', folder, documents: own });
	}
	return found;
}

/**
 * One folder's `flink-conf.yaml` and `config.yaml` belong to one cluster, of which Flink reads one file: up to 1.18 only the
 * old one, 1.19 and 1.20 the old one if it is there, 2.x only the new one (GlobalConfiguration). Other files are variants.
 */
function filesOfOneCluster(files: readonly ConfigDocument[], version: FlinkVersion | undefined): readonly (readonly ConfigDocument[])[] {
	const legacy = files.find((file) => baseName(file) === 'flink-conf.yaml');
	const standard = files.find((file) => baseName(file) === 'config.yaml');
	if (legacy === undefined || standard === undefined || version === undefined) return files.map((file) => [file]);
	const why = 'Flink does not read this file beside the other one';
	const pair = atLeast(version, '2.0') ? [standard, inert(legacy, why)] : [legacy, inert(standard, why)];
	const rest = files.filter((file) => file !== legacy && file !== standard);
	return [pair, ...rest.map((file) => [file])];
}

/** Flink reads all of a configuration file or, where it does not parse, nothing. */
function loadable(document: ConfigDocument): ConfigDocument {
	const configuration = document.format === 'flink-conf' || document.format === 'config-yaml';
	return configuration && document.problems.length > 0 ? inert(document, 'Flink does not load this file') : document;
}

function inert(document: ConfigDocument, why: string): ConfigDocument {
	return { ...document, settings: document.settings.map((setting) => ({ ...setting, inert: why })) };
}

function baseName(document: ConfigDocument): string {
	return document.path.slice(document.path.lastIndexOf('/') + 1);
}

/**
 * The deployment a job runs in: the one that names its entry class or artifact, else the only one of its kind that stands
 * nearest to its module. Where several could be meant, none is.
 */
export function deploymentOf(job: Job, candidates: readonly Deployment[], jobsOfModule: number): Deployment | undefined {
	if (!job.entry) return undefined;
	const msf = candidates.filter((candidate) => candidate.kind === 'msf');
	const named = msf.filter((candidate) => names(candidate, job, jobsOfModule));
	if (named.length === 1) return named[0];
	const kind = job.module.msf ? msf : candidates.filter((candidate) => candidate.kind === 'cluster');
	const near = nearest(kind, job.module.folder);
	if (near.length !== 1) return undefined;
	return job.module.msf && jobsOfModule > 1 ? undefined : near[0];
}

function names(deployment: Deployment, job: Job, jobsOfModule: number): boolean {
	return deployment.documents.some(({ claims }) => {
		if (claims.entryClass !== undefined) return claims.entryClass.endsWith(job.name);
		if (jobsOfModule > 1) return claims.name === job.name;
		const artifact = moduleName(job.module);
		return claims.name === artifact || claims.artifact?.startsWith(`${artifact}-`) === true || claims.artifact === `${artifact}.jar`;
	});
}

/** The deployments inside the module, else those in the nearest surrounding folder that holds any. */
function nearest(candidates: readonly Deployment[], folder: string): readonly Deployment[] {
	for (const at of ancestors(folder)) {
		const inside = candidates.filter((candidate) => within(at, candidate.folder));
		if (inside.length > 0) return inside;
	}
	return [];
}

function within(outer: string, inner: string): boolean {
	return outer === '' || inner === outer || inner.startsWith(`${outer}/`);
}
