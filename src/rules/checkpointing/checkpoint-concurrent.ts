import { defineRule } from '../../model/finding.ts';
import { checkpointing, INTERVAL, unaligned } from '../../model/questions/recovery.ts';
import { number } from '../../model/value.ts';
import { pauseChanges } from '../checkpointing-changes.ts';

const CONCURRENT = 'execution.checkpointing.max-concurrent-checkpoints';

/** Several checkpoints run at once. With unaligned checkpoints Flink rejects that: `unaligned-with-concurrent`. */
export const checkpointConcurrent = defineRule({
	meta: {
		name: 'checkpoint-concurrent',
		summary: 'Several checkpoints may run at once.',
		category: 'checkpointing',
		severity: 'warning',
		fixes: ['unsafe'],
		messages: {
			concurrent: {
				what: 'up to `{count}` checkpoints run at once',
				why: 'each holds files, memory and upload bandwidth, so slow checkpoints become slower still; a pause between them does not limit them',
				do: 'set `execution.checkpointing.max-concurrent-checkpoints` to `1`',
			},
		},
		evidence: [
			'CheckpointingOptions.MAX_CONCURRENT_CHECKPOINTS: default 1 (option catalogue)',
			'Flink documentation, "Tuning Checkpoints": concurrent checkpoints tie up resources for large state',
			'Run (1.20 and 2.3): with max-concurrent-checkpoints 3 three are in flight even where a min-pause is set',
		],
	},
	*check(application, { recommended }) {
		const { config } = application;
		const count = config.number(CONCURRENT);
		const setting = config.setting(CONCURRENT);
		if (count === undefined || count <= 1 || setting === undefined) return;
		if (checkpointing(application) === 'off' || unaligned(application) !== 'off') return;
		yield {
			message: 'concurrent',
			data: { count },
			at: config.place(setting),
			option: CONCURRENT,
			fix: {
				title: `set \`${CONCURRENT}\` to \`1\``,
				applicability: 'unsafe',
				decide: 'checkpoints that overlap today will follow each other, so fewer complete',
				changes: [
					{ kind: 'setOption', key: CONCURRENT, value: number(1) },
					...pauseChanges(application, config.duration(INTERVAL), recommended),
				],
			},
		};
	},
});
