import { violations } from '../../catalog/limit-violations.ts';
import { describeDemand, inUnit } from '../../catalog/value-limits.ts';
import { defineRule } from '../../model/finding.ts';
import { formatValue, isBareNumber } from '../../model/value.ts';

/** A checkpoint setting that Flink rejects when the environment is built. */
export const checkpointIntervalBelowMinimum = defineRule({
	meta: {
		name: 'checkpoint-interval-below-minimum',
		summary: 'A checkpoint interval, timeout, pause or count is below what Flink accepts.',
		category: 'checkpointing',
		severity: 'error',
		fixes: [],
		inDevelopment: true,
		messages: {
			below: {
				what: '`{option}` is `{value}`, below the minimum of `{minimum}`',
				why: 'Flink throws an IllegalArgumentException as soon as it reads the value, and the job does not start{even}',
				do: 'set it to {demand}{unit}',
			},
		},
		evidence: [
			'CheckpointConfig checks interval, timeout, pause, concurrency and tolerable failures (oracle: combinations/interval, timeout, min-pause, concurrency, tolerable-failures, 1.18 to 2.3)',
			'A value in the configuration is rejected although the program overrides it (oracle: combinations/precedence/too-small-conf-overridden-by-call)',
		],
	},
	*check(application) {
		const { config } = application;
		for (const { limit, setting, value } of violations(application, 'checkpoint-interval-below-minimum')) {
			const overridden = config.setting(limit.key) !== setting;
			yield {
				message: 'below',
				data: {
					option: limit.key,
					value: formatValue(value),
					demand: describeDemand(limit.demand, value),
					minimum: limit.demand.kind === 'range' ? inUnit(limit.demand.least ?? 0, value) : '',
					even: overridden ? ', although another value overrides it' : '',
					unit: isBareNumber(setting.value) ? '; a number without a unit means ms' : '',
				},
				at: config.place(setting),
				option: limit.key,
			};
		}
	},
});
