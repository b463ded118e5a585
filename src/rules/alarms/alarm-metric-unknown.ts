import type { Application } from '../../model/application.ts';
import { defineRule } from '../../model/finding.ts';
import { isReportedBy, jobManagerMetric } from '../../model/flink-metrics.ts';
import type { Place } from '../../model/range.ts';

/** An alert asks a metric that no Flink reports, so it never fires. */
export const alarmMetricUnknown = defineRule({
	meta: {
		name: 'alarm-metric-unknown',
		summary: 'An alert asks a metric that Flink does not report, or not in this version.',
		category: 'alarms',
		severity: 'warning',
		fixes: [],
		messages: {
			misnamed: {
				what: 'Flink reports no `{metric}`',
				why: 'Prometheus finds nothing under the name, which counts as nothing to tell: the alert never fires',
				do: 'ask `{meant}`',
			},
			gone: {
				what: 'Flink {version} no longer reports `{metric}`',
				why: 'Prometheus finds nothing under the name, which counts as nothing to tell: the alert never fires',
				do: 'ask `{meant}`',
			},
			later: {
				what: 'Flink {version} does not report `{metric}` yet',
				why: 'Prometheus finds nothing under the name, which counts as nothing to tell: the alert never fires',
				do: 'ask another metric until the upgrade',
			},
		},
		evidence: [
			'SchedulerBase, CheckpointStatsTracker and MetricNames in the jars of 1.13 to 2.3: the names, fullRestarts up to 1.20, lastCheckpointFullSize from 1.15, lastCompletedCheckpointId from 1.17, lastCheckpointCompletedTimestamp and numRescales from 2.0',
			"AbstractPrometheusReporter.getScopedName: `flink_`, the logical scope and the name, the name's case as it is",
			'Prometheus documentation, "Data model": names are case-sensitive; "Alerting rules": an alert is active for each element of the result',
		],
	},
	*check(application) {
		const asked = alertsOn(application);
		// Some stores spell every name in lower case.
		const lowered = asked.every(({ metric }) => metric === metric.toLowerCase());
		const version = application.version?.version;
		for (const { metric, at } of asked) {
			const meant = jobManagerMetric(metric);
			if (meant === undefined || lowered) continue;
			const found = { at, symbol: metric };
			if (meant.name !== metric) yield { ...found, message: 'misnamed', data: { metric, meant: meant.instead ?? meant.name } };
			else if (version !== undefined && !isReportedBy(meant, version)) {
				const { instead } = meant;
				if (instead === undefined) yield { ...found, message: 'later', data: { metric, version } };
				else yield { ...found, message: 'gone', data: { metric, version, meant: instead } };
			}
		}
	},
});

/** Words of PromQL by which a condition can hold although nothing is found under a name. */
const EVEN_WITHOUT = new Set(['or', 'unless', 'absent', 'absent_over_time']);

interface Asked {
	readonly metric: string;
	readonly at: Place;
}

function alertsOn({ documents }: Application): readonly Asked[] {
	return documents.flatMap(({ path, alarms }) =>
		(alarms?.alerts ?? [])
			.filter(({ metrics }) => !metrics.some((word) => EVEN_WITHOUT.has(word)))
			.flatMap(({ metrics, range }) =>
				metrics.filter((metric) => metric.startsWith('flink_')).map((metric) => ({ metric, at: { file: path, range } })),
			),
	);
}
