import { defineRule } from '../../model/finding.ts';
import { looksLikeProduction } from '../../model/questions/cluster.ts';
import { isSessionJob, runsJob } from '../../model/questions/operator.ts';
import { checkpointing } from '../../model/questions/recovery.ts';
import { boolean } from '../../model/value.ts';

const CHECK = 'kubernetes.operator.cluster.health-check.enabled';
const PROGRESS = 'kubernetes.operator.cluster.health-check.checkpoint-progress.enabled';

/** The operator watches its clusters, but not whether their checkpoints get done. */
export const k8sCheckpointHealthCheckOff = defineRule({
	meta: {
		name: 'k8s-checkpoint-health-check-off',
		summary: "The operator's health check leaves checkpoints out.",
		category: 'kubernetes',
		severity: 'info',
		fixes: ['unsafe'],
		messages: {
			off: {
				what: 'the health check is on, but does not look at checkpoints',
				why: 'a job that runs and completes none, for hours perhaps, counts as healthy: after the next failure it does all of that again',
				do: `set \`${PROGRESS}\` to \`true\`, or make sure that an alarm watches checkpoints`,
			},
		},
		evidence: [
			'KubernetesOperatorConfigOptions: cluster.health-check.checkpoint-progress.enabled, default true; the window follows interval, timeout and tolerable failures (ClusterHealthEvaluator)',
		],
	},
	*check(application) {
		const { config } = application;
		const progress = config.setting(PROGRESS);
		if (!runsJob(application) || isSessionJob(application) || progress === undefined || config.boolean(CHECK) !== true) return;
		if (config.boolean(PROGRESS) !== false || checkpointing(application) !== 'on' || !looksLikeProduction(application)) return;
		yield {
			message: 'off',
			at: config.place(progress),
			option: PROGRESS,
			fix: {
				title: `set \`${PROGRESS}\` to \`true\``,
				applicability: 'unsafe',
				decide: 'the operator then restarts the whole cluster when no checkpoint completes for several intervals',
				changes: [{ kind: 'setOption', key: PROGRESS, value: boolean(true) }],
			},
		};
	},
});
