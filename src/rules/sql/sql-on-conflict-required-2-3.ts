import { defineRule } from '../../model/finding.ts';
import { keyedInserts } from '../../model/questions/sql-jobs.ts';
import { atLeast } from '../../model/version.ts';

const REQUIRED = 'table.exec.sink.require-on-conflict';
const MATERIALIZE = 'table.exec.sink.upsert-materialize';

/** From 2.3 on Flink wants to be told what to do with rows of one primary key that come from several keys of a query. */
export const sqlOnConflictRequired23 = defineRule({
	meta: {
		name: 'sql-on-conflict-required-2-3',
		summary: 'An INSERT that Flink 2.3 rejects without ON CONFLICT.',
		category: 'sql',
		severity: 'error',
		fixes: [],
		versions: { from: '2.3' },
		messages: {
			required: {
				what: 'Flink 2.3 rejects this INSERT: rows of one primary key of `{table}` come from several keys of the query, and it has no `ON CONFLICT`',
				why: 'the query groups by {keys}, the table is written by {primary}; 2.3 no longer chooses by itself which row stays',
				do: 'append `ON CONFLICT DO DEDUPLICATE`, which does what older versions did, or group by the primary key',
			},
		},
		evidence: [
			'Explained by the planner of 2.3 (oracle: planner/keys-auto): "The query has an upsert key that differs from the primary key of the sink table … Please specify an ON CONFLICT clause"; 1.20 adds upsertMaterialize instead',
			'`table.exec.sink.require-on-conflict`: default true in 2.3 (option catalogue); with `false`, and with upsert-materialize NONE or FORCE, the planner of 2.3 takes the query (oracle: planner)',
		],
	},
	*check(application) {
		const { config, version } = application;
		if (version === undefined || !atLeast(version.version, '2.3')) return;
		if (config.boolean(REQUIRED) !== true || config.name(MATERIALIZE) !== 'auto') return;
		for (const { query, table, keys, covered } of keyedInserts(application)) {
			if (covered || query.sink?.onConflict === true) continue;
			yield {
				message: 'required',
				data: { table: table.name, keys: quoted(keys), primary: quoted(table.primaryKey) },
				at: { file: query.file, range: query.range },
				symbol: table.name,
				related: [{ place: { file: table.file, range: table.range }, message: 'the table is defined here' }],
			};
		}
	},
});

function quoted(names: readonly string[]): string {
	return names.map((name) => `\`${name}\``).join(' and ');
}
