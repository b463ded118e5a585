import { defineRule } from '../../model/finding.ts';
import { endlessly, placeOf } from '../../model/questions/sql-jobs.ts';
import { isEndlessSource } from '../../model/sql.ts';

/** Every row of an endless stream is paired with every row of another table. */
export const sqlCrossJoin = defineRule({
	meta: {
		name: 'sql-cross-join',
		summary: 'A join without a condition runs in one subtask and keeps all rows of both sides.',
		category: 'sql',
		severity: 'warning',
		fixes: [],
		messages: {
			cross: {
				what: 'this join pairs every row of `{left}` with every row of `{right}`',
				why: 'without an equality there is nothing to distribute by: one single subtask does it, whatever the parallelism, and keeps all rows of both sides',
				do: 'join by an equality of columns; where `{right}` is a small table, look it up (`FOR SYSTEM_TIME AS OF`)',
			},
		},
		evidence: [
			'Explained by the planner of 1.18, 1.20, 2.0 and 2.3 (oracle: planner): CROSS JOIN, a comma without a condition and ON TRUE all become a Join with `where=[true]` behind Exchange(distribution=[single]) on both sides',
		],
	},
	*check(application) {
		const { sql } = application.job;
		for (const join of endlessly(application, 'cross-join')) {
			const left = join.tables[0];
			const right = join.tables.at(-1);
			if (left === undefined || right === undefined || !join.tables.some((relation) => isEndlessSource(sql, relation))) continue;
			yield {
				message: 'cross',
				data: { left: left.table, right: right.table },
				at: placeOf(join),
				symbol: `${left.table} ${right.table}`,
				related: [{ place: { file: join.file, range: right.range }, message: 'joined here' }],
			};
		}
	},
});
