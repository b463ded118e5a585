import { catalogue } from '../../catalog/catalogue.ts';
import type { Application, JobSummary } from '../../model/application.ts';
import { type ConfigDocument, documentsIn } from '../../model/document.ts';
import type { Visibility } from '../../model/effective/absence.ts';
import { EffectiveConfiguration } from '../../model/effective/effective.ts';
import { inPrecedence } from '../../model/effective/precedence.ts';
import { pathOf } from '../../model/location.ts';
import type { Platform, RunEnvironment } from '../../model/platform.ts';
import { concerningFlink } from '../../model/questions/alarms.ts';
import type { Setting } from '../../model/setting.ts';
import { keepsRows, NO_SQL } from '../../model/sql.ts';
import { atLeast, type FlinkVersion, type VersionStatement } from '../../model/version.ts';
import { composed } from '../compose/compositions.ts';
import { type Images, imagesIn } from '../compose/images.ts';
import { built } from '../kustomize/builds.ts';
import { type Deployment, deployments, outdatedFiles } from './deployments.ts';
import { type Job, jobsOf } from './jobs.ts';
import { Joining, together } from './joining.ts';
import { folderOf, javaModules } from './modules.ts';
import { lowestFirst, overOperatorDefaults } from './operator-defaults.ts';
import { scriptsIn } from './scripts.ts';
import { Variants } from './variants.ts';
import { watched } from './watching.ts';

/** What is stated about an application from outside its files: flint's configuration or the command line. */
export interface StatedApplication {
	readonly name?: string;
	/** Paths of the documents that make it up; absent for statements about every application. */
	readonly files?: ReadonlySet<string>;
	readonly platform?: Platform;
	readonly version?: VersionStatement;
	readonly environment?: RunEnvironment;
	/** What holds where nothing of the application says otherwise. */
	readonly defaults?: { readonly version?: VersionStatement; readonly platform?: Platform };
}

/** The documents of one application before it is resolved. */
interface Assembly {
	readonly name: string | undefined;
	readonly deployment: Deployment | undefined;
	readonly job: Job | undefined;
	readonly documents: readonly ConfigDocument[];
	readonly stated: StatedApplication | undefined;
}

/**
 * Groups a project's documents into applications.
 * @param buildFiles paths of every build file of the project
 * @param stated the applications flint's configuration names; their files belong to no other
 * @param everywhere what holds for every application that does not say otherwise
 */
export function applications(
	files: readonly ConfigDocument[],
	buildFiles: readonly string[],
	stated: readonly StatedApplication[],
	everywhere: StatedApplication,
): readonly Application[] {
	const assemblies: (readonly Assembly[])[] = [];
	const taken = new Set<string>();
	const all = files.flatMap(documentsIn);
	const images = imagesIn(files);
	const documents = all.filter(({ alarms }) => alarms === undefined);
	for (const statement of stated) {
		const own = documents.filter((document) => statement.files?.has(document.path) === true);
		for (const document of own) taken.add(document.path);
		if (own.length > 0) assemblies.push(assemble(own, images, buildFiles, everywhere, statement));
	}
	const free = documents.filter((document) => !taken.has(document.path));
	assemblies.push(assemble(free, images, buildFiles, everywhere, undefined));
	const elsewhere = statedKeys(documents);
	const resolved = unique(assemblies.flat()).map(({ assembly, id }) => resolve(assembly, id, everywhere, elsewhere));
	return watched(resolved, concerningFlink(all));
}

function assemble(
	read: readonly ConfigDocument[],
	images: Images,
	buildFiles: readonly string[],
	everywhere: StatedApplication,
	stated: StatedApplication | undefined,
): readonly Assembly[] {
	const documents = images.below(built(composed(read)));
	const found = overOperatorDefaults(
		deployments(documents, (everywhere.version ?? stated?.version ?? everywhere.defaults?.version)?.version),
	);
	const variants = new Variants(found);
	const used = new Set<Deployment | undefined>();
	const assemblies: Assembly[] = [];
	const modules = javaModules(documents, buildFiles).map((module) => ({ module, jobs: jobsOf(module) }));
	const withJobs = modules.filter(({ jobs }) => jobs.some((job) => job.entry)).map(({ module }) => module);
	const only = stated === undefined ? undefined : together(found);
	const joining = new Joining(variants.representatives, withJobs);
	for (const { jobs, module } of modules) {
		const entries = jobs.filter((job) => job.entry).length;
		for (const job of jobs) {
			const home = only ?? joining.deploymentOf(job, entries);
			for (const deployment of variants.of(home)) {
				for (const member of deployment?.members ?? [deployment]) used.add(member);
				const own = [...(deployment?.documents ?? []), ...job.sources, ...module.builds];
				assemblies.push({ name: stated?.name, deployment, job, documents: own, stated });
			}
		}
	}
	const besideScripts = new Joining(found, withJobs);
	for (const script of scriptsIn(documents)) {
		const deployment = script.entry ? clusterOf(script, found, besideScripts, stated) : undefined;
		for (const member of deployment?.members ?? [deployment]) used.add(member);
		const own = [...(deployment?.documents ?? []), ...script.sources, ...script.module.builds];
		assemblies.push({ name: stated?.name, deployment, job: script, documents: own, stated });
	}
	for (const deployment of found) {
		if (used.has(deployment)) continue;
		assemblies.push({ name: stated?.name, deployment, job: undefined, documents: deployment.documents, stated });
	}
	return assemblies;
}

/** The cluster a script runs in: of those that flint's configuration puts beside it the only one, else the one around it. */
function clusterOf(
	script: Job,
	found: readonly Deployment[],
	joining: Joining,
	stated: StatedApplication | undefined,
): Deployment | undefined {
	return stated === undefined ? joining.clusterBeside(script.module) : found.length === 1 ? found[0] : undefined;
}

/** The configured name, else the deployment's own, else the main class, else the folder; made unique with the path. */
function unique(assemblies: readonly Assembly[]): readonly { assembly: Assembly; id: string }[] {
	const named = assemblies.map((assembly) => ({ assembly, name: nameOf(assembly) }));
	const names = countsOf(named.map(({ name }) => name));
	const places = countsOf(named.map(({ name, assembly }) => `${name} (${pathTo(assembly)})`));
	const seen = new Map<string, number>();
	return named.map(({ assembly, name }) => {
		const place = `${name} (${pathTo(assembly)})`;
		const build = buildOf(assembly);
		const told = places.get(place) === 1 || build === undefined ? place : `${name} (${build})`;
		const id = names.get(name) === 1 ? name : told;
		const ordinal = (seen.get(id) ?? 0) + 1;
		seen.set(id, ordinal);
		return { assembly, id: ordinal === 1 ? id : `${id} #${ordinal}` };
	});
}

function countsOf(texts: readonly string[]): ReadonlyMap<string, number> {
	const counts = new Map<string, number>();
	for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
	return counts;
}

function pathTo({ job, documents }: Assembly): string {
	return job?.sources[0]?.path ?? documents[0]?.path ?? '';
}

/** What tells a tree that a tool builds from others: the folder of its kustomization, or the Compose files that are merged. */
function buildOf({ deployment }: Assembly): string | undefined {
	const build = deployment?.documents[0]?.claims.build;
	if (build === undefined || build.includes(' + ')) return build;
	return folderOf(build) || '.';
}

function nameOf(assembly: Assembly): string {
	if (assembly.name !== undefined) return assembly.name;
	const claimed = assembly.deployment?.documents.find((document) => document.claims.name !== undefined)?.claims.name;
	if (claimed !== undefined) return claimed;
	if (assembly.job !== undefined) return assembly.job.name;
	const build = buildOf(assembly);
	const kustomized = build?.includes(' + ') === true ? undefined : build;
	const folder = kustomized ?? assembly.deployment?.folder ?? folderOf(assembly.documents[0]?.path ?? '');
	return folder === '' ? '.' : folder;
}

/** The keys that the project's cluster files and programs state, for applications of which such a file is not known. */
function statedKeys(documents: readonly ConfigDocument[]): NonNullable<Visibility['elsewhere']> {
	const configuration = new Set<string>();
	const program = new Set<string>();
	for (const { settings, jobs } of documents) {
		// A script without a job of its own is there to prepare the session of others.
		const prepares = jobs?.sql?.queries.length === 0;
		for (const { layer, key, condition } of settings) {
			if (layer === 'file' || (layer === 'table' && prepares)) configuration.add(key);
			if (layer === 'program' && condition !== 'local') program.add(key);
		}
	}
	return { configuration, program };
}

function resolve(
	assembly: Assembly,
	id: string,
	everywhere: StatedApplication,
	elsewhere: NonNullable<Visibility['elsewhere']>,
): Application {
	const { documents } = assembly;
	const platform = platformOf(assembly, everywhere);
	const version = versionOf(assembly, everywhere);
	const earlier = version === undefined ? earlierFlink(documents) : undefined;
	const settings = inPrecedence(
		lowestFirst(documents).flatMap((document) => document.settings.map((setting) => atVersion(setting, version?.version))),
	);
	const seen = visibility(assembly);
	const visible = seen.configuration && seen.program ? seen : { ...seen, elsewhere };
	return {
		id,
		platform,
		version,
		...(earlier === undefined ? {} : { earlierFlink: earlier }),
		environment: environmentOf(assembly, everywhere),
		documents,
		config: new EffectiveConfiguration(settings, documents, platform, version?.version, visible, catalogue),
		notes: [...documents.flatMap((document) => document.notes), ...outdatedFiles(documents, version?.version)],
		job: summary(assembly.job),
	};
}

/**
 * Parsers do not know the version: what most versions reject, this one may read (ISO-8601 durations from 2.1 on), a constant stands for
 * the key that this version gives it, and of a Path or URI it may keep the path alone.
 */
function atVersion(setting: Setting, version: FlinkVersion | undefined): Setting {
	const [option, another] = catalogue.find(setting.key);
	if (version === undefined || option === undefined) return setting;
	if (setting.value.kind !== 'unknown' && (setting.layer === 'file' || isScripts(setting))) {
		const differs = option.type === 'duration' || option.type === 'enum' || catalogue.typeOf(option, version) !== option.type;
		const read = differs ? catalogue.read(option, setting.value.text, version) : setting.value;
		// What an older type takes means the same: a number of milliseconds is the duration that it was read as.
		if (read.kind !== setting.value.kind) return { ...setting, value: read };
	}
	if (setting.keptAsPath !== undefined) {
		const kept = atLeast(version, '1.19') ? pathOf(setting.keptAsPath) : setting.keptAsPath;
		return { ...setting, value: catalogue.read(option, kept, version) };
	}
	if (setting.byConstant !== true || another !== undefined) return setting;
	return { ...setting, key: catalogue.keyToWrite(option, version) ?? setting.key };
}

/** A SET of a script. */
function isScripts({ layer, kind }: Setting): boolean {
	return layer === 'table' && kind === 'entry';
}

function platformOf({ stated, deployment, job }: Assembly, everywhere: StatedApplication): Platform {
	if (everywhere.platform !== undefined) return everywhere.platform;
	if (stated?.platform !== undefined) return stated.platform;
	if (deployment?.kind === 'msf') return 'msf';
	if (deployment?.kind === 'defaults') return 'kubernetes-operator';
	const claimed = deployment?.documents.find(({ claims }) => claims.platform !== undefined)?.claims.platform;
	if (claimed !== undefined) return claimed;
	if (job?.module.msf === true) return 'msf';
	if (everywhere.defaults?.platform !== undefined) return everywhere.defaults.platform;
	return deployment === undefined ? 'unknown' : 'standalone';
}

/** The statement from outside wins; then what is deployed, then what the build file compiles against. */
function versionOf({ stated, documents }: Assembly, everywhere: StatedApplication): VersionStatement | undefined {
	const outside = everywhere.version ?? stated?.version;
	if (outside !== undefined) return outside;
	for (const document of documents) {
		const claimed = document.claims.flinkVersion;
		if (claimed !== undefined) return { version: claimed.version, place: { file: document.path, range: claimed.range } };
	}
	return everywhere.defaults?.version;
}

function earlierFlink(documents: readonly ConfigDocument[]): Application['earlierFlink'] {
	for (const { path, claims } of documents) {
		if (claims.earlierFlink !== undefined)
			return { text: claims.earlierFlink.text, place: { file: path, range: claims.earlierFlink.range } };
	}
	return undefined;
}

function environmentOf({ stated, job }: Assembly, everywhere: StatedApplication): RunEnvironment {
	const outside = stated?.environment ?? everywhere.environment;
	if (outside !== undefined) return outside;
	const acquired = job?.sources.flatMap((source) => source.jobs?.environments ?? []) ?? [];
	return acquired.length > 0 && acquired.every((environment) => environment.kind === 'local') ? 'development' : 'production';
}

function visibility({ deployment, job }: Assembly): Visibility {
	const whole = (document: ConfigDocument): boolean => document.problems.length === 0;
	const sources = job?.sources ?? [];
	return {
		configuration:
			deployment !== undefined &&
			deployment.kind !== 'submission' &&
			deployment.documents.every((document) => whole(document) && document.claims.partial !== true),
		program:
			job?.entry === true &&
			sources.every(whole) &&
			sources.every((source) => source.jobs !== undefined && source.jobs.escapes.length === 0),
	};
}

function summary(job: Job | undefined): JobSummary {
	const facts = (job?.sources ?? []).flatMap((source) => (source.jobs === undefined ? [] : [source.jobs]));
	const descriptors = facts.flatMap((fact) => fact.descriptors);
	return {
		seen: facts.length > 0,
		environments: facts.flatMap((fact) => fact.environments),
		descriptors,
		sinks: facts.flatMap((fact) => fact.sinks),
		operators: facts.flatMap((fact) => fact.operators),
		deprecatedCalls: facts.flatMap((fact) => fact.deprecatedCalls),
		stateful:
			descriptors.some((descriptor) => descriptor.use !== 'unknown') ||
			facts.some(({ keyBys, sql }) => keyBys.length > 0 || (sql !== undefined && keepsRows(sql))),
		batch: facts.some((fact) => fact.batch),
		sql: facts.find(({ sql }) => sql !== undefined)?.sql ?? NO_SQL,
	};
}
