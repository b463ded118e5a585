import { watches, watchOf } from '../../model/alarms.ts';
import { defineRule } from '../../model/finding.ts';
import { checkpointing } from '../../model/recovery.ts';

const METRICS = ['numberOfFailedCheckpoints', 'numberOfCompletedCheckpoints', 'lastCheckpointDuration', 'lastCheckpointSize'];

/** Somebody watches Flink and is not told when its checkpoints stop. */
export const alarmCheckpointMissing = defineRule({
	meta: {
		name: 'alarm-checkpoint-missing',
		summary: 'Alerts watch Flink, and none of them its checkpoints.',
		category: 'alarms',
		severity: 'info',
		fixes: ['unsafe'],
		messages: {
			missing: {
				what: 'no alert asks whether checkpoints succeed',
				why: 'a job whose checkpoints fail or take ever longer goes on as if nothing had happened, until it restarts from an old one and reads everything since again',
				do: 'alert on `numberOfFailedCheckpoints`, and on `lastCheckpointDuration` against the interval',
			},
		},
		evidence: [
			'Flink documentation, Metrics, "Checkpointing" and Monitoring Checkpointing: numberOfFailedCheckpoints, lastCheckpointDuration, lastCheckpointSize (scope job)',
			'AWS developer guide, "Use CloudWatch alarms with Amazon Managed Service for Apache Flink": numberOfFailedCheckpoints, lastCheckpointDuration',
			'AbstractPrometheusReporter: `flink_` and the logical scope, joined with `_`',
		],
	},
	*check(application) {
		const watch = watchOf(application);
		if (watch === undefined || application.job.batch || checkpointing(application) === 'off' || watches(watch, METRICS)) return;
		yield {
			message: 'missing',
			at: watch.at,
			fix: {
				title: 'add an alert on failed checkpoints',
				applicability: 'unsafe',
				decide: 'thresholds and receivers are yours to decide',
				changes: [
					{
						kind: 'addResource',
						file: watch.at.file,
						beside: watch.at.range,
						text: 'alert: FlinkCheckpointsFailing\nexpr: increase(flink_jobmanager_job_numberOfFailedCheckpoints[15m]) > 0',
					},
				],
			},
		};
	},
});
