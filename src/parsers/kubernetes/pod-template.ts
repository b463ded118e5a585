import { isNode } from 'yaml';
import type { Range } from '../../model/range.ts';
import type { Setting } from '../../model/setting.ts';
import { known, type Value } from '../../model/value.ts';
import { typedValue } from '../keys/flink-keys.ts';
import { nodeRange } from '../yaml/nodes.ts';
import { environmentValue, PodNode, volumeKinds } from './pod.ts';
import type { Resource } from './resource.ts';

/** The container that runs Flink. Source: KubernetesUtils of Flink, Constants.MAIN_CONTAINER_NAME. */
const MAIN = 'flink-main-container';

/** What the pod templates of a Flink resource say of its processes: volumes they mount, plugins they load, the disk they may use. */
export function podSettings(resource: Resource): readonly Setting[] {
	const spec = new PodNode(resource, resource.root).at('spec');
	const common = spec.at('podTemplate', 'spec');
	return (['jobManager', 'taskManager'] as const).flatMap((process) =>
		ofProcess(process.toLowerCase(), [common, spec.at(process, 'podTemplate', 'spec')]),
	);
}

function ofProcess(name: string, pods: readonly PodNode[]): readonly Setting[] {
	const mains = pods.map((pod) => ({ pod, container: pod.at('containers').items.find((container) => container.at('name').text === MAIN) }));
	const kinds = new Map(pods.flatMap((pod) => [...volumeKinds(pod)]));
	return mains.flatMap(({ container }) => {
		if (container === undefined) return [];
		const mounts = container.at('volumeMounts');
		const plugins = environmentValue(container, 'ENABLE_BUILT_IN_PLUGINS');
		const disk = container.at('resources', 'limits', 'ephemeral-storage');
		return [
			...setting(`k8s.${name}-volume-mounts`, mounts, mountsValue(mounts, kinds)),
			...setting(`k8s.${name}-built-in-plugins`, plugins, plugins?.text === undefined ? undefined : list(plugins.text)),
			...setting(`k8s.${name}-ephemeral-storage`, disk, disk.text === undefined ? undefined : typedValue('k8s.image', disk.text)),
		];
	});
}

function list(text: string): Value {
	return known({ type: 'list', items: text.split(';').filter((item) => item !== '') });
}

/** The kind of volume behind each path that is mounted; a kind that is not seen is `unknown`. */
function mountsValue(mounts: PodNode, kinds: ReadonlyMap<string, string>): Value | undefined {
	const entries = mounts.items.flatMap((mount): readonly (readonly [string, string])[] => {
		const path = mount.at('mountPath').text;
		return path === undefined ? [] : [[path, kinds.get(mount.at('name').text ?? '') ?? 'unknown']];
	});
	return entries.length === 0 ? undefined : known({ type: 'map', entries: Object.fromEntries(entries) });
}

function setting(key: string, at: PodNode | undefined, value: Value | undefined): readonly Setting[] {
	if (at === undefined || value === undefined) return [];
	const { path, file } = at.resource;
	const range: Range = isNode(at.node) ? nodeRange(at.node, file.text) : { start: 0, end: 0 };
	return [{ key, name: key, value, layer: 'deployment', kind: 'entry', condition: 'always', file: path, range, nameRange: range }];
}
