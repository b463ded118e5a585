import type { Application } from '../../model/application.ts';
import { defineRule } from '../../model/finding.ts';
import { checkpointing, INTERVAL, unaligned } from '../../model/questions/recovery.ts';
import { number } from '../../model/value.ts';
import { pauseChanges } from '../checkpointing-changes.ts';

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
		evidence: [
			'CheckpointCoordinatorConfiguration throws IllegalArgumentException (oracle: combinations/concurrency, 1.18 to 2.3)',
			'2.0 throws even with AT_LEAST_ONCE, in batch mode and without an interval (oracle: combinations/concurrency)',
		],
	},
	*check(application, { recommended }) {
		const { config } = application;
		const count = config.number(CONCURRENT);
		const setting = config.setting(CONCURRENT);
		const mode = config.setting(UNALIGNED);
		if (count === undefined || count <= 1 || setting === undefined || mode === undefined) return;
		if (unaligned(application) !== 'on' || !checked(application)) return;
		yield {
			message: 'rejected',
			data: { count },
			at: config.place(setting),
			option: CONCURRENT,
			related: [{ place: config.place(mode), message: 'unaligned checkpoints are enabled here' }],
			fix: {
				title: `set \`${CONCURRENT}\` to \`1\``,
				applicability: 'safe',
				changes: [
					{ kind: 'setOption', key: CONCURRENT, value: number(1) },
					...pauseChanges(application, config.duration(INTERVAL), recommended),
				],
			},
		};
	},
});

/** Flink looks at the combination only where the job takes checkpoints; 2.0 looks at it always. */
function checked(application: Application): boolean {
	return checkpointing(application) === 'on' || application.version?.version === '2.0';
}
