import { watches, watchOf } from '../../model/alarms.ts';
import { defineRule } from '../../model/finding.ts';

const RESTARTS = ['numRestarts', 'fullRestarts', 'numberOfRestarts', 'uptime', 'downtime', 'runningTime', 'restartingTime', 'failingTime'];
const LAG = [
	'_lag',
	'recordsLag',
	'pendingRecords',
	'millisBehindLatest',
	'FetchEventTimeLag',
	'EmitEventTimeLag',
	'watermarkLag',
	'currentInputWatermark',
	'currentOutputWatermark',
];

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
				what: 'no alert asks whether the job restarts, or how far it lags behind its sources',
				why: 'a job that fails and restarts over and over counts as running each time it is looked at, and one that is too slow shows no error at all',
				do: "alert on an increase of `numRestarts` and on the source's lag, such as `records_lag_max` or `pendingRecords`",
			},
			restarts: {
				what: 'no alert asks whether the job restarts',
				why: 'a job that fails and restarts over and over counts as running each time it is looked at',
				do: 'alert on an increase of `numRestarts`; newer versions no longer have `fullRestarts`',
			},
			lag: {
				what: 'no alert asks how far the job lags behind its sources',
				why: 'a job that is too slow shows no error: its results are late, and what it has not read yet may expire in the source',
				do: "alert on the source's lag: `records_lag_max` or `pendingRecords` for Kafka, `millisBehindLatest` for Kinesis",
			},
		},
		evidence: [
			'Flink documentation, Metrics, "Availability" and "Connectors": numRestarts, uptime, downtime; records-lag-max, pendingRecords, currentFetchEventTimeLag',
			'AWS developer guide, "Use CloudWatch alarms with Amazon Managed Service for Apache Flink": fullRestarts or numRestarts, records_lag_max, millisBehindLatest',
		],
	},
	*check(application) {
		const watch = watchOf(application);
		if (watch === undefined || application.job.batch) return;
		const restarts = watches(watch, RESTARTS);
		const lag = watches(watch, LAG);
		if (restarts && lag) return;
		yield { message: restarts ? 'lag' : lag ? 'restarts' : 'both', at: watch.at };
	},
});
