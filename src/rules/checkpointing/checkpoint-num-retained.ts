import { defineRule, type Fix, type RecommendedValues } from '../../model/finding.ts';
import { checkpointing } from '../../model/questions/recovery.ts';
import { number } from '../../model/value.ts';

const RETAINED = 'execution.checkpointing.num-retained';
const MANY = 20;

/** Too few checkpoints to fall back to, a number that Flink ignores, or a pile of them. */
export const checkpointNumRetained = defineRule({
	meta: {
		name: 'checkpoint-num-retained',
		summary: 'The number of completed checkpoints to keep is invalid, 1, or above 20.',
		category: 'checkpointing',
		severity: 'info',
		fixes: ['safe', 'unsafe'],
		messages: {
			ignored: {
				what: '`{key}` is `{count}`, and Flink keeps 1 checkpoint instead',
				why: 'a number below 1 is invalid: Flink logs a warning and uses its default',
				do: 'set it to `{recommended}`',
			},
			one: {
				what: 'only the last checkpoint is kept: `{key}` is `1`',
				why: 'where its files are damaged, or it holds what a faulty release made of the state, there is none to fall back to',
				do: 'set it to `{recommended}` (incremental checkpoints share their files, so the others cost little)',
			},
			many: {
				what: '`{count}` completed checkpoints are kept',
				why: "each one holds its files on storage and its metadata on the JobManager's heap",
				do: 'set `{key}` to `{recommended}`, and keep savepoints for what must last',
			},
		},
		evidence: [
			'CheckpointingOptions.MAX_RETAINED_CHECKPOINTS: default 1 (option catalogue); DefaultCompletedCheckpointStoreUtils: 0 and less are replaced by it with a log line (1.18 to 2.3)',
			'A cluster runs with 0 and with -1 (oracle: combinations/checkpoint-options/num-retained-0 and num-retained-negative, 1.18 to 2.3)',
			'DefaultCompletedCheckpointStore keeps the completed checkpoints in memory',
		],
	},
	*check(application, { recommended }) {
		const { config } = application;
		const stated = config.setting(RETAINED);
		const count = config.number(RETAINED);
		if (stated === undefined || count === undefined || checkpointing(application) === 'off') return;
		if (count > 1 && count <= Math.max(MANY, recommended.retainedCheckpoints)) return;
		if (count === 1 && recommended.retainedCheckpoints <= 1) return;
		yield {
			message: count < 1 ? 'ignored' : count === 1 ? 'one' : 'many',
			data: { key: stated.key, count, recommended: recommended.retainedCheckpoints },
			at: config.place(stated),
			severity: count < 1 ? 'warning' : 'info',
			option: RETAINED,
			fix: keep(stated.key, count, recommended),
		};
	},
});

function keep(key: string, count: number, { retainedCheckpoints }: RecommendedValues): Fix {
	return {
		title: `set \`${key}\` to \`${retainedCheckpoints}\``,
		applicability: count > 1 ? 'unsafe' : 'safe',
		decide: count > 1 ? 'Flink deletes the older checkpoints' : undefined,
		changes: [{ kind: 'setOption', key: RETAINED, value: number(retainedCheckpoints) }],
	};
}
