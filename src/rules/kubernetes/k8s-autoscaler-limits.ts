import { defineRule } from '../../model/finding.ts';
import { isOperated } from '../../model/questions/operator.ts';
import { number } from '../../model/value.ts';

const ENABLED = 'job.autoscaler.enabled';
const VERTEX = 'job.autoscaler.vertex.max-parallelism';
const MAX = 'pipeline.max-parallelism';

/** The autoscaler may go further than the key groups do. */
export const k8sAutoscalerLimits = defineRule({
	meta: {
		name: 'k8s-autoscaler-limits',
		summary: 'The job cannot be scaled as far as the autoscaler may go.',
		category: 'kubernetes',
		severity: 'warning',
		fixes: ['unsafe'],
		messages: {
			beyond: {
				what: 'the autoscaler may use `{limit}` subtasks, and the job has only `{max}` key groups to share out',
				why: 'it stops at the smaller number, however far behind the job is',
				do: 'for a job without state to restore set `pipeline.max-parallelism` to a number with many divisors that is large enough, such as `{recommended}`; else lower the limit',
			},
		},
		evidence: [
			'AutoScalerOptions.VERTEX_MAX_PARALLELISM: "ignored if it is higher than the max parallelism"; JobVertexScaler.scale takes the smaller one',
			'Kubernetes operator documentation, "Autoscaler": choose a max parallelism with many divisors, such as 720',
		],
	},
	*check(application, { recommended }) {
		const { config } = application;
		const limit = config.number(VERTEX);
		const max = config.number(MAX);
		const stated = config.setting(VERTEX);
		const setting = config.setting(MAX);
		if (!isOperated(application) || config.boolean(ENABLED) !== true || stated === undefined || setting === undefined) return;
		// -1 leaves it to Flink, as if it were not set.
		if (limit === undefined || max === undefined || max < 1 || limit <= max) return;
		yield {
			message: 'beyond',
			data: { limit, max, recommended: recommended.maxParallelism },
			at: config.place(stated),
			option: VERTEX,
			related: [{ place: config.place(setting), message: `the job has ${max} key groups` }],
			fix:
				recommended.maxParallelism < limit
					? undefined
					: {
							title: `set \`${MAX}\` to \`${recommended.maxParallelism}\``,
							applicability: 'unsafe',
							decide: 'only for a job that has not started yet: one that runs does not restore with another value',
							changes: [{ kind: 'setOption', key: MAX, value: number(recommended.maxParallelism) }],
						},
		};
	},
});
