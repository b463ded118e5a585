import type { Change } from '../../model/change.ts';
import { defineRule } from '../../model/finding.ts';
import { duration, number, type TypedValue } from '../../model/value.ts';
import { streams } from '../sql-jobs.ts';

const ENABLED = 'table.exec.mini-batch.enabled';
const LATENCY = 'table.exec.mini-batch.allow-latency';
const SIZE = 'table.exec.mini-batch.size';

/** Mini-batches are switched on without the two options that Flink demands with them. */
export const miniBatchIncomplete = defineRule({
	meta: {
		name: 'mini-batch-incomplete',
		summary: 'Mini-batches are on without a latency or a size.',
		category: 'sql',
		severity: 'error',
		fixes: ['safe', 'unsafe'],
		messages: {
			incomplete: {
				what: 'mini-batches are on, but {missing} not set to more than 0',
				why: 'Flink rejects every streaming query with an aggregation, a join or a ranking then ("MiniBatch Latency must be greater than 0 ms", "table.exec.mini-batch.size … must be > 0")',
				do: 'set `table.exec.mini-batch.allow-latency` to the delay that results may have, such as `5 s`, and `table.exec.mini-batch.size` to a number of rows, such as `5000`',
			},
		},
		evidence: [
			'Explained by the planner of 1.20 and 2.3: group aggregations, window aggregations, joins and deduplications are rejected with either option at its default (0 ms, -1); a plain projection is not',
		],
	},
	*check(application) {
		const { config, job } = application;
		const enabled = config.setting(ENABLED);
		if (enabled === undefined || config.boolean(ENABLED) !== true) return;
		const latency = config.lacking(LATENCY, (value) => value.type === 'duration' && value.ms <= 0);
		const size = config.lacking(SIZE, (value) => value.type === 'number' && value.value <= 0);
		const missing = [...(latency === undefined ? [] : [LATENCY]), ...(size === undefined ? [] : [SIZE])];
		const [first] = missing;
		if (first === undefined) return;
		const rejected =
			streams(application) && job.sql.queries.some(({ operations }) => operations.some(({ kind }) => kind !== 'lookup-join'));
		yield {
			message: 'incomplete',
			data: { missing: `${missing.map((key) => `\`${key}\``).join(' and ')} ${missing.length === 1 ? 'is' : 'are'}` },
			at: config.place(enabled),
			severity: rejected ? 'error' : 'info',
			option: first,
			absence: (latency ?? size)?.absence,
			fix: {
				title: `complete it: ${missing.map((key) => `\`${key}\``).join(' and ')}`,
				applicability: rejected ? 'safe' : 'unsafe',
				decide: rejected ? undefined : 'queries that have nothing to batch run today, and results come later then',
				changes: changes(missing),
			},
		};
	},
});

const VALUES: Readonly<Record<string, TypedValue>> = { [LATENCY]: duration(5000), [SIZE]: number(5000) };

function changes(missing: readonly string[]): readonly Change[] {
	return missing.flatMap((key) => {
		const value = VALUES[key];
		return value === undefined ? [] : [{ kind: 'setOption', key, value } as const];
	});
}
