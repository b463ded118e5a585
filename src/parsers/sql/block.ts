import type { Range } from '../../model/range.ts';
import type { SqlRelation } from '../../model/sql.ts';
import { type Condition, noCondition } from './condition.ts';
import { isSymbol, type Token } from './tokens.ts';

/** What is joined: a table by its name, or something else. */
export interface Relation {
	/** Absent for subqueries, functions and names of a `WITH`. */
	readonly table?: SqlRelation;
	/** A query in parentheses or the name of one. */
	readonly query: boolean;
	/** `FOR SYSTEM_TIME AS OF`. */
	temporal: boolean;
}

/** A join with the relation on its right. */
export interface Join {
	readonly kind: 'comma' | 'cross' | 'plain' | 'other';
	readonly range: Range;
	/** Index of the right relation among the block's. */
	readonly right: number;
	readonly on: Condition;
}

/** One SELECT with its clauses. */
export interface Block {
	readonly depth: number;
	readonly select: Range;
	distinct?: Range;
	readonly relations: Relation[];
	readonly joins: Join[];
	readonly where: Condition;
	/** `GROUP BY` with what stands behind it. */
	group?: Range;
	readonly items: Token[];
	readonly groups: Token[];
	/** Aggregates of distinct values: `COUNT(DISTINCT`. */
	readonly distinctAggregates: Range[];
	/** `ROW_NUMBER` and its kin. */
	rank?: Range;
	over: boolean;
	partitioned: boolean;
	/** It is united with another, or one of a `WITH`. */
	combined: boolean;
}

/** A block of which only its SELECT was read. */
export function emptyBlock(token: Token, depth: number): Block {
	return {
		depth,
		select: { start: token.start, end: token.end },
		relations: [],
		joins: [],
		where: noCondition(),
		items: [],
		groups: [],
		distinctAggregates: [],
		over: false,
		partitioned: false,
		combined: false,
	};
}

/** A join whose condition is to follow. */
export function joinAt(token: Token, kind: Join['kind'], right: number): Join {
	return { kind, range: { start: token.start, end: token.end }, right, on: noCondition() };
}

/** Keeps `COUNT ( DISTINCT`: the function's name stands two tokens before. */
export function noteDistinct(block: Block, token: Token): void {
	const name = block.items.at(-2);
	if (name?.kind === 'word' && isSymbol(block.items.at(-1), '(')) block.distinctAggregates.push({ start: name.start, end: token.end });
}
