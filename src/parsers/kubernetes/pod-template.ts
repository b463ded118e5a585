import { isNode, isScalar } from 'yaml';
import type { ProcessVolumes } from '../../model/document.ts';
import type { Range } from '../../model/range.ts';
import type { Setting } from '../../model/setting.ts';
import { known, type Value } from '../../model/value.ts';
import { yamlScalarText } from '../embedded/yaml-text.ts';
import { typedValue } from '../keys/flink-keys.ts';
import { nodeRange } from '../yaml/nodes.ts';
import { MASK } from '../yaml/templates.ts';
import { environmentValue, PodNode } from './pod.ts';
import type { Resource } from './resource.ts';
import { mountsOf } from './volumes.ts';

/** The container that runs Flink. Source: KubernetesUtils of Flink, Constants.MAIN_CONTAINER_NAME. */
const MAIN = 'flink-main-container';

/** What the pod templates of a Flink resource say of its processes: plugins they load, the disk they may use. */
export function podSettings(resource: Resource): readonly Setting[] {
	const stated = templatesIn(resource).flatMap(({ process, containers, strays }) => [
		...containers.flatMap((container) => factsOf(process, container)),
		...strays.flatMap((container) => factsOf(process, container)).map((fact) => ({ ...fact, inert: NOT_FLINKS })),
	]);
	const names = new Set(templatesIn(resource).flatMap(({ strays }) => strays.map(({ node }) => node)));
	return [...stated, ...[...names].flatMap((node) => nameOf(new PodNode(resource, node)))];
}

const NOT_FLINKS = 'the container is not the one that runs Flink';

function factsOf(process: ProcessVolumes['process'], container: PodNode): readonly Setting[] {
	const plugins = environmentValue(container, 'ENABLE_BUILT_IN_PLUGINS');
	const disk = container.at('resources', 'limits', 'ephemeral-storage');
	return [
		...setting(`k8s.${process}-built-in-plugins`, plugins, plugins?.text === undefined ? undefined : list(plugins.text)),
		...setting(`k8s.${process}-ephemeral-storage`, disk, disk.text === undefined ? undefined : typedValue('k8s.image', disk.text)),
	];
}

/** What the processes of a Flink resource mount. */
export function podVolumes(resource: Resource): readonly ProcessVolumes[] {
	return templatesIn(resource).map(({ process, pods, containers }) => ({
		process,
		mounts: mountsOf(containers, pods, process),
		whole: true,
	}));
}

/** The pod templates of a process, the one of all processes first, with Flink's container in each. */
interface Template {
	readonly process: ProcessVolumes['process'];
	readonly pods: readonly PodNode[];
	readonly containers: readonly PodNode[];
	/** Containers that are meant for Flink, in templates without a container of Flink's own name: Flink starts one beside them. */
	readonly strays: readonly PodNode[];
}

function templatesIn(resource: Resource): readonly Template[] {
	const spec = new PodNode(resource, resource.root).at('spec');
	const common = spec.at('podTemplate', 'spec');
	const image = spec.at('image').text;
	return PROCESSES.map(({ process, field }) => {
		const pods = [common, spec.at(field, 'podTemplate', 'spec')];
		const all = pods.map((pod) => pod.at('containers').items);
		const containers = all.flatMap((items) => items.filter(isMain));
		const strays = all.flatMap((items) => (items.some(isMain) ? [] : items.filter((container) => isMeantForFlink(container, image))));
		return { process, pods, containers, strays };
	});
}

const PROCESSES = [
	{ process: 'jobmanager', field: 'jobManager' },
	{ process: 'taskmanager', field: 'taskManager' },
] as const;

function isMain(container: PodNode): boolean {
	return container.at('name').text === MAIN;
}

/** One without an image is no container, and nobody else's runs Flink's image as it is, or loads its plugins. */
function isMeantForFlink(container: PodNode, image: string | undefined): boolean {
	const own = container.at('image').text;
	if (own === undefined) return true;
	if (environmentValue(container, 'ENABLE_BUILT_IN_PLUGINS') !== undefined) return true;
	return own === image && container.at('command').node === undefined && container.at('args').node === undefined;
}

function nameOf(container: PodNode): readonly Setting[] {
	const { file } = container.resource;
	const name = container.at('name');
	const inner = isScalar(name.node) ? yamlScalarText(file.text, name.node) : undefined;
	if (inner === undefined || name.text === undefined || name.text.includes(MASK)) return [];
	return setting('k8s.stray-container', name, typedValue('k8s.stray-container', name.text)).map((stated) => ({
		...stated,
		valueRange: { start: inner.start, end: inner.start + inner.text.length },
	}));
}

function list(text: string): Value {
	return known({ type: 'list', items: text.split(';').filter((item) => item !== '') });
}

function setting(key: string, at: PodNode | undefined, value: Value | undefined): readonly Setting[] {
	if (at === undefined || value === undefined) return [];
	const { path, file } = at.resource;
	const range: Range = isNode(at.node) ? nodeRange(at.node, file.text) : { start: 0, end: 0 };
	return [{ key, name: key, value, layer: 'deployment', kind: 'entry', condition: 'always', file: path, range, nameRange: range }];
}
