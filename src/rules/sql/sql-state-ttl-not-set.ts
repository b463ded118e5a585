import { defineRule } from '../../model/finding.ts';
import { endlessly, placeOf } from '../../model/questions/sql-jobs.ts';
import type { RunningOperation, SqlOperationKind } from '../../model/sql.ts';
import { duration, formatDuration } from '../../model/value.ts';

const TTL = 'table.exec.state.ttl';

/** SQL keeps rows of endless streams, and nothing ever lets go of them. */
export const sqlStateTtlNotSet = defineRule({
	meta: {
		name: 'sql-state-ttl-not-set',
		summary: 'A SQL query keeps state for every key or row it has ever seen.',
		category: 'sql',
		severity: 'warning',
		fixes: ['unsafe'],
		messages: {
			absent: {
				what: 'the state of this {operation} only grows: `table.exec.state.ttl` is not set',
				why: 'Flink keeps {kept} of an endless stream for ever, so checkpoints and disks grow until the job no longer fits',
				do: 'set it to at least twice the longest time between two rows that belong together, such as `{ttl}`; from 1.18 on a `STATE_TTL` hint does it for one operator',
			},
			endless: {
				what: 'the state of this {operation} only grows: `table.exec.state.ttl` is `0 ms`, which means never',
				why: 'Flink keeps {kept} of an endless stream for ever, so checkpoints and disks grow until the job no longer fits',
				do: 'set it to at least twice the longest time between two rows that belong together, such as `{ttl}`; from 1.18 on a `STATE_TTL` hint does it for one operator',
			},
		},
		evidence: [
			'ExecutionConfigOptions.IDLE_STATE_RETENTION: default 0, "never clean up the state" (option catalogue, 1.13 to 2.3)',
			'Explained by the planner of 1.18, 1.20, 2.0 and 2.3 (oracle: planner): such queries become Join, GroupAggregate and Rank; windows and interval joins clear their state themselves',
			'Flink documentation, "Idle State Retention Time"; "Configure Operator-level State TTL" (1.18)',
		],
	},
	*check(application, { recommended }) {
		const { config } = application;
		const growing = endlessly(application, 'join', 'group', 'distinct', 'distinct-aggregate', 'rank').filter(
			({ query }) => !query.hints.has('STATE_TTL'),
		);
		const [first, ...others] = growing;
		const lack = config.lacking(TTL, (value) => value.type === 'duration' && value.ms === 0);
		if (first === undefined || lack === undefined) return;
		yield {
			message: lack.absence === undefined ? 'endless' : 'absent',
			data: { ...WORDS[first.kind], ttl: formatDuration(recommended.stateTtl) },
			at: placeOf(first),
			// Whoever states 0 has thought about it.
			severity: lack.absence === undefined ? 'info' : undefined,
			option: TTL,
			absence: lack.absence,
			related: [
				...(lack.absence === undefined ? [{ place: lack.at, message: 'never is said here' }] : []),
				...others.slice(0, 4).map(also),
			],
			fix: {
				title: `let state expire after \`${formatDuration(recommended.stateTtl)}\``,
				applicability: 'unsafe',
				decide: 'rows that come later than that find nothing: results change, and a running job restores its state only from 2.2 on',
				changes: [{ kind: 'setOption', key: TTL, value: duration(recommended.stateTtl) }],
			},
		};
	},
});

type Growing = { readonly operation: string; readonly kept: string };

const WORDS: Readonly<Record<SqlOperationKind, Growing>> = {
	join: { operation: 'join', kept: 'every row of both sides' },
	'cross-join': { operation: 'join', kept: 'every row of both sides' },
	'lookup-join': { operation: 'join', kept: 'every row' },
	group: { operation: 'aggregation', kept: 'every key' },
	'distinct-aggregate': { operation: 'distinct aggregation', kept: 'every distinct value' },
	distinct: { operation: '`DISTINCT`', kept: 'every distinct row' },
	rank: { operation: 'ranking', kept: 'the first rows of every key' },
};

function also(operation: RunningOperation) {
	return { place: placeOf(operation), message: `so does this ${WORDS[operation.kind].operation}` };
}
