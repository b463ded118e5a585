import { defineRule } from '../../model/finding.ts';
import type { TypedValue } from '../../model/value.ts';

/** The least value Flink accepts, in ms or as a count (CheckpointCoordinatorConfiguration, CheckpointConfig; oracle: combinations). */
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
				why: 'Flink throws an IllegalArgumentException and the job does not start',
				do: 'set it to `{minimum}` or more',
			},
		},
		evidence: [
			'CheckpointCoordinatorConfiguration: MINIMAL_CHECKPOINT_TIME is 10 ms; CheckpointConfig checks pause, concurrency and tolerable failures (oracle: combinations, 1.18 to 2.3)',
		],
	},
	*check({ config }) {
		for (const [option, minimum] of Object.entries(MINIMUM)) {
			const effective = config.known(option);
			if (effective?.setting === undefined || amount(effective.value) >= minimum.least) continue;
			const data = {
				option,
				value: effective.setting.value.kind === 'known' ? effective.setting.value.text : '',
				minimum: minimum.written,
			};
			yield { message: 'below', data, at: config.place(effective.setting), option };
		}
	},
});

function amount(value: TypedValue): number {
	if (value.type === 'duration') return value.ms;
	return value.type === 'number' ? value.value : Number.POSITIVE_INFINITY;
}
