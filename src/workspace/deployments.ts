import type { ConfigDocument } from '../model/document.ts';
import type { ReadingNote } from '../model/note.ts';
import { atLeast, type FlinkVersion } from '../model/version.ts';
import type { Job } from './jobs.ts';
import { moduleName } from './jobs.ts';
import { ancestors, folderOf, type JavaModule } from './modules.ts';

/** What says how a job is deployed: one Managed Flink application, or the configuration files of one cluster. */
export interface Deployment {
	/** `defaults`: what the Kubernetes operator gives to every deployment, to which its resources add the rest. */
	readonly kind: 'msf' | 'cluster' | 'defaults';
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
		if (document.settings.some(({ key }) => key.startsWith('kubernetes.operator.'))) {
			found.push({ kind: 'defaults', folder, documents: [{ ...document, claims: { ...document.claims, partial: true } }] });
			continue;
		}
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
	if (legacy === undefined || standard === undefined) return files.map((file) => [file]);
	if (version === undefined) return files.map((file) => [file === standard ? ignored(file, UNSURE) : file]);
	const why = 'Flink does not read this file beside the other one';
	const standardRead = atLeast(version, '2.0');
	const pair = standardRead
		? [standard, ignored(inert(legacy, why), `Flink ${version} reads \`config.yaml\` in this folder and ignores this file`)]
		: [legacy, ignored(inert(standard, why), `Flink ${version} reads \`flink-conf.yaml\` in this folder and ignores this file`)];
	const rest = files.filter((file) => file !== legacy && file !== standard);
	return [pair, ...rest.map((file) => [file])];
}

/** Flink reads all of a configuration file or, where it does not parse, nothing. */
function loadable(document: ConfigDocument): ConfigDocument {
	const configuration = document.format === 'flink-conf' || document.format === 'config-yaml';
	return configuration && document.problems.length > 0 ? inert(document, 'Flink does not load this file') : document;
}

/** Where nothing says which Flink reads them, the two files stay apart: each is checked as if it were read. */
const UNSURE = 'Flink reads one of two files in this folder: up to 1.20 `flink-conf.yaml`, from 2.0 on this one';

function ignored(document: ConfigDocument, what: string): ConfigDocument {
	return { ...document, notes: [...document.notes, { kind: 'ignored-file', file: document.path, range: document.anchor, what }] };
}

function inert(document: ConfigDocument, why: string): ConfigDocument {
	return { ...document, settings: document.settings.map((setting) => ({ ...setting, inert: why })) };
}

/** What a cluster's Flink no longer reads although nothing stands in its place: an old file alone, from 2.0 on (GlobalConfiguration). */
export function outdatedFiles(documents: readonly ConfigDocument[], version: FlinkVersion | undefined): readonly ReadingNote[] {
	if (version === undefined || !atLeast(version, '2.0')) return [];
	const replaced = new Set(documents.filter((file) => baseName(file) === 'config.yaml').map((file) => folderOf(file.path)));
	return documents
		.filter((file) => file.format === 'flink-conf' && baseName(file) === 'flink-conf.yaml' && !replaced.has(folderOf(file.path)))
		.map((file) => ({
			kind: 'outdated-file',
			file: file.path,
			range: file.anchor,
			what: `Flink ${version} does not read \`flink-conf.yaml\`, and there is no \`config.yaml\` beside it`,
		}));
}

function baseName(document: ConfigDocument): string {
	return document.path.slice(document.path.lastIndexOf('/') + 1);
}

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
	const msf = candidates.filter((candidate) => candidate.kind === 'msf');
	const named = msf.filter((candidate) => names(candidate, job, jobsOfModule));
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
