import { defineRule } from '../../model/finding.ts';
import type { OperatorFact, Stated } from '../../model/job.ts';

const MAX_PARALLELISM = 'pipeline.max-parallelism';
const PARALLELISM = 'parallelism.default';
/** KeyGroupRangeAssignment.UPPER_BOUND_MAX_PARALLELISM. */
const UPPER_BOUND = 32768;
/** ExecutionConfig.PARALLELISM_DEFAULT: the operator runs with the job's parallelism. */
const JOBS_OWN = -1;

/** An operator's own parallelism or maximum that Flink rejects. */
export const operatorParallelismOutOfRange = defineRule({
	meta: {
		name: 'operator-parallelism-out-of-range',
		summary: 'An operator is given a parallelism or a maximum that Flink rejects, alone or together.',
		category: 'parallelism',
		severity: 'error',
		fixes: [],
		inDevelopment: true,
		messages: {
			parallelism: {
				what: 'the operator `{operator}` is given a parallelism of `{value}`',
				why: 'Flink throws an IllegalArgumentException at this call: an operator runs at least once',
				do: "give it `1` or more, or leave the call out to take the job's parallelism",
			},
			maximum: {
				what: 'the operator `{operator}` is given a maximum parallelism of `{value}`, outside 1 to 32768',
				why: 'Flink throws an IllegalArgumentException at this call',
				do: 'give it a number from 1 to 32768; an operator with state must keep the value it was first started with',
			},
			above: {
				what: 'the operator `{operator}` runs with a parallelism of `{parallelism}`, above its maximum of `{maximum}`',
				why: 'Flink rejects the job at submission with "parallelism is higher than the max parallelism"',
				do: 'lower the parallelism; raise the maximum only for an operator without state to restore',
			},
		},
		evidence: [
			'OperatorValidationUtils.validateParallelism and validateMaxParallelism of 1.18 to 2.3 (oracle: combinations/parallelism/operator-*)',
			'VertexParallelism is checked by the JobMaster (oracle: combinations/submit/operator-parallelism-over-max, combinations/parallelism/operator-max-below-environment-parallelism)',
		],
	},
	*check({ job, config }) {
		for (const operator of job.operators) {
			if (operator.condition !== 'always') continue;
			const own = numberIn(operator.parallelism);
			const most = numberIn(operator.maxParallelism);
			const data = { operator: operator.label };
			if (own !== undefined && own < 1 && own !== JOBS_OWN) {
				yield { message: 'parallelism', data: { ...data, value: own }, at: placeOf(operator, operator.parallelism), symbol: operator.id };
				continue;
			}
			if (most !== undefined && (most < 1 || most > UPPER_BOUND)) {
				yield { message: 'maximum', data: { ...data, value: most }, at: placeOf(operator, operator.maxParallelism), symbol: operator.id };
				continue;
			}
			const parallelism = takesJobs(operator.parallelism) ? statedNumber(PARALLELISM) : own;
			const maximum = operator.maxParallelism === undefined ? statedNumber(MAX_PARALLELISM) : most;
			// A job that exceeds its own maximum is `max-parallelism-out-of-range`.
			const stated = takesJobs(operator.parallelism) ? operator.maxParallelism : operator.parallelism;
			if (stated === undefined || parallelism === undefined || maximum === undefined || maximum < 1 || parallelism <= maximum) continue;
			yield { message: 'above', data: { ...data, parallelism, maximum }, at: placeOf(operator, stated), symbol: operator.id };
		}

		function statedNumber(key: string): number | undefined {
			return config.setting(key) === undefined ? undefined : config.number(key);
		}
	},
});

function numberIn(stated: Stated<number> | undefined): number | undefined {
	return stated?.kind === 'known' ? stated.value : undefined;
}

/** Whether an operator runs with the parallelism of its job. */
function takesJobs(parallelism: Stated<number> | undefined): boolean {
	return parallelism === undefined || numberIn(parallelism) === JOBS_OWN;
}

function placeOf(
	operator: OperatorFact,
	stated: Stated<number> | undefined,
): { readonly file: string; readonly range: OperatorFact['range'] } {
	return { file: operator.file, range: stated?.range ?? operator.range };
}
