import { isMap, isNode, isScalar, type Node, type Pair, visit } from 'yaml';
import type { Range } from '../../model/range.ts';
import { isSensitiveKey } from '../../model/secret.ts';
import type { YamlFile } from '../yaml/file.ts';
import { nodeRange } from '../yaml/nodes.ts';

/** Values anywhere in a manifest that must never be printed: fields and variables with a sensitive name, and everything in a Secret. */
export function secretsIn({ text, documents }: YamlFile): readonly Range[] {
	const found: Range[] = [];
	const hide = (node: unknown): void => {
		if (isNode(node)) visitScalars(node, (scalar) => found.push(nodeRange(scalar, text)));
	};
	for (const document of documents) {
		visit(document, {
			Pair(_key, { key, value }) {
				if (isScalar(key) && isScalar(value) && isSensitiveKey(String(key.value))) hide(value);
			},
			Map(_key, map) {
				const name = fieldOf(map.items, 'name');
				if (isScalar(name) && isSensitiveKey(String(name.value))) hide(fieldOf(map.items, 'value'));
				const kind = fieldOf(map.items, 'kind');
				if (isScalar(kind) && kind.value === 'Secret') for (const field of ['data', 'stringData']) hide(fieldOf(map.items, field));
			},
		});
	}
	return found;
}

function fieldOf(pairs: readonly Pair[], name: string): unknown {
	return pairs.length > MANY ? undefined : pairs.find(({ key }) => isScalar(key) && key.value === name)?.value;
}

/** No resource and no variable has more fields. */
const MANY = 200;

function visitScalars(node: Node, each: (scalar: Node) => void): void {
	if (isScalar(node)) each(node);
	else if (isMap(node)) for (const { value } of node.items) if (isNode(value)) visitScalars(value, each);
}
