import { type Document, isMap, isScalar, isSeq, type Scalar } from 'yaml';
import type { ContainerFacts } from '../../model/container.ts';
import type { Word } from '../command-line/words.ts';
import { type FlinkProcess, processOf, wordsOf } from '../docker/container.ts';
import { containerFacts, PLUGINS_VARIABLE } from '../docker/container-facts.ts';
import { versionOfImage } from '../docker/image.ts';
import { type InnerText, without } from '../embedded/inner-text.ts';
import { yamlScalarText } from '../embedded/yaml-text.ts';
import type { StatedVersion } from '../text/stated-version.ts';
import { followed, mergedField, type YamlFile } from '../yaml/file.ts';

/** A Compose service, as far as Flink is concerned. */
export interface Service {
	readonly name: string;
	readonly version: StatedVersion | undefined;
	readonly process: FlinkProcess | undefined;
	/** The text of its FLINK_PROPERTIES. */
	readonly properties: InnerText | undefined;
	readonly words: readonly Word[];
	/** Configuration files of the project that are mounted over the image's own, as they are written. */
	readonly mounts: readonly string[];
	/** What is mounted into it: directories of the container with the volumes or host paths they show. */
	readonly volumes: ReadonlyMap<string, string>;
	readonly container: ContainerFacts;
}

/** The services of a Compose file, through its anchors and merges. */
export function servicesOf(file: YamlFile, document: Document.Parsed): readonly Service[] {
	const services = mergedField(document.contents, 'services', document);
	if (!isMap(services)) return [];
	return services.items.flatMap(({ key, value }) => {
		const service = followed(value, document);
		return isScalar(key) && isMap(service) ? [serviceOf(file, document, String(key.value), service)] : [];
	});
}

function serviceOf(file: YamlFile, document: Document.Parsed, name: string, node: unknown): Service {
	const field = (field: string): unknown => mergedField(node, field, document);
	const image = field('image');
	const words = [...wordsOf(file.text, field('entrypoint')), ...wordsOf(file.text, field('command'))];
	const volumes = volumesOf(document, field('volumes'));
	return {
		name,
		version: versionOf(image),
		process: processOf(words),
		properties: variable(file, document, field('environment'), 'FLINK_PROPERTIES'),
		words,
		mounts: mountsOf(volumes),
		volumes,
		container: containerFacts({
			image: isScalar(image) && field('build') === undefined ? String(image.value) : undefined,
			words,
			variables: namesOf(document, field('environment')),
			plugins: variable(file, document, field('environment'), PLUGINS_VARIABLE)?.text,
			unseen: field('env_file') !== undefined || field('extends') !== undefined,
			replicas: scalarAt(mergedField(field('deploy'), 'replicas', document) ?? field('scale')),
		}),
	};
}

function scalarAt(node: unknown): unknown {
	return isScalar(node) ? node.value : undefined;
}

/** The names of the variables in `environment`, those that only pass the caller's on included. */
function namesOf(document: Document.Parsed, environment: unknown): readonly string[] {
	if (isMap(environment)) return environment.items.flatMap(({ key }) => (isScalar(key) ? [String(key.value)] : []));
	if (!isSeq(environment)) return [];
	return environment.items.flatMap((item) => {
		const node = followed(item, document);
		return isScalar(node) ? [(String(node.value).split('=', 1)[0] ?? '').trim()] : [];
	});
}

function versionOf(image: unknown): StatedVersion | undefined {
	const [start, end] = isScalar(image) ? (image.range ?? []) : [];
	return isScalar(image) && start !== undefined && end !== undefined ? versionOfImage(String(image.value), { start, end }) : undefined;
}

/** The value of a variable in `environment`, which is a map, or a list of `NAME=value`. */
function variable(file: YamlFile, document: Document.Parsed, environment: unknown, name: string): InnerText | undefined {
	const own = mergedField(environment, name, document);
	if (isScalar(own)) return yamlScalarText(file.text, own);
	if (!isSeq(environment)) return undefined;
	for (const item of environment.items) {
		const node = followed(item, document);
		const inner = isScalar(node) ? assigned(file, node, name) : undefined;
		if (inner !== undefined) return inner;
	}
	return undefined;
}

/** What follows `NAME=` in an item of a list. */
function assigned(file: YamlFile, node: Scalar, name: string): InnerText | undefined {
	const inner = yamlScalarText(file.text, node);
	const before = new RegExp(`^\\s*${name}=`).exec(inner?.text ?? '')?.[0].length;
	return inner === undefined || before === undefined ? undefined : without(inner, before);
}

/** Host paths of files that become the container's flink-conf.yaml or config.yaml, and of folders that become its conf folder. */
function mountsOf(volumes: ReadonlyMap<string, string>): readonly string[] {
	return [...volumes].flatMap(([target, source]) => (/\/conf(?:\/(?:flink-conf|config)\.yaml|\/?)$/.test(target) ? [source] : []));
}

/** `source:target:mode`, or a map of the two; an anonymous volume is shared with nobody. */
function volumesOf(document: Document.Parsed, volumes: unknown): ReadonlyMap<string, string> {
	const found = new Map<string, string>();
	for (const item of isSeq(volumes) ? volumes.items : []) {
		const node = followed(item, document);
		const [source, target] = isMap(node)
			? [mergedField(node, 'source', document), mergedField(node, 'target', document)].map((end) =>
					isScalar(end) ? String(end.value) : '',
				)
			: isScalar(node)
				? String(node.value).split(':')
				: [];
		if (source !== undefined && source !== '' && target !== undefined && target !== '') found.set(target, source);
	}
	return found;
}
