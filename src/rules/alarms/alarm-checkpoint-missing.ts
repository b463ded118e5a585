import { defineRule } from '../../model/finding.ts';
import { watches, watchOf } from '../../model/questions/alarms.ts';
import { checkpointing } from '../../model/questions/recovery.ts';

/** In every name of Flink's for them: numberOfFailedCheckpoints, lastCheckpointDuration, lastCompletedCheckpointId, checkpointStartDelayNanos. */
const CHECKPOINTS = ['checkpoint'];

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
			'Flink documentation, Metrics, "Checkpointing" (scope job, on the JobManager), and CheckpointStatsTracker in the jars of 1.13 to 2.3: numberOfFailedCheckpoints, numberOfCompletedCheckpoints and lastCheckpointDuration, gauges in all of them',
			'AWS developer guide, "Use CloudWatch Alarms with Amazon Managed Service for Apache Flink": RATE(numberOfFailedCheckpoints) > 0, because a few may fail and a steady number may not; lastCheckpointDuration above what is expected',
			'AbstractPrometheusReporter.getScopedName: `flink_`, the logical scope with `_` between its parts (jobmanager_job), `_` and the name; the job is the label `job_name`',
		],
	},
	*check(application) {
		const watch = watchOf(application);
		if (watch === undefined || checkpointing(application) !== 'on' || watches(watch, CHECKPOINTS)) return;
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
