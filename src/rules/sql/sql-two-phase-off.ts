import { defineRule } from '../../model/finding.ts';
import { enumeration } from '../../model/value.ts';

const PHASES = 'table.optimizer.agg-phase-strategy';
const MINI_BATCH = 'table.exec.mini-batch.enabled';
const ASYNC = 'table.exec.async-state.enabled';

/** Mini-batches without what they are mostly for: aggregating before the shuffle. */
export const sqlTwoPhaseOff = defineRule({
	meta: {
		name: 'sql-two-phase-off',
		summary: 'Mini-batches are on, and rows are still shuffled one by one.',
		category: 'sql',
		severity: 'info',
		fixes: ['unsafe'],
		messages: {
			off: {
				what: '`{key}: ONE_PHASE` keeps mini-batches from being aggregated before the shuffle',
				why: 'every row still travels to the subtask of its key, so a hot key is as hot as before',
				do: 'set it to `AUTO`',
			},
		},
		evidence: [
			'OptimizerConfigOptions.TABLE_OPTIMIZER_AGG_PHASE_STRATEGY: default AUTO (option catalogue, 1.13 to 2.3)',
			'Explained by the planner of 1.18, 1.20, 2.0 and 2.3 (oracle: planner): with mini-batches AUTO makes LocalGroupAggregate and GlobalGroupAggregate, ONE_PHASE a GroupAggregate behind the exchange',
		],
	},
	*check({ config }) {
		const phases = config.setting(PHASES);
		const batches = config.setting(MINI_BATCH);
		if (phases === undefined || batches === undefined) return;
		// Asynchronous state has no operator for two phases: `forst-table-conflict` knows more.
		if (config.name(PHASES) !== 'one-phase' || config.boolean(MINI_BATCH) !== true || config.boolean(ASYNC) === true) return;
		yield {
			message: 'off',
			data: { key: PHASES },
			at: config.place(phases),
			option: PHASES,
			related: [{ place: config.place(batches), message: 'mini-batches are on here' }],
			fix: {
				title: `set \`${PHASES}\` to \`AUTO\``,
				applicability: 'unsafe',
				decide: 'the plan changes: a running job does not restore its state into it',
				changes: [{ kind: 'setOption', key: PHASES, value: enumeration('AUTO') }],
			},
		};
	},
});
