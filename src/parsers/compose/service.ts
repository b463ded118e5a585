import { isMap, isScalar } from 'yaml';
import type { ContainerFacts, ImageBuild } from '../../model/container.ts';
import { addTo } from '../../model/groups.ts';
import type { Word } from '../command-line/words.ts';
import { type FlinkProcess, processOf } from '../docker/container.ts';
import { containerFacts, PLUGINS_VARIABLE } from '../docker/container-facts.ts';
import { versionOfImage } from '../docker/image.ts';
import type { InnerText } from '../embedded/inner-text.ts';
import type { StatedVersion } from '../text/stated-version.ts';
import { followed, mergedField } from '../yaml/file.ts';
import { type ComposeSource, type InSource, LayeredService, type ServiceLayer } from './layered-service.ts';

/** A Compose service, as far as Flink is concerned. */
export interface Service {
	readonly name: string;
	readonly version: InSource<StatedVersion> | undefined;
	readonly process: FlinkProcess | undefined;
	/** The text of its FLINK_PROPERTIES. */
	readonly properties: InSource<InnerText> | undefined;
	readonly words: readonly InSource<readonly Word[]>[];
	/** Configuration files of the project that are mounted over the image's own, as they are written. */
	readonly mounts: readonly string[];
	/** What is mounted into it: directories of the container with the volumes or host paths they show. */
	readonly volumes: ReadonlyMap<string, string>;
	readonly container: ContainerFacts;
	readonly build: ImageBuild | undefined;
	/** It names an image or builds one: it can be started. */
	readonly startable: boolean;
	/** It extends a service that is not seen. */
	readonly unseen: boolean;
}

/** Gives a file that a service extends; undefined where it is not seen. */
export type ExtendedSource = (from: string, reference: string) => readonly ComposeSource[] | undefined;

/** The services of Compose files, the lowest file first, through their anchors and merges and what they extend. */
export function servicesOf(sources: readonly ComposeSource[], extended: ExtendedSource): readonly Service[] {
	const found = new Map<string, ServiceLayer[]>();
	for (const source of sources) {
		for (const [name, node] of nodesIn(source)) {
			addTo(found, name, { source, node });
		}
	}
	return [...found].map(([name, layers]) => {
		const below = layers.map((layer) => baseOf(layer, extended, 0));
		const all = layers.flatMap((layer, index) => [...(below[index] ?? []), layer]);
		return serviceOf(name, new LayeredService(all), below.includes(undefined));
	});
}

function nodesIn({ document }: ComposeSource): readonly (readonly [string, unknown])[] {
	const services = mergedField(document.contents, 'services', document);
	if (!isMap(services)) return [];
	return services.items.flatMap(({ key, value }) => {
		const service = followed(value, document);
		return isScalar(key) && isMap(service) ? [[String(key.value), service] as const] : [];
	});
}

/** Services extend each other in a circle only by mistake. */
const MOST_EXTENDED = 10;

/** What a service extends, the lowest first; undefined where it is not seen. */
function baseOf({ source, node }: ServiceLayer, extended: ExtendedSource, depth: number): readonly ServiceLayer[] | undefined {
	const { document, path } = source;
	const stated = mergedField(node, 'extends', document);
	if (stated === undefined) return [];
	const [file, service] = ['file', 'service'].map((name) => mergedField(stated, name, document));
	const name = isScalar(stated) ? stated.value : isScalar(service) ? service.value : undefined;
	const sources = isScalar(file) ? extended(path, String(file.value)) : [source];
	if (sources === undefined || depth > MOST_EXTENDED) return undefined;
	const layers = sources.flatMap((one) => nodesIn(one).flatMap(([own, base]) => (own === name ? [{ source: one, node: base }] : [])));
	const [base] = layers;
	const below = base === undefined ? undefined : baseOf(base, extended, depth + 1);
	return base === undefined || below === undefined ? undefined : [...below, base];
}

function serviceOf(name: string, service: LayeredService, unseen: boolean): Service {
	const image = service.field('image');
	const build = service.field('build');
	const { words, volumes } = service;
	const all = words.flatMap(({ value }) => value);
	const text = isScalar(image?.value) ? String(image.value.value) : undefined;
	return {
		name,
		version: versionOf(image),
		process: processOf(all),
		properties: service.variable('FLINK_PROPERTIES'),
		words,
		mounts: mountsOf(volumes),
		volumes,
		container: containerFacts({
			image: build === undefined ? text : undefined,
			words: all,
			variables: service.variables,
			plugins: service.variable(PLUGINS_VARIABLE)?.value.text,
			unseen: unseen || service.field('env_file') !== undefined,
			replicas: replicasOf(service),
		}),
		build: build === undefined ? undefined : imageBuild(build),
		startable: image !== undefined || build !== undefined || unseen,
		unseen,
	};
}

/** A context, or a map with one; a Dockerfile that stands in the Compose file itself, or elsewhere, is not seen. */
function imageBuild({ source, value }: InSource<unknown>): ImageBuild | undefined {
	if (isScalar(value)) return { file: source.path, context: String(value.value), dockerfile: 'Dockerfile' };
	const [context, dockerfile] = ['context', 'dockerfile'].map((name) => mergedField(value, name, source.document));
	return {
		file: source.path,
		context: isScalar(context) ? String(context.value) : '.',
		dockerfile: isScalar(dockerfile) ? String(dockerfile.value) : 'Dockerfile',
	};
}

function replicasOf(service: LayeredService): unknown {
	const deploy = service.field('deploy');
	const replicas = deploy === undefined ? undefined : mergedField(deploy.value, 'replicas', deploy.source.document);
	const stated = replicas ?? service.field('scale')?.value;
	return isScalar(stated) ? stated.value : undefined;
}

function versionOf(image: InSource<unknown> | undefined): InSource<StatedVersion> | undefined {
	if (image === undefined || !isScalar(image.value)) return undefined;
	const [start, end] = image.value.range ?? [];
	const version = start === undefined || end === undefined ? undefined : versionOfImage(String(image.value.value), { start, end });
	return version === undefined ? undefined : { source: image.source, value: version };
}

/** Host paths of files that become the container's flink-conf.yaml or config.yaml, and of folders that become its conf folder. */
function mountsOf(volumes: ReadonlyMap<string, string>): readonly string[] {
	return [...volumes].flatMap(([target, source]) => (/\/conf(?:\/(?:flink-conf|config)\.yaml|\/?)$/.test(target) ? [source] : []));
}
