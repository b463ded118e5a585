import type { SqlQuery, SqlSink } from '../../model/sql.ts';
import { blocksIn } from './blocks.ts';
import { groupingOf } from './grouping.ts';
import { operationsOf } from './operations.ts';
import { behindWords, closing, kindOfCreated, nameAt, partsBetween, queryOfTable } from './statements.ts';
import { isSymbol, isWord, type Token } from './tokens.ts';

/** The query of a statement that runs one or defines a view, if it is one that can be read. */
export function queryIn(path: string, tokens: readonly Token[]): SqlQuery | undefined {
	const head = headOf(tokens);
	const first = tokens[0];
	if (head === undefined || first === undefined) return undefined;
	const body = tokens.slice(head.body);
	const { blocks, hints, windowed, certain } = blocksIn(body);
	if (!certain) return undefined;
	const groupedBy = groupingOf(blocks);
	return {
		file: path,
		range: { start: first.start, end: tokens[head.body - 1]?.end ?? first.end },
		...(head.name === undefined ? {} : { name: head.name }),
		...(head.sink === undefined ? {} : { sink: { ...head.sink, onConflict: conflictClause(body) } }),
		sources: blocks.flatMap(({ relations }) => relations.flatMap(({ table }) => table ?? [])),
		operations: blocks.flatMap(operationsOf),
		windowed,
		hints,
		...(groupedBy === undefined ? {} : { groupedBy }),
	};
}

interface Head {
	readonly name?: string;
	readonly sink?: Omit<SqlSink, 'onConflict'>;
	/** Index of the query's first token. */
	readonly body: number;
}

/** What stands before the query: the sink of an INSERT, the name of a view, the words of a statement set. */
function headOf(tokens: readonly Token[]): Head | undefined {
	if (isWord(kindOfCreated(tokens), 'VIEW')) return viewHead(tokens);
	const filled = queryOfTable(tokens);
	if (filled >= 0) return { body: filled };
	const at = behindWords(tokens, 0, 'EXECUTE', 'STATEMENT', 'SET', 'BEGIN');
	if (isWord(tokens[at], 'SELECT', 'WITH')) return { body: at };
	if (!isWord(tokens[at], 'INSERT') || !isWord(tokens[at + 1], 'INTO', 'OVERWRITE')) return undefined;
	return insertHead(tokens, behindWords(tokens, at + 2, 'TABLE'));
}

function viewHead(tokens: readonly Token[]): Head | undefined {
	const at = tokens.findIndex((token) => isWord(token, 'VIEW'));
	const named = nameAt(tokens, behindWords(tokens, at + 1, 'IF', 'NOT', 'EXISTS'));
	const as = tokens.findIndex((token, index) => isWord(token, 'AS') && index > at && isWord(tokens[index + 1], 'SELECT', 'WITH'));
	return named === undefined || as < 0 ? undefined : { name: named.name, body: as + 1 };
}

function insertHead(tokens: readonly Token[], from: number): Head | undefined {
	const named = nameAt(tokens, from);
	if (named === undefined) return undefined;
	let body = named.next;
	while (tokens[body]?.kind === 'hint') body++;
	const partitioned = isWord(tokens[body], 'PARTITION');
	if (partitioned) body = closing(tokens, body + 1) + 1;
	const listed = isSymbol(tokens[body], '(') && !isWord(tokens[body + 1], 'SELECT', 'WITH', 'VALUES');
	const columns = listed ? partsBetween(tokens, body + 1, closing(tokens, body)).map(([name]) => name?.text ?? '') : undefined;
	if (listed) body = closing(tokens, body) + 1;
	// A partition's columns are not in the list of those that the query fills.
	const known = partitioned ? [] : columns;
	return { sink: { table: named.name, ...(known === undefined ? {} : { columns: known }) }, body };
}

function conflictClause(tokens: readonly Token[]): boolean {
	return tokens.some((token, index) => isWord(token, 'ON') && isWord(tokens[index + 1], 'CONFLICT'));
}
