import type { Application } from '../../model/application.ts';
import { defineRule } from '../../model/finding.ts';
import { watches, watchesLag, watchOf } from '../../model/questions/alarms.ts';
import { isBatch } from '../../model/questions/recovery.ts';
import { measuredSource } from '../../model/questions/sources.ts';

/** A job's restarts are counted, its time in each state is measured, and so is its time since the last restart. */
const RESTARTS = ['restart', 'uptime', 'downtime', 'runningTime', 'runningState', 'failingTime', 'failingState', 'initializingTime'];
/** Kubernetes counts restarts of containers; a job restarts inside them. */
const OF_CONTAINERS = 'kube_';

/** Somebody watches Flink and is not told when its job restarts over and over, or falls behind. */
export const alarmRestartsAndLagMissing = defineRule({
	meta: {
		name: 'alarm-restarts-and-lag-missing',
		summary: 'Alerts watch Flink, and none of them its restarts or how far it lags behind.',
		category: 'alarms',
		severity: 'info',
		fixes: [],
		messages: {
			both: {
				what: 'no alert asks whether the job restarts, or how far it lags behind {system}',
				why: 'a job that fails and restarts over and over counts as running each time it is looked at, and one that is too slow shows no error at all',
				do: 'alert on an increase of `numRestarts`, and on `{metric}`',
			},
			restarts: {
				what: 'no alert asks whether the job restarts',
				why: 'a job that fails and restarts over and over counts as running each time it is looked at',
				do: 'alert on an increase of `numRestarts`; Flink 2.0 no longer has `fullRestarts`',
			},
			lag: {
				what: 'no alert asks how far the job lags behind {system}',
				why: 'a job that is too slow shows no error: its results are late, and what it has not read yet may expire in the source',
				do: 'alert on `{metric}`',
			},
		},
		evidence: [
			'Flink documentation, Metrics, "Availability" (scope job, on the JobManager): numRestarts, <jobStatus>Time, and uptime and downtime, which are deprecated',
			'SchedulerBase, MetricNames (jars of 1.13 to 2.3): numRestarts in all of them, fullRestarts up to 1.20',
			'KafkaSourceReaderMetrics (scope operator): pendingRecords, and `records-lag-max` of the client below KafkaSourceReader.KafkaConsumer; Flink documentation, Metrics, "Kinesis Source": millisBehindLatest',
			'AWS developer guide, "Use CloudWatch Alarms with Amazon Managed Service for Apache Flink": downtime > 0; records_lag_max or millisBehindLatest above what is expected',
		],
	},
	*check(application) {
		const watch = watchOf(application);
		if (watch === undefined || isBatch(application)) return;
		const restarts = neverRestarts(application) || watches({ ...watch, metrics: ofFlink(watch.metrics) }, RESTARTS);
		const source = watchesLag(watch) ? undefined : measuredSource(application);
		if (source !== undefined) yield { message: restarts ? 'lag' : 'both', at: watch.at, data: { ...source } };
		else if (!restarts) yield { message: 'restarts', at: watch.at };
	},
});

function ofFlink(metrics: ReadonlySet<string>): ReadonlySet<string> {
	return new Set([...metrics].filter((metric) => !metric.startsWith(OF_CONTAINERS)));
}

/** Its first failure is its last: whether it runs is all there is to ask. */
function neverRestarts({ config }: Application): boolean {
	return config.name('restart-strategy.type') === 'none';
}
