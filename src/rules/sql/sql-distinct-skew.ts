import { defineRule } from '../../model/finding.ts';
import { endlessly, placeOf } from '../../model/questions/sql-jobs.ts';
import { boolean } from '../../model/value.ts';

const SPLIT = 'table.optimizer.distinct-agg.split.enabled';

/** All distinct values of a key are counted by one subtask. */
export const sqlDistinctSkew = defineRule({
	meta: {
		name: 'sql-distinct-skew',
		summary: 'Distinct values of a hot key are all counted by one subtask.',
		category: 'sql',
		severity: 'info',
		fixes: ['unsafe'],
		messages: {
			whole: {
				what: 'one subtask counts all distinct values of a key: `table.optimizer.distinct-agg.split.enabled` is not set',
				why: 'a key with many values makes that subtask the bottleneck, and two phases do not help, because distinct values cannot be added up',
				do: 'if some keys have far more values than others, set it to `true`: values are then counted in buckets first',
			},
		},
		evidence: [
			'OptimizerConfigOptions.TABLE_OPTIMIZER_DISTINCT_AGG_SPLIT_ENABLED: default false (option catalogue, 1.13 to 2.3)',
			'Explained by the planner of 1.18, 1.20, 2.0 and 2.3 (oracle: planner): with it the aggregation is done twice, first by the key and MOD(HASH_CODE(value), 1024), with mini-batches or without',
			'Flink documentation, "Performance Tuning", "Split Distinct Aggregation"',
		],
	},
	*check(application) {
		const { config } = application;
		const [first, ...others] = endlessly(application, 'distinct-aggregate');
		const absence = config.absence(SPLIT);
		if (first === undefined || absence === undefined) return;
		yield {
			message: 'whole',
			at: placeOf(first),
			option: SPLIT,
			absence,
			related: others.slice(0, 4).map((other) => ({ place: placeOf(other), message: 'and here' })),
			fix: {
				title: 'count distinct values in buckets first',
				applicability: 'unsafe',
				decide: 'the plan changes: a running job does not restore its state into it',
				changes: [{ kind: 'setOption', key: SPLIT, value: boolean(true) }],
			},
		};
	},
});
