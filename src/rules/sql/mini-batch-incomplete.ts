import type { Application } from '../../model/application.ts';
import type { Change } from '../../model/change.ts';
import { defineRule } from '../../model/finding.ts';
import { streams } from '../../model/questions/sql-jobs.ts';
import { withViews } from '../../model/sql.ts';
import { duration, number, type TypedValue } from '../../model/value.ts';
import { atLeast } from '../../model/version.ts';

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
				why: 'Flink rejects streaming queries with aggregations or joins then ("MiniBatch Latency must be greater than 0 ms", "table.exec.mini-batch.size … must be > 0")',
				do: 'set `table.exec.mini-batch.allow-latency` to the delay that results may have, such as `5 s`, and `table.exec.mini-batch.size` to a number of rows, such as `5000`',
			},
		},
		evidence: [
			'Explained by the planner of 1.18 to 1.20, 2.0 and 2.3 (oracle: planner/mini-batch-*): aggregations are rejected without either option (defaults 0 ms and -1), joins without a latency and from 1.19 on without a size; without a latency 1.18 rejects every query and 2.3 rankings too',
		],
	},
	*check(application) {
		const { config } = application;
		const enabled = config.setting(ENABLED);
		if (enabled === undefined || config.boolean(ENABLED) !== true) return;
		const latency = config.lacking(LATENCY, (value) => value.type === 'duration' && value.ms <= 0);
		const size = config.lacking(SIZE, (value) => value.type === 'number' && value.value <= 0);
		const missing = [...(latency === undefined ? [] : [LATENCY]), ...(size === undefined ? [] : [SIZE])];
		const [first] = missing;
		if (first === undefined) return;
		const rejected = streams(application) && isRejected(application, latency !== undefined);
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

/** An aggregation needs both, a join the latency, and from 1.19 on, which joins in batches, the size; 2.3 batches rankings, 1.18 every source. */
function isRejected({ job, version }: Application, withoutLatency: boolean): boolean {
	const parts = job.sql.queries.flatMap((query) => withViews(job.sql, query));
	const kinds = new Set(parts.flatMap(({ operations }) => operations.map(({ kind }) => kind)));
	const aggregates = kinds.has('group') || kinds.has('distinct') || kinds.has('distinct-aggregate');
	const joins = kinds.has('join') || kinds.has('cross-join');
	const joinsInBatches = version !== undefined && atLeast(version.version, '1.19');
	const batchesSources = version !== undefined && !joinsInBatches && parts.length > 0;
	const ranksInBatches = version !== undefined && atLeast(version.version, '2.3') && kinds.has('rank');
	return aggregates || (joins && (withoutLatency || joinsInBatches)) || (withoutLatency && (batchesSources || ranksInBatches));
}

const VALUES: Readonly<Record<string, TypedValue>> = { [LATENCY]: duration(5000), [SIZE]: number(5000) };

function changes(missing: readonly string[]): readonly Change[] {
	return missing.flatMap((key) => {
		const value = VALUES[key];
		return value === undefined ? [] : [{ kind: 'setOption', key, value } as const];
	});
}
