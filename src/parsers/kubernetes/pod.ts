import { isMap, isScalar, isSeq } from 'yaml';
import { followed, mergedField } from '../embedded/yaml-file.ts';
import type { Resource } from './resource.ts';

/** A place in a resource, read through anchors and merges. */
export class PodNode {
	constructor(
		readonly resource: Resource,
		readonly node: unknown,
	) {}

	/** What stands under a path of fields. */
	at(...path: readonly string[]): PodNode {
		let { node } = this;
		for (const name of path) node = mergedField(node, name, this.resource.document);
		return new PodNode(this.resource, node);
	}

	/** The items of a list; none where there is no list. */
	get items(): readonly PodNode[] {
		const { node, resource } = this;
		return isSeq(node) ? node.items.map((item) => new PodNode(resource, followed(item, resource.document))) : [];
	}

	/** The text of a scalar, templates masked. */
	get text(): string | undefined {
		return isScalar(this.node) && this.node.value !== null ? String(this.node.value) : undefined;
	}

	/** The names of a map's fields. */
	get names(): readonly string[] {
		return isMap(this.node) ? this.node.items.flatMap(({ key }) => (isScalar(key) ? [String(key.value)] : [])) : [];
	}
}

/** The kind of each volume of a pod, by its name: `emptyDir`, `configMap`, `persistentVolumeClaim`. */
export function volumeKinds(spec: PodNode): ReadonlyMap<string, string> {
	return new Map(
		spec.at('volumes').items.flatMap((volume) => {
			const name = volume.at('name').text;
			const kind = volume.names.find((field) => field !== 'name');
			return name === undefined || kind === undefined ? [] : [[name, kind]];
		}),
	);
}

/** The node of a variable's value in a container's `env`. */
export function environmentValue(container: PodNode, name: string): PodNode | undefined {
	return container
		.at('env')
		.items.find((item) => item.at('name').text === name)
		?.at('value');
}
