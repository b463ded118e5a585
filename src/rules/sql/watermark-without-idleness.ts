import type { Application } from '../../model/application.ts';
import { defineRule } from '../../model/finding.ts';
import { streams } from '../../model/questions/sql-jobs.ts';
import { connectorOf, isEndless, type SqlTable, tableOf, withViews } from '../../model/sql.ts';
import { duration, formatDuration } from '../../model/value.ts';

const IDLE = 'table.exec.source.idle-timeout';
/** Some partitions are idle while others are busy only in sources that have partitions. */
const PARTITIONED = ['kafka', 'kinesis', 'pulsar'];
/** Half a minute without a row, in ms. */
const TIMEOUT = 30_000;

/** One partition without rows stops the windows of all of them. */
export const watermarkWithoutIdleness = defineRule({
	meta: {
		name: 'watermark-without-idleness',
		summary: 'A partition without rows holds back the watermark of the whole source.',
		category: 'sql',
		severity: 'info',
		fixes: ['unsafe'],
		messages: {
			waits: {
				what: 'one idle partition of `{table}` stops every window: `table.exec.source.idle-timeout` is not set',
				why: 'the watermark is the smallest of all partitions, and one that brings no rows never moves',
				do: "if a partition can be without rows for a while, set it to that while, such as `{timeout}`, or the table's `'scan.watermark.idle-timeout'` (1.18)",
			},
		},
		evidence: [
			'ExecutionConfigOptions.TABLE_EXEC_SOURCE_IDLE_TIMEOUT: default 0, sources are never idle (option catalogue, 1.13 to 2.3)',
			'Flink documentation, "Generating Watermarks", "Dealing With Idle Sources"',
		],
	},
	*check(application) {
		const { config } = application;
		const [first, ...others] = waiting(application);
		const absence = config.absence(IDLE);
		if (first?.watermark === undefined || absence === undefined) return;
		yield {
			message: 'waits',
			data: { table: first.name, timeout: formatDuration(TIMEOUT) },
			at: { file: first.file, range: first.watermark },
			option: IDLE,
			absence,
			related: others.slice(0, 4).map(({ file, range }) => ({ place: { file, range }, message: 'the same holds for this table' })),
			fix: {
				title: `take partitions for idle after \`${formatDuration(TIMEOUT)}\``,
				applicability: 'unsafe',
				decide: 'when a partition wakes up, its rows can be late and are dropped',
				changes: [{ kind: 'setOption', key: IDLE, value: duration(TIMEOUT) }],
			},
		};
	},
});

/** The tables with watermarks that windows wait for. */
function waiting(application: Application): readonly SqlTable[] {
	const { sql } = application.job;
	if (!streams(application)) return [];
	const found = new Set<SqlTable>();
	for (const job of sql.queries) {
		const parts = withViews(sql, job);
		if (!parts.some(({ windowed }) => windowed)) continue;
		for (const { table, hinted } of parts.flatMap(({ sources }) => sources)) {
			const read = hinted ? undefined : tableOf(sql, table);
			if (read !== undefined && waits(read)) found.add(read);
		}
	}
	return [...found];
}

function waits(table: SqlTable): boolean {
	const { watermark, options } = table;
	return (
		watermark !== undefined &&
		PARTITIONED.includes(connectorOf(table) ?? '') &&
		table.whole &&
		!options.has('scan.watermark.idle-timeout') &&
		(isEndless(table) || connectorOf(table) === 'pulsar')
	);
}
