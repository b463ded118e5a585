import { violations } from '../../catalog/limit-violations.ts';
import { defineRule } from '../../model/finding.ts';
import { formatValue } from '../../model/value.ts';

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
				why: 'Flink rejects the job at submission with "parallelism is higher than the max parallelism"',
				do: 'lower the parallelism; raise the maximum only for a job without state to restore',
			},
		},
		evidence: [
			'Below 1 is rejected wherever it is read, -1 (the default in the source) too; above 32768 when the graph is built (oracle: combinations/parallelism, 1.18 to 2.3)',
			'JobException at submission where the parallelism is higher (oracle: combinations/submit)',
		],
	},
	*check(application) {
		const { config } = application;
		const setting = config.setting(MAX_PARALLELISM);
		const value = config.number(MAX_PARALLELISM);
		for (const { setting: statement, value: stated } of violations(application, 'max-parallelism-out-of-range'))
			yield { message: 'bounds', data: { value: formatValue(stated) }, at: config.place(statement), option: MAX_PARALLELISM };
		if (setting === undefined || value === undefined || value < 1 || value > UPPER_BOUND) return;
		const parallelism = config.number(PARALLELISM);
		const stated = config.setting(PARALLELISM);
		if (parallelism === undefined || stated === undefined || parallelism <= value) return;
		yield {
			message: 'belowParallelism',
			data: { value, parallelism },
			at: config.place(setting),
			option: MAX_PARALLELISM,
			related: [{ place: config.place(stated), message: `the parallelism is ${parallelism}` }],
		};
	},
});
