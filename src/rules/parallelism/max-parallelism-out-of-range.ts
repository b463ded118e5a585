import { defineRule } from '../../model/finding.ts';

const MAX_PARALLELISM = 'pipeline.max-parallelism';
const PARALLELISM = 'parallelism.default';
/** KeyGroupRangeAssignment.UPPER_BOUND_MAX_PARALLELISM. */
const UPPER_BOUND = 32768;

/** A maximum parallelism that Flink rejects, or that the job's own parallelism exceeds. */
export const maxParallelismOutOfRange = defineRule({
	meta: {
		name: 'max-parallelism-out-of-range',
		summary: 'The maximum parallelism is outside 1 to 32768, or below the parallelism.',
		category: 'parallelism',
		severity: 'error',
		fixes: [],
		inDevelopment: true,
		messages: {
			bounds: {
				what: '`pipeline.max-parallelism` is `{value}`, outside 1 to 32768',
				why: 'Flink throws an IllegalArgumentException and the job does not start',
				do: 'set it to a number from 1 to 32768; a job with state must keep the value it was first started with',
			},
			belowParallelism: {
				what: '`pipeline.max-parallelism` is `{value}`, below the parallelism of `{parallelism}`',
				why: "the submission fails: a vertex's parallelism is higher than its max parallelism",
				do: 'lower the parallelism; raise the maximum only for a job without state to restore',
			},
		},
		evidence: [
			'StreamExecutionEnvironment.setMaxParallelism and KeyGroupRangeAssignment.checkParallelismPreconditions (oracle: combinations)',
			'JobException at submission where the parallelism is higher (oracle: combinations)',
		],
	},
	*check({ config }) {
		const setting = config.setting(MAX_PARALLELISM);
		const value = config.number(MAX_PARALLELISM);
		if (setting === undefined || value === undefined) return;
		const at = config.place(setting);
		// In configuration -1 is how Flink writes "not set"; the setter rejects it.
		if (value === -1 && setting.kind === 'entry') return;
		if (value < 1 || value > UPPER_BOUND) {
			yield { message: 'bounds', data: { value }, at, option: MAX_PARALLELISM };
			return;
		}
		const parallelism = config.number(PARALLELISM);
		const stated = config.setting(PARALLELISM);
		if (parallelism === undefined || stated === undefined || parallelism <= value) return;
		yield {
			message: 'belowParallelism',
			data: { value, parallelism },
			at,
			option: MAX_PARALLELISM,
			related: [{ place: config.place(stated), message: `the parallelism is ${parallelism}` }],
		};
	},
});
