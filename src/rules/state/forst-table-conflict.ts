import type { Application } from '../../model/application.ts';
import { defineRule } from '../../model/finding.ts';
import { stateBackend } from '../../model/questions/state-backend.ts';
import { boolean, enumeration, formatValue, type TypedValue } from '../../model/value.ts';

const ASYNC = 'table.exec.async-state.enabled';
const MINI_BATCH = 'table.exec.mini-batch.enabled';
const PHASES = 'table.optimizer.agg-phase-strategy';

/** SQL is to read remote state asynchronously, and another option keeps its operators from it. */
export const forstTableConflict = defineRule({
	meta: {
		name: 'forst-table-conflict',
		summary: 'Mini-batches or two-phase aggregation keep SQL from reading the state of ForSt asynchronously.',
		category: 'state',
		severity: 'warning',
		fixes: ['unsafe'],
		versions: { from: '2.0' },
		messages: {
			synchronous: {
				what: '`{key}: {value}` takes asynchronous state away from SQL aggregations{joins}',
				why: 'Flink has no asynchronous operator for them and falls back to synchronous ones, for which ForSt by default is a store on the local disk',
				do: 'set `{key}` to `{instead}`, or turn `table.exec.async-state.enabled` off and use `rocksdb`',
			},
		},
		evidence: [
			'StreamExecGroupAggregate, StreamExecJoin (2.0): mini-batch is asked before asynchronous state; the local and global aggregates of two phases have no asynchronous form',
			'Flink documentation, "Disaggregated State Management": neither is supported yet, and such operators fall back to synchronous state',
		],
	},
	*check(application) {
		const { config } = application;
		const async = config.setting(ASYNC);
		if (async === undefined || config.boolean(ASYNC) !== true || stateBackend(application) !== 'forst') return;
		const related = [{ place: config.place(async), message: 'asynchronous state is turned on here' }];
		for (const { key, value, instead, joins } of conflicts(application)) {
			const setting = config.setting(key);
			if (setting === undefined) continue;
			yield {
				message: 'synchronous',
				data: { key, value, instead: formatValue(instead), joins },
				at: config.place(setting),
				option: key,
				related,
				fix: {
					title: `set \`${key}\` to \`${formatValue(instead)}\``,
					applicability: 'unsafe',
					decide: 'the plan changes: a running job does not restore its state into it',
					changes: [{ kind: 'setOption', key, value: instead }],
				},
			};
		}
	},
});

interface Conflict {
	readonly key: string;
	readonly value: string;
	readonly instead: TypedValue;
	readonly joins: string;
}

function conflicts({ config }: Application): readonly Conflict[] {
	const found: Conflict[] = [];
	if (config.boolean(MINI_BATCH) === true) found.push({ key: MINI_BATCH, value: 'true', instead: boolean(false), joins: ' and joins' });
	if (config.name(PHASES) === 'two-phase') found.push({ key: PHASES, value: 'TWO_PHASE', instead: enumeration('ONE_PHASE'), joins: '' });
	return found;
}
