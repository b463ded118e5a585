import type { Document } from 'yaml';
import type { ConfigDocument, DocumentClaims, Parse, VolumeMount } from '../../model/document.ts';
import { parseFlinkProperties, STATED_BY_IMAGE } from '../docker/flink-properties.ts';
import { argumentsPart, dynamicArguments } from '../embedded/dynamic-arguments.ts';
import { embed, fileOf } from '../embedded/embed.ts';
import { statementFinder } from '../text/statement-finder.ts';
import { readYamlFile, textAt, type YamlFile } from '../yaml/file.ts';
import { type Service, servicesOf } from './service.ts';

/** Reads a Compose file: each Flink cluster in it, from its services' FLINK_PROPERTIES and `-D` arguments. */
export const parseCompose: Parse = (path, text) => {
	const file = readYamlFile(text);
	const parts = file.documents.flatMap((document) => clusterParts(path, file, document));
	const first = parts[0]?.anchor.start ?? Math.max(0, text.search(/^services/m));
	return fileOf(path, text, 'compose', parts, {
		problems: file.problems,
		comments: file.comments,
		claims: { role: 'cluster', partial: true },
		anchor: { start: first, end: first },
		statementAt: statementFinder(
			text,
			parts.flatMap((part) => part.settings.map((setting) => setting.range)),
		),
		tree: file,
	});
};

/** A service with what it says about the cluster it belongs to. */
interface Member {
	readonly service: Service;
	readonly document: ConfigDocument | undefined;
	readonly address: string | undefined;
}

function clusterParts(path: string, file: YamlFile, document: Document.Parsed): readonly ConfigDocument[] {
	const services = servicesOf(file, document).filter(({ process, properties }) => process !== undefined || properties !== undefined);
	const members = services.map((service) => member(path, file, service));
	const fallback =
		members.find(({ address }) => address !== undefined)?.address ?? services.find((one) => one.process === 'jobmanager')?.name ?? '';
	const name = textAt(document.contents, 'name');
	const seen = new Set<number>();
	const parts = members
		.toSorted((a, b) => rank(a.service) - rank(b.service))
		.flatMap(({ service, document: own, address }) => {
			const claims = claimsOf(service, name, address ?? fallback);
			const configured = own === undefined || seen.has(own.extent?.start ?? -1) ? [] : [{ ...own, claims: { ...own.claims, ...claims } }];
			if (own?.extent !== undefined) seen.add(own.extent.start);
			return [...configured, ...argumentsPart({ path, text: file.text, format: 'compose' }, dynamicArguments(path, service.words), claims)];
		});
	return withContainers(parts, members, fallback);
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

function member(path: string, file: YamlFile, service: Service): Member {
	const { properties } = service;
	if (properties === undefined) return { service, document: undefined, address: undefined };
	const inner = parseFlinkProperties(path, properties.text, service.version?.flinkVersion?.version);
	const document = embed(inner, properties, { text: file.text, claims: {} });
	const address = document.settings.find(({ key }) => key === 'jobmanager.rpc.address')?.value;
	return { service, document, address: address?.kind === 'known' ? address.text : undefined };
}

/** All services run on one machine: a directory of it is shared as well as a volume is. */
function mountsOf(volumes: Service['volumes']): readonly VolumeMount[] {
	return [...volumes].map(([path, source]) => ({ path, kind: 'shared', source }));
}

function claimsOf(service: Service, name: string | undefined, cluster: string): DocumentClaims {
	const { process, version, mounts, volumes } = service;
	return {
		role: 'cluster',
		cluster: identityOf(service, cluster),
		wholeInFile: true,
		platform: 'standalone',
		provided: STATED_BY_IMAGE,
		...(name === undefined ? {} : { name }),
		...(process === undefined ? {} : { process }),
		...(mounts.length === 0 ? {} : { mounts }),
		...(process === undefined || volumes.size === 0 ? {} : { volumes: [{ process, mounts: mountsOf(volumes), whole: false }] }),
		...version,
	};
}
