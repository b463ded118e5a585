import { defineRule } from '../../model/finding.ts';
import { checkpointing } from '../../model/recovery.ts';
import { number } from '../../model/value.ts';

const CONCURRENT = 'execution.checkpointing.max-concurrent-checkpoints';
const UNALIGNED = 'execution.checkpointing.unaligned.enabled';

/** Unaligned checkpoints and several at once: Flink refuses to build the job graph. */
export const unalignedWithConcurrent = defineRule({
	meta: {
		name: 'unaligned-with-concurrent',
		summary: 'Unaligned checkpoints are combined with more than one checkpoint at once.',
		category: 'checkpointing',
		severity: 'error',
		fixes: ['safe'],
		inDevelopment: true,
		messages: {
			rejected: {
				what: 'unaligned checkpoints do not go with `{count}` checkpoints at once',
				why: 'Flink throws "maxConcurrentCheckpoints can\'t be > 1 if UnalignedCheckpoints enabled" when it builds the job graph',
				do: 'set `execution.checkpointing.max-concurrent-checkpoints` to `1`',
			},
		},
		evidence: ['CheckpointCoordinatorConfiguration throws IllegalArgumentException (oracle: combinations, 1.18 to 2.3)'],
	},
	*check(application) {
		const { config } = application;
		const count = config.number(CONCURRENT);
		const setting = config.setting(CONCURRENT);
		const unaligned = config.setting(UNALIGNED);
		if (count === undefined || count <= 1 || setting === undefined || config.boolean(UNALIGNED) !== true) return;
		// With AT_LEAST_ONCE most versions drop the unaligned mode instead.
		if (checkpointing(application) !== 'on' || config.name('execution.checkpointing.mode') !== 'exactly-once') return;
		yield {
			message: 'rejected',
			data: { count },
			at: config.place(setting),
			option: CONCURRENT,
			related: unaligned === undefined ? [] : [{ place: config.place(unaligned), message: 'unaligned checkpoints are enabled here' }],
			fix: {
				title: `set \`${CONCURRENT}\` to \`1\``,
				applicability: 'safe',
				changes: [{ kind: 'setOption', key: CONCURRENT, value: number(1) }],
			},
		};
	},
});
