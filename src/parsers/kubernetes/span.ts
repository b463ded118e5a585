import { isNode } from 'yaml';
import type { Range } from '../../model/range.ts';
import type { PodNode } from './pod.ts';

/** Where a node stands in its file, with the quotes or the head of a block; an empty span at the beginning for what has no place. */
export function spanOf({ node }: PodNode): Range {
	const [start = 0, end = 0] = isNode(node) ? (node.range ?? []) : [];
	return { start, end };
}
