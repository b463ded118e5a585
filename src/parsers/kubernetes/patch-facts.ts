import { isMap, isScalar, isSeq } from 'yaml';
import type { PatchFacts } from '../../model/recipe.ts';
import { nodeAt, textAt } from '../yaml/file.ts';

/**
 * What a resource takes away where it is merged into another: fields that are null, maps that it replaces, and lists, which no merge joins in
 * a resource of one's own. Source: kubernetes-sigs/kustomize, kyaml merge2 without a schema.
 */
export function patchFacts(root: unknown): PatchFacts | undefined {
	if (textAt(root, '$patch') === 'delete') return { takesAway: [], deletes: true };
	const wrapped = textAt(root, 'kind') === 'FlinkBlueGreenDeployment';
	const takesAway = [...takenAway(wrapped ? nodeAt(root, 'spec', 'template', 'spec') : nodeAt(root, 'spec'), '', 0)];
	return takesAway.length === 0 ? undefined : { takesAway };
}

/** Nothing that flint reads stands deeper. */
const DEEPEST = 8;

function* takenAway(map: unknown, prefix: string, depth: number): Generator<string> {
	if (!isMap(map) || depth > DEEPEST) return;
	for (const { key, value } of map.items) {
		const name = isScalar(key) ? String(key.value) : '';
		const at = prefix === '' ? name : `${prefix}.${name}`;
		if (name === '$patch') yield prefix;
		else if (isSeq(value) || value === null || (isScalar(value) && value.value === null)) yield at;
		else yield* takenAway(value, at, depth + 1);
	}
}
