import { defineRule } from '../../model/finding.ts';
import { formatValue, isBareNumber, type TypedValue } from '../../model/value.ts';

/** The least value Flink accepts, in ms or as a count. */
const MINIMUM: Readonly<Record<string, { readonly least: number; readonly written: string }>> = {
	'execution.checkpointing.interval': { least: 10, written: '10 ms' },
	'execution.checkpointing.timeout': { least: 10, written: '10 ms' },
	'execution.checkpointing.min-pause': { least: 0, written: '0 ms' },
	'execution.checkpointing.max-concurrent-checkpoints': { least: 1, written: '1' },
	'execution.checkpointing.tolerable-failed-checkpoints': { least: 0, written: '0' },
};

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
				do: 'set it to `{minimum}` or more{unit}',
			},
		},
		evidence: [
			'CheckpointConfig checks interval, timeout, pause, concurrency and tolerable failures (oracle: combinations/interval, timeout, min-pause, concurrency, tolerable-failures, 1.18 to 2.3)',
			'A value in the configuration is rejected although the program overrides it (oracle: combinations/precedence/too-small-conf-overridden-by-call)',
		],
	},
	*check({ config }) {
		for (const [option, minimum] of Object.entries(MINIMUM)) {
			for (const setting of config.checked(option)) {
				if (setting.value.kind !== 'known' || amount(setting.value.value) >= minimum.least) continue;
				const overridden = config.setting(option) !== setting;
				yield {
					message: 'below',
					data: {
						option,
						value: formatValue(setting.value.value),
						minimum: minimum.written,
						even: overridden ? ', although another value overrides it' : '',
						unit: isBareNumber(setting.value) ? '; a number without a unit means ms' : '',
					},
					at: config.place(setting),
					option,
				};
			}
		}
	},
});

function amount(value: TypedValue): number {
	if (value.type === 'duration') return value.ms;
	return value.type === 'number' ? value.value : Number.POSITIVE_INFINITY;
}
