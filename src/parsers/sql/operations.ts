import type { SqlOperation, SqlRelation } from '../../model/sql.ts';
import type { Block, Join, Relation } from './block.ts';

/** What one SELECT makes Flink do, as far as that is certain. */
export function operationsOf(block: Block): readonly SqlOperation[] {
	return [...joinsOf(block), ...groupingsOf(block)];
}

function groupingsOf(block: Block): readonly SqlOperation[] {
	const found: SqlOperation[] = [];
	const { group, distinct, rank, groups } = block;
	if (group !== undefined && groups.length > 0) found.push({ kind: 'group', range: group, tables: [] });
	if (!block.over) {
		for (const range of block.distinctAggregates) found.push({ kind: 'distinct-aggregate', range, tables: [] });
		if (distinct !== undefined) found.push({ kind: 'distinct', range: distinct, tables: [] });
	}
	if (rank !== undefined && block.over && block.partitioned) found.push({ kind: 'rank', range: rank, tables: [] });
	return found;
}

function joinsOf(block: Block): readonly SqlOperation[] {
	return block.joins.flatMap((join) => {
		const right = block.relations[join.right];
		const left = block.relations.slice(0, join.right);
		const kind = right === undefined ? undefined : kindOf(block, join, right, left);
		if (kind === undefined || right === undefined) return [];
		return [{ kind, range: join.range, tables: tablesOf([...left, right]) }];
	});
}

function tablesOf(relations: readonly Relation[]): readonly SqlRelation[] {
	return relations.flatMap(({ table }) => table ?? []);
}

/** A function is called for each row; a row of a temporal table is looked up. */
function kindOf(block: Block, join: Join, right: Relation, left: readonly Relation[]): SqlOperation['kind'] | undefined {
	if (right.temporal) return right.table === undefined ? undefined : 'lookup-join';
	if (join.kind === 'other' || [right, ...left].some(isFunction)) return undefined;
	if (join.on.range || block.where.range) return undefined;
	if (join.on.equality) return 'join';
	const conditioned = join.kind === 'plain' ? !join.on.always : false;
	if (conditioned) return undefined;
	// What stands in WHERE may be the condition.
	if (block.where.equality) return join.kind === 'comma' ? 'join' : undefined;
	return block.where.tokens === 0 && [right, ...left].every(({ table }) => table !== undefined) ? 'cross-join' : undefined;
}

function isFunction({ table, query }: Relation): boolean {
	return table === undefined && !query;
}
