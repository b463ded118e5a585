import { defineRule } from '../../model/finding.ts';
import { endlessly, placeOf } from '../../model/questions/sql-jobs.ts';
import { connectorOf, type SqlTable, tableOf } from '../../model/sql.ts';

/** Connectors whose lookups are not cached unless the table says so. */
const UNCACHED = ['jdbc', 'hbase-1.4', 'hbase-2.2'];

/** Every row of a stream asks a database. */
export const sqlLookupNoCache = defineRule({
	meta: {
		name: 'sql-lookup-no-cache',
		summary: 'A lookup join asks the database for every row.',
		category: 'sql',
		severity: 'info',
		fixes: [],
		messages: {
			uncached: {
				what: 'every row of the stream asks `{table}` anew: no `lookup.cache` is set for it',
				why: 'the stream is then as fast as the database answers, and the same keys are asked for again and again',
				do: "where rows may be a little old, add `'lookup.cache' = 'PARTIAL'` with `'lookup.partial-cache.max-rows'` and `'lookup.partial-cache.expire-after-write'` to the table (before 1.16 `'lookup.cache.max-rows'` and `'lookup.cache.ttl'`)",
			},
		},
		evidence: [
			'LookupOptions.CACHE_TYPE: default NONE (flink-table-common, 1.16 to 2.3)',
			'Documentation of the JDBC and HBase SQL connectors, `lookup.cache`: NONE by default, PARTIAL besides; `lookup.cache.max-rows` and `lookup.cache.ttl` are what it was called before (FLINK-29389, 1.16)',
		],
	},
	*check(application) {
		const { sql } = application.job;
		for (const lookup of endlessly(application, 'lookup-join')) {
			const relation = lookup.tables.at(-1);
			const table = relation === undefined || relation.hinted ? undefined : tableOf(sql, relation.table);
			if (table === undefined || !isUncached(table)) continue;
			yield {
				message: 'uncached',
				data: { table: table.name },
				at: placeOf(lookup),
				symbol: table.name,
				related: [{ place: { file: table.file, range: table.range }, message: 'the table is defined here' }],
			};
		}
	},
});

/** A table with a watermark is joined by its versions, which no lookup serves; one that speaks of caches has made its choice. */
function isUncached(table: SqlTable): boolean {
	if (!table.whole || table.watermark !== undefined || !UNCACHED.includes(connectorOf(table) ?? '')) return false;
	return ![...table.options.keys()].some((key) => key.startsWith('lookup.cache') || key.startsWith('lookup.partial-cache'));
}
