import type { ConfigDocument, DocumentRole } from '../../model/document.ts';
import { addTo } from '../../model/groups.ts';
import type { ReadingNote } from '../../model/note.ts';
import { atLeast, type FlinkVersion } from '../../model/version.ts';
import { folderOf } from './modules.ts';
import { perProcess } from './processes.ts';

/** What says how a job is deployed: one Managed Flink application, or what configures one cluster. */
export interface Deployment {
	/**
	 * `defaults`: what the Kubernetes operator gives to every deployment, to which its resources add the rest.
	 * `submission`: a command that hands a program to some cluster.
	 */
	readonly kind: 'msf' | 'cluster' | 'defaults' | 'submission';
	readonly folder: string;
	readonly documents: readonly ConfigDocument[];
	/** The deployments it was put together from, where it was. */
	readonly members?: readonly Deployment[];
}

/** The deployments a project's documents describe: each Managed Flink application, each cluster, each job of a session cluster. */
export function deployments(documents: readonly ConfigDocument[], version: FlinkVersion | undefined): readonly Deployment[] {
	const found: Deployment[] = [];
	const files = new Map<string, ConfigDocument[]>();
	const named: ConfigDocument[] = [];
	for (const read of documents) {
		const document = loadable(read);
		const folder = folderOf(document.path);
		const role = roleOf(document);
		if (document.format === 'msf-json') found.push({ kind: 'msf', folder, documents: [document] });
		else if (role === 'defaults') found.push({ kind: 'defaults', folder, documents: [document] });
		else if (role === 'submission') found.push({ kind: 'submission', folder, documents: [document] });
		else if (role !== undefined && document.claims.cluster !== undefined) named.push(document);
		else if (role !== undefined) addTo(files, folder, document);
	}
	const mounting = namedClusters(named).map((deployment) => ({ ...deployment, documents: perProcess(deployment.documents) }));
	const mountedBy = mounts(mounting);
	for (const [folder, own] of files) {
		for (const cluster of filesOfOneCluster(own, version)) {
			const over = new Set(cluster.flatMap(({ path }) => [...(mountedBy.get(path) ?? []), ...(mountedBy.get(folder) ?? [])]));
			if (over.size === 0) found.push({ kind: 'cluster', folder, documents: cluster });
			// The container's own file lies below what its environment and arguments say; variants may mount the same one.
			for (const at of over) {
				const one = mounting[at];
				if (one !== undefined) mounting[at] = { ...one, documents: [...cluster, ...one.documents.map(ownFile)] };
			}
		}
	}
	return [...found, ...mounting.filter(statesSomething).flatMap(overItsConfiguration)];
}

/** Containers that only mount a file are nothing without it. */
function statesSomething({ documents }: Deployment): boolean {
	return documents.some(({ settings }) => settings.length > 0);
}

/** Which clusters, by their positions, have containers that mount a file or a folder over their own configuration. */
function mounts(clusters: readonly Deployment[]): ReadonlyMap<string, readonly number[]> {
	const mounted = new Map<string, number[]>();
	for (const [at, { documents }] of clusters.entries()) {
		for (const { claims, path } of documents)
			for (const mount of claims.mounts ?? []) addTo(mounted, relativeTo(folderOf(path), mount), at);
	}
	return mounted;
}

/** A path below the project's root from one that is relative to a folder in it; `..` above the root leads nowhere. */
function relativeTo(folder: string, path: string): string {
	const segments = path.startsWith('/') ? [] : folder.split('/').filter((segment) => segment !== '');
	for (const segment of path.split('/')) {
		if (segment === '..') segments.pop();
		else if (segment !== '' && segment !== '.') segments.push(segment);
	}
	return segments.join('/');
}

/** With a file of its own in place of the image's, a container has nothing that is not seen. */
function ownFile(document: ConfigDocument): ConfigDocument {
	const { provided: _provided, ...claims } = document.claims;
	return { ...document, claims };
}

function roleOf({ claims, format, embedded, settings }: ConfigDocument): DocumentRole | undefined {
	const configuration = embedded !== undefined || format === 'flink-conf' || format === 'config-yaml';
	const operators = configuration && claims.platform === undefined && settings.some(({ key }) => key.startsWith('kubernetes.operator.'));
	if (operators) return 'defaults';
	return claims.role ?? (configuration ? 'cluster' : undefined);
}

/** The document as one that does not say everything about its subject. */
export function partial(document: ConfigDocument): ConfigDocument {
	return { ...document, claims: { ...document.claims, partial: true } };
}

/** Documents of one folder that name the same cluster are one deployment, unless each states it whole; each job of a session cluster is one with the cluster's documents. */
function namedClusters(documents: readonly ConfigDocument[]): readonly Deployment[] {
	const clusters = grouped(documents.filter((document) => document.claims.role !== 'job'));
	const jobs = grouped(documents.filter((document) => document.claims.role === 'job'));
	const identified = new Map<string | undefined, Deployment[]>();
	for (const cluster of clusters) addTo(identified, identityOf(cluster), cluster);
	const busy = new Set<Deployment>();
	const ofJobs = jobs.map((job) => {
		const cluster = clusterOf(job, identified.get(identityOf(job)) ?? []);
		if (cluster === undefined) return { ...job, documents: job.documents.map(partial) };
		busy.add(cluster);
		return { ...job, documents: [...job.documents, ...cluster.documents] };
	});
	return [...clusters.filter((cluster) => !busy.has(cluster)), ...ofJobs];
}

/**
 * Pods stand above the ConfigMap that they mount; without it, what they state is a part of something unseen, and those that state nothing
 * are nothing. ConfigMaps of one name in several files are variants, of which one is applied.
 */
function overItsConfiguration(cluster: Deployment): readonly Deployment[] {
	const above = cluster.documents.filter(({ claims }) => claims.configuredElsewhere === true);
	const below = cluster.documents.filter(({ claims }) => claims.configuredElsewhere !== true);
	if (below.some(({ claims }) => claims.process === undefined)) {
		const known = cluster.documents.find(({ claims }) => claims.flinkVersion !== undefined)?.claims.flinkVersion?.version;
		return variantsOf(below, known).map((documents) => ({ ...cluster, documents: [...documents, ...above] }));
	}
	if (above.length === 0) return [cluster];
	if (cluster.documents.every(({ settings }) => settings.length === 0)) return [];
	return [{ ...cluster, documents: cluster.documents.map(partial) }];
}

/** Configuration files in ConfigMaps, by file; of the old and the new one in one ConfigMap Flink reads the one that its version knows. */
function variantsOf(documents: readonly ConfigDocument[], version: FlinkVersion | undefined): readonly (readonly ConfigDocument[])[] {
	const inConfigMaps = documents.filter(isInConfigMap);
	const alone = new Set(inConfigMaps);
	const rest = documents.filter((document) => !alone.has(document));
	const unread = version === undefined ? undefined : atLeast(version, '2.0') ? 'flink-conf' : 'config-yaml';
	const formats = new Map<string, Set<string>>();
	for (const { path, format } of inConfigMaps) formats.set(path, (formats.get(path) ?? new Set()).add(format));
	const variants = new Map<string, ConfigDocument[]>();
	for (const document of inConfigMaps) {
		const both = (formats.get(document.path)?.size ?? 0) > 1;
		const key = JSON.stringify([document.path, both ? document.format : '']);
		if (both && document.format === unread) continue;
		addTo(variants, key, document);
	}
	return variants.size < 2 ? [[...[...variants.values()].flat(), ...rest]] : [...variants.values()].map((own) => [...own, ...rest]);
}

/**
 * The operator's resources have no files: what is embedded there is a patch inside a kustomization. And what a Compose file tells a client,
 * such as the one for SQL, lies below no process.
 */
function isInConfigMap({ embedded, claims }: ConfigDocument): boolean {
	const { process, platform, wholeInFile } = claims;
	return embedded !== undefined && process === undefined && platform !== 'kubernetes-operator' && wholeInFile !== true;
}

function grouped(documents: readonly ConfigDocument[]): readonly Deployment[] {
	const groups = new Map<string, ConfigDocument[]>();
	for (const document of documents) {
		const { role, cluster, name, wholeInFile, build } = document.claims;
		const place = build ?? (wholeInFile === true ? document.path : folderOf(document.path));
		const key = JSON.stringify([place, cluster, role === 'job' ? name : '']);
		addTo(groups, key, document);
	}
	return [...groups.values()].map((own) => ({ kind: 'cluster', folder: folderOf(own[0]?.path ?? ''), documents: own }));
}

function identityOf({ documents }: Deployment): string | undefined {
	return documents[0]?.claims.cluster;
}

/**
 * The cluster of the same build: in the job's file, else the only one in its folder, else the only one of the project.
 * @param named the clusters with the identity that the job names
 */
function clusterOf(job: Deployment, named: readonly Deployment[]): Deployment | undefined {
	const build = job.documents[0]?.claims.build;
	const same = named.some((cluster) => isBuiltBy(cluster, build)) ? named.filter((cluster) => isBuiltBy(cluster, build)) : named;
	const file = job.documents[0]?.path;
	const near = [
		same.filter(({ documents }) => documents.some(({ path }) => path === file)),
		same.filter(({ folder }) => folder === job.folder),
		same,
	].find((found) => found.length > 0);
	return near?.length === 1 ? near[0] : undefined;
}

function isBuiltBy({ documents }: Deployment, build: string | undefined): boolean {
	return documents[0]?.claims.build === build;
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

/** Flink reads all of a configuration file or, where it does not parse, nothing. What a SQL gateway is given alone says little of its cluster. */
function loadable(document: ConfigDocument): ConfigDocument {
	const configuration = document.format === 'flink-conf' || document.format === 'config-yaml';
	if (!configuration) return document;
	if (document.problems.length > 0) return inert(document, 'Flink does not load this file');
	const states = (...families: readonly string[]): boolean =>
		document.settings.some(({ key }) => families.some((family) => key.startsWith(family)));
	return states('sql-gateway.', 'sql-client.') && !states('jobmanager.', 'taskmanager.') ? partial(document) : document;
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
		.filter(
			(file) =>
				file.format === 'flink-conf' &&
				file.embedded === undefined &&
				// The operator's own file is read by the Flink that the operator was built with.
				file.claims.role !== 'defaults' &&
				baseName(file) === 'flink-conf.yaml' &&
				!replaced.has(folderOf(file.path)),
		)
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
