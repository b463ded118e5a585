import type { Application } from '../../model/application.ts';
import { defineRule } from '../../model/finding.ts';

const MAX_PARALLELISM = 'pipeline.max-parallelism';
const PARALLELISM = 'parallelism.default';
const MSF_AUTOSCALING = 'msf.autoscaling-enabled';
const AUTOSCALER = ['job.autoscaler.enabled', 'kubernetes.operator.job.autoscaler.enabled'];
/** With fewer subtasks an uneven share is hardly noticed. */
const WIDE = 8;
/** The busiest subtask then has half as many keys again as the idlest. */
const UNEVEN = 1.5;

/** The key groups do not divide evenly over the subtasks. */
export const maxParallelismPoorDivisors = defineRule({
	meta: {
		name: 'max-parallelism-poor-divisors',
		summary: 'The maximum parallelism does not divide evenly over the subtasks.',
		category: 'parallelism',
		severity: 'info',
		fixes: [],
		messages: {
			uneven: {
				what: '`{max}` key groups over `{parallelism}` subtasks give some of them `{most}` and others `{least}`',
				why: 'those with more of them get more keys, and the slowest subtask sets the pace of the job',
				do: 'choose a parallelism that divides `{max}`; for a job without state to restore rather a maximum with many divisors, such as `720`',
			},
			prime: {
				what: '`pipeline.max-parallelism` is `{max}`, which only 1 and itself divide',
				why: 'the job is scaled automatically, and at every parallelism in between some subtasks have more key groups than others',
				do: 'for a job without state to restore choose a number with many divisors, such as `720`',
			},
		},
		evidence: [
			'KeyGroupRangeAssignment.computeKeyGroupRangeForOperatorIndex: subtasks get ranges of floor or ceil of maximum / parallelism key groups',
			'Kubernetes operator documentation, "Autoscaler": choose a maximum parallelism with many divisors',
		],
	},
	*check(application) {
		const { config } = application;
		const setting = config.setting(MAX_PARALLELISM);
		const max = config.number(MAX_PARALLELISM);
		if (setting === undefined || max === undefined || max < 1) return;
		const stated = config.setting(PARALLELISM);
		const parallelism = config.number(PARALLELISM);
		const report = { at: config.place(setting), option: MAX_PARALLELISM };
		if (autoscaled(application)) {
			if (max > WIDE && isPrime(max)) yield { ...report, message: 'prime', data: { max } };
			return;
		}
		if (stated === undefined || parallelism === undefined || parallelism <= WIDE || parallelism > max) return;
		const [most, least] = [Math.ceil(max / parallelism), Math.floor(max / parallelism)];
		if (most / least < UNEVEN) return;
		yield {
			...report,
			message: 'uneven',
			data: { max, parallelism, most, least },
			related: [{ place: config.place(stated), message: `the parallelism is ${parallelism}` }],
		};
	},
});

/** The operator's own keys are no options of Flink. */
function autoscaled({ config, platform }: Application): boolean {
	if (platform === 'msf') return config.boolean(MSF_AUTOSCALING) === true;
	return config.settings.some(({ key, value }) => AUTOSCALER.includes(key) && value.kind === 'known' && value.text === 'true');
}

function isPrime(number: number): boolean {
	for (let divisor = 2; divisor * divisor <= number; divisor++) if (number % divisor === 0) return false;
	return number > 1;
}
