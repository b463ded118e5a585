import { isNode, isScalar } from 'yaml';
import type { ContainerFacts } from '../../model/container.ts';
import type { ConfigDocument, DocumentClaims, VolumeMount } from '../../model/document.ts';
import type { Range } from '../../model/range.ts';
import type { Setting } from '../../model/setting.ts';
import type { Word } from '../command-line/words.ts';
import { type FlinkProcess, processOf, wordsOf } from '../docker/container.ts';
import { containerFacts, PLUGINS_VARIABLE } from '../docker/container-facts.ts';
import { parseFlinkProperties, STATED_BY_IMAGE } from '../docker/flink-properties.ts';
import { versionOfImage } from '../docker/image.ts';
import { argumentsPart, dynamicArguments } from '../embedded/dynamic-arguments.ts';
import { embed } from '../embedded/embed.ts';
import { yamlScalarText } from '../embedded/yaml-text.ts';
import type { StatedVersion } from '../text/stated-version.ts';
import { lineAround } from '../text/statement-finder.ts';
import { nodeRange } from '../yaml/nodes.ts';
import { MASK } from '../yaml/templates.ts';
import { environmentValue, PodNode } from './pod.ts';
import type { Resource } from './resource.ts';
import { silentPart } from './silent-part.ts';
import { submissionParts, untemplated } from './submission.ts';
import { mountsOf } from './volumes.ts';

/** Where the pod of each kind of workload stands. */
export const POD_SPECS: Readonly<Record<string, readonly string[]>> = {
	Pod: ['spec'],
	Deployment: ['spec', 'template', 'spec'],
	StatefulSet: ['spec', 'template', 'spec'],
	DaemonSet: ['spec', 'template', 'spec'],
	ReplicaSet: ['spec', 'template', 'spec'],
	ReplicationController: ['spec', 'template', 'spec'],
	Job: ['spec', 'template', 'spec'],
	CronJob: ['spec', 'jobTemplate', 'spec', 'template', 'spec'],
};

/** A container that runs one of Flink's processes. */
interface Container {
	readonly node: PodNode;
	readonly pod: PodNode;
	readonly process: FlinkProcess | undefined;
	readonly settings: readonly Setting[];
	readonly properties: ConfigDocument | undefined;
	/** The ConfigMap that is mounted over its configuration. */
	readonly mounted: string | undefined;
	/** Something that is not read may bring FLINK_PROPERTIES. */
	readonly unseen: boolean;
	readonly version: StatedVersion | undefined;
	readonly entryClass: string | undefined;
	readonly facts: ContainerFacts;
}

/** What the containers of a workload state: FLINK_PROPERTIES and `-D` arguments, above the ConfigMap they mount. */
export function workloadParts(resource: Resource, podSpec: readonly string[]): readonly ConfigDocument[] {
	const root = new PodNode(resource, resource.root);
	const pod = root.at(...podSpec);
	const before = pod.at('initContainers').items.flatMap(submissionParts);
	const running = pod.at('containers').items.flatMap((node) => {
		const container = containerOf(pod, node);
		// A container that submits a program runs none of Flink's processes.
		if (container.process === undefined && container.properties === undefined) return submissionParts(node);
		return partsOf(root, container);
	});
	return [...before, ...running];
}

function containerOf(pod: PodNode, node: PodNode): Container {
	const { file, path } = node.resource;
	const words = ['command', 'args'].flatMap((field) => wordsOf(file.masked, node.at(field).node));
	const version = imageVersion(node);
	const properties = environmentValue(node, 'FLINK_PROPERTIES');
	const inner = isScalar(properties?.node) ? yamlScalarText(file.text, properties.node) : undefined;
	return {
		node,
		pod,
		process: processOf(words),
		settings: dynamicArguments(path, words).map((setting) => untemplated(setting, file.text)),
		properties:
			inner === undefined
				? undefined
				: embed(parseFlinkProperties(path, inner.text, version?.flinkVersion?.version), inner, { text: file.text, claims: {} }),
		mounted: mountedConfigMap(pod, node),
		unseen: node.at('envFrom').items.length > 0 || (properties !== undefined && inner === undefined),
		version,
		entryClass: entryClassIn(words),
		facts: factsOf(node, words),
	};
}

function factsOf(node: PodNode, words: readonly Word[]): ContainerFacts {
	const { resource } = node;
	const [image, plugins] = [node.at('image').text, environmentValue(node, PLUGINS_VARIABLE)?.text];
	const replicas = new PodNode(resource, resource.root).at('spec', 'replicas').node;
	const unseen = node.at('envFrom').items.length > 0 || plugins?.includes(MASK) === true;
	const variables = node.at('env').items.flatMap((item) => item.at('name').text ?? []);
	return containerFacts({
		image: image?.includes(MASK) === true ? undefined : image,
		words,
		variables,
		plugins,
		unseen,
		replicas: isScalar(replicas) ? replicas.value : undefined,
	});
}

/** The program that an application cluster runs. Source: StandaloneApplicationClusterConfigurationParserFactory. */
function entryClassIn(words: readonly Word[]): string | undefined {
	const option = words.findIndex(({ text }) => text === '--job-classname' || text === '-j');
	const name = option < 0 ? undefined : words[option + 1]?.text;
	return name !== undefined && /^[\w$]+(?:\.[\w$]+)+$/.test(name) ? name : undefined;
}

function imageVersion({ resource, ...container }: PodNode): StatedVersion | undefined {
	const image = new PodNode(resource, container.node).at('image');
	if (!isNode(image.node) || image.text === undefined || image.text.includes(MASK)) return undefined;
	return versionOfImage(image.text, nodeRange(image.node, resource.file.text));
}

/** The ConfigMap behind the volume that is mounted as Flink's conf folder, or as a file in it. */
function mountedConfigMap(pod: PodNode, container: PodNode): string | undefined {
	const mounts = container.at('volumeMounts').items.filter((mount) => CONF.test(mount.at('mountPath').text ?? ''));
	const names = new Set(mounts.map((mount) => mount.at('name').text));
	for (const volume of pod.at('volumes').items) {
		if (!names.has(volume.at('name').text)) continue;
		const sources = [volume, ...volume.at('projected', 'sources').items];
		const name = sources.map((source) => source.at('configMap', 'name').text).find((found) => found !== undefined);
		if (name !== undefined) return name;
	}
	return undefined;
}

const CONF = /\/conf(?:\/(?:flink-conf|config)\.yaml)?\/?$/;

function partsOf(root: PodNode, container: Container): readonly ConfigDocument[] {
	const { path, file } = root.resource;
	const claims = claimsOf(root, container);
	const format = 'kubernetes';
	const { properties, settings } = container;
	const configured = properties === undefined ? [] : [{ ...properties, claims: { ...properties.claims, ...claims } }];
	const stated = [...configured, ...argumentsPart({ path, text: file.text, format }, settings, claims)];
	const parts = stated.length > 0 || container.mounted === undefined ? stated : [silentContainer(container.node, claims)];
	return parts.map((part, index) => (index > 0 ? part : { ...part, claims: { ...part.claims, containers: [container.facts] } }));
}

/** A container that states nothing itself says which Flink reads the ConfigMap that it mounts. */
function silentContainer({ resource, node }: PodNode, claims: DocumentClaims): ConfigDocument {
	const { path, file } = resource;
	const range: Range = isNode(node) ? nodeRange(node, file.text) : { start: 0, end: 0 };
	return silentPart(path, file.text, claims, range, lineAround(file.text, range.start));
}

function claimsOf(root: PodNode, container: Container): DocumentClaims {
	const { process, version, mounted, unseen, entryClass } = container;
	const { structural } = root.resource.file;
	return {
		role: 'cluster',
		cluster: clusterOf(root, container),
		platform: 'standalone',
		...(mounted === undefined ? { provided: STATED_BY_IMAGE } : { configuredElsewhere: true }),
		...(process === undefined ? {} : { process, volumes: [{ process, mounts: volumesOf(root, container, process), whole: true }] }),
		...(entryClass === undefined ? {} : { entryClass }),
		...version,
		...(unseen || structural ? { partial: true } : {}),
	};
}

/** What the container mounts; each pod of a StatefulSet has claims of its own. */
function volumesOf(root: PodNode, { pod, node }: Container, process: FlinkProcess): readonly VolumeMount[] {
	return mountsOf([node], [pod], process, root.at('spec', 'volumeClaimTemplates').items);
}

/** Pods that mount one ConfigMap are one cluster; without one, those that look for the same JobManager, or that are named alike. */
function clusterOf(root: PodNode, { mounted, settings, properties }: Container): string {
	const namespace = root.at('metadata', 'namespace').text ?? '';
	if (mounted !== undefined) return configMapIdentity(namespace, mounted);
	const address = [...settings, ...(properties?.settings ?? [])].find(({ key }) => key === 'jobmanager.rpc.address')?.value;
	if (address?.kind === 'known') return `pods/${namespace}/${address.text}`;
	const name = root.at('metadata', 'name').text ?? '';
	return `pods/${namespace}/${name.replace(/[-_.]?(?:job|task)-?manager[-_.]?/i, '')}`;
}

/** The identity of the cluster that a ConfigMap configures. */
export function configMapIdentity(namespace: string, name: string): string {
	return `config-map/${namespace}/${name}`;
}
