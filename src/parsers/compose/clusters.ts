import type { ConfigDocument, DocumentClaims, VolumeMount } from '../../model/document.ts';
import { parseFlinkProperties, STATED_BY_IMAGE } from '../docker/flink-properties.ts';
import { argumentsPart, dynamicArguments } from '../embedded/dynamic-arguments.ts';
import { embed } from '../embedded/embed.ts';
import { lineAround } from '../text/statement-finder.ts';
import { textAt } from '../yaml/file.ts';
import type { ComposeSource, InSource } from './layered-service.ts';
import { type ExtendedSource, type Service, servicesOf } from './service.ts';

/** A service with what it says about the cluster it belongs to. */
interface Member {
	readonly service: Service;
	readonly document: ConfigDocument | undefined;
	readonly address: string | undefined;
}

/** The Flink clusters of Compose files that are laid over each other, the lowest first: each statement stands in the file that makes it last. */
export function clusterParts(sources: readonly ComposeSource[], extended: ExtendedSource): readonly ConfigDocument[] {
	const services = servicesOf(sources, extended).filter(({ process, properties }) => process !== undefined || properties !== undefined);
	const members = services.map(member);
	const fallback =
		members.find(({ address }) => address !== undefined)?.address ?? services.find((one) => one.process === 'jobmanager')?.name ?? '';
	const name = sources.map(({ document }) => textAt(document.contents, 'name')).findLast((stated) => stated !== undefined);
	const seen = new Set<string>();
	const parts = members
		.toSorted((a, b) => rank(a.service) - rank(b.service))
		.flatMap(({ service, document: own, address }) => {
			const claims = claimsOf(service, name, address ?? fallback);
			const place = own === undefined ? undefined : `${own.path}:${own.extent?.start ?? ''}`;
			const configured = own === undefined || seen.has(place ?? '') ? [] : [{ ...own, claims: { ...own.claims, ...claims } }];
			if (place !== undefined) seen.add(place);
			const stated = [...configured, ...service.words.flatMap((words) => argumentParts(words, claims))];
			return stated.length === 0 ? mountingPart(service, claims) : stated.flatMap((part) => versioned(part, service));
		});
	return withContainers(parts, members, fallback);
}

function argumentParts({ source, value }: Service['words'][number], claims: DocumentClaims): readonly ConfigDocument[] {
	const { path, file } = source;
	return argumentsPart({ path, text: file.text, format: 'compose' }, dynamicArguments(path, value), claims);
}

/** The version stands in the file that names the image: where that is another one, a part of it says so beside the statements. */
function versioned(part: ConfigDocument, { version }: Service): readonly ConfigDocument[] {
	if (version === undefined) return [part];
	if (version.source.path === part.path) return [{ ...part, claims: { ...part.claims, ...version.value } }];
	return [part, silentPart(version, part.claims)];
}

/** A service that states nothing itself says what it is that reads the file it mounts. */
function mountingPart({ version, mounts }: Service, claims: DocumentClaims): readonly ConfigDocument[] {
	return version === undefined || mounts.length === 0 ? [] : [silentPart(version, claims)];
}

function silentPart({ source, value }: InSource<object>, claims: DocumentClaims): ConfigDocument {
	const { path, file } = source;
	const { containers: _containers, ...identity } = claims;
	const stated = { ...identity, ...value };
	const range = stated.flinkVersion?.range ?? stated.earlierFlink?.range ?? { start: 0, end: 0 };
	return {
		path,
		text: file.text,
		format: 'compose',
		settings: [],
		notes: [],
		problems: [],
		comments: [],
		claims: stated,
		anchor: lineAround(file.text, range.start),
		secrets: [],
		statementAt: (offset) => lineAround(file.text, offset),
		tree: undefined,
		extent: range,
	};
}

/** The first document of each cluster says what all of its containers are. */
function withContainers(parts: readonly ConfigDocument[], members: readonly Member[], fallback: string): readonly ConfigDocument[] {
	const said = new Set<string | undefined>();
	return parts.map((part) => {
		const { cluster } = part.claims;
		if (said.has(cluster)) return part;
		said.add(cluster);
		const own = members.filter(({ service, address }) => identityOf(service, address ?? fallback) === cluster);
		return { ...part, claims: { ...part.claims, containers: own.map(({ service }) => service.container) } };
	});
}

function identityOf({ name }: Service, address: string): string {
	return `compose/${address || name}`;
}

/** The JobManager's statements come first: a missing option is stated there. */
function rank({ process }: Service): number {
	return process === 'jobmanager' ? 0 : process === 'taskmanager' ? 2 : 1;
}

function member(service: Service): Member {
	const { properties, version } = service;
	if (properties === undefined) return { service, document: undefined, address: undefined };
	const { path, file } = properties.source;
	const inner = parseFlinkProperties(path, properties.value.text, version?.value.flinkVersion?.version);
	const document = embed(inner, properties.value, { text: file.text, claims: {} });
	const address = document.settings.find(({ key }) => key === 'jobmanager.rpc.address')?.value;
	return { service, document, address: address?.kind === 'known' ? address.text : undefined };
}

/** All services run on one machine: a directory of it is shared as well as a volume is. */
function mountsOf(volumes: Service['volumes']): readonly VolumeMount[] {
	return [...volumes].map(([path, source]) => ({ path, kind: 'shared', source }));
}

function claimsOf(service: Service, name: string | undefined, cluster: string): DocumentClaims {
	const { process, mounts, volumes, unseen, startable, build } = service;
	return {
		role: 'cluster',
		cluster: identityOf(service, cluster),
		wholeInFile: true,
		platform: 'standalone',
		provided: STATED_BY_IMAGE,
		...(name === undefined ? {} : { name }),
		...(process === undefined ? {} : { process }),
		...(mounts.length === 0 ? {} : { mounts }),
		...(build === undefined ? {} : { imageBuild: build }),
		...(process === undefined || volumes.size === 0 ? {} : { volumes: [{ process, mounts: mountsOf(volumes), whole: false }] }),
		// What could not be started alone is laid over a file that is not seen.
		...(unseen || !startable ? { partial: true } : {}),
	};
}
