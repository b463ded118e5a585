import type { Application } from '../application.ts';
import type { Place } from '../range.ts';
import {
	connectorOf,
	endlessOperations,
	type RunningOperation,
	type SqlOperationKind,
	type SqlQuery,
	type SqlTable,
	tableOf,
	withViews,
} from '../sql.ts';

/** Whether a script's jobs run as streams; where the mode is not certain they are not judged. */
export function streams({ config }: Application): boolean {
	return config.name('execution.runtime-mode') === 'streaming';
}

/** What the streaming jobs of a script do without end. */
export function endlessly(application: Application, ...kinds: readonly SqlOperationKind[]): readonly RunningOperation[] {
	return streams(application) ? endlessOperations(application.job.sql, kinds) : [];
}

/** Where an operation stands. */
export function placeOf({ file, range }: RunningOperation): Place {
	return { file, range };
}

/** A query that writes rows by keys of its own into a table with a primary key. */
export interface KeyedInsert {
	readonly query: SqlQuery;
	readonly table: SqlTable;
	/** The table's columns by which the query groups. */
	readonly keys: readonly string[];
	/** The primary key holds all of them: rows of one primary key come from one key of the query. */
	readonly covered: boolean;
}

/** Connectors that write by primary key. */
const UPSERTING = new Set(['upsert-kafka', 'jdbc', 'elasticsearch-6', 'elasticsearch-7', 'elasticsearch-8', 'opensearch', 'mongodb']);

/** The inserts of which it is certain by which keys the rows come, and by which they are written. */
export function keyedInserts(application: Application): readonly KeyedInsert[] {
	const { sql } = application.job;
	if (!streams(application)) return [];
	return sql.queries.flatMap((query) => {
		const { sink, groupedBy } = query;
		const table = sink === undefined ? undefined : tableOf(sql, sink.table);
		if (sink === undefined || groupedBy === undefined || table === undefined || !table.whole) return [];
		// Keys of what is read may tell Flink of a smaller key than the one that is grouped by.
		const parts = withViews(sql, query);
		const unkeyed = parts.every(({ sources }) => sources.every((source) => tableOf(sql, source.table)?.primaryKey.length === 0));
		const grouped = parts.length === 1 && unkeyed && !query.windowed && UPSERTING.has(connectorOf(table) ?? '');
		const keys = groupedBy.map((position) => (sink.columns ?? table.columns)[position]);
		if (!grouped || table.primaryKey.length === 0 || !keys.every((key) => key !== undefined && table.columns.includes(key))) return [];
		const columns = keys.flatMap((key) => key ?? []);
		return [{ query, table, keys: columns, covered: columns.every((key) => table.primaryKey.includes(key)) }];
	});
}
