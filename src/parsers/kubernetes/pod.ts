import { isMap, isScalar, isSeq } from 'yaml';
import { followed, mergedField } from '../yaml/file.ts';
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

	/** What stands here, as one text: equal for places that say the same. Deeper levels are left out: no volume has them, and aliases may hold each other. */
	description(levels = 3): string {
		if (this.text !== undefined || levels === 0) return this.text ?? '';
		const fields = this.names.map((name) => `${name}=${this.at(name).description(levels - 1)}`);
		return `{${[...fields, ...this.items.map((item) => item.description(levels - 1))].join(',')}}`;
	}

	/** The names of a map's fields. */
	get names(): readonly string[] {
		return isMap(this.node) ? this.node.items.flatMap(({ key }) => (isScalar(key) ? [String(key.value)] : [])) : [];
	}
}

/** The node of a variable's value in a container's `env`. */
export function environmentValue(container: PodNode, name: string): PodNode | undefined {
	return container
		.at('env')
		.items.find((item) => item.at('name').text === name)
		?.at('value');
}
