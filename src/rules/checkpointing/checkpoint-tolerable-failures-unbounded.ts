import type { Application } from '../../model/application.ts';
import type { Change } from '../../model/change.ts';
import { defineRule } from '../../model/finding.ts';
import { checkpointing } from '../../model/questions/recovery.ts';
import type { Setting } from '../../model/setting.ts';
import { number } from '../../model/value.ts';

const TOLERABLE = 'execution.checkpointing.tolerable-failed-checkpoints';
const MANY = 100;
/** Integer.MAX_VALUE, which CheckpointFailureManager takes for no limit; `setFailOnCheckpointingErrors(false)` means it. */
const NO_LIMIT = 2_147_483_647;

/** Checkpoints may fail for ever and nobody learns of it. */
export const checkpointTolerableFailuresUnbounded = defineRule({
	meta: {
		name: 'checkpoint-tolerable-failures-unbounded',
		summary: 'More than 100 failed checkpoints in a row are tolerated.',
		category: 'checkpointing',
		severity: 'warning',
		fixes: ['unsafe'],
		messages: {
			many: {
				what: '`{count}` failed checkpoints in a row are tolerated',
				why: 'the job runs on without a checkpoint for hours or days, and the next failure replays all of it, as far as the sources still have it',
				do: 'set `execution.checkpointing.tolerable-failed-checkpoints` to 3 to 10, for instance `{recommended}`, and alarm on failed checkpoints',
			},
			unbounded: {
				what: 'any number of failed checkpoints is tolerated',
				why: 'the job runs on without a checkpoint for hours or days, and the next failure replays all of it, as far as the sources still have it',
				do: 'set `execution.checkpointing.tolerable-failed-checkpoints` to 3 to 10, for instance `{recommended}`, and alarm on failed checkpoints',
			},
		},
		evidence: [
			'CheckpointFailureManager fails the job when the count of failures in a row exceeds the number; Integer.MAX_VALUE means never',
			'setFailOnCheckpointingErrors(false) sets it to 2147483647 (oracle: combinations/tolerable-failures/fail-on-errors-false, 1.18 and 1.20)',
			'Run: with 100 tolerated, 30 of 30 checkpoints expired and the job stayed RUNNING',
		],
	},
	*check(application, { recommended: { tolerableFailures: recommended } }) {
		const { config } = application;
		const count = config.number(TOLERABLE);
		const setting = config.setting(TOLERABLE);
		if (count === undefined || setting === undefined || checkpointing(application) === 'off') return;
		if (count <= Math.max(MANY, recommended)) return;
		yield {
			message: count >= NO_LIMIT ? 'unbounded' : 'many',
			data: { count, recommended },
			at: config.place(setting),
			option: TOLERABLE,
			fix: {
				title: `set \`${TOLERABLE}\` to \`${recommended}\``,
				applicability: 'unsafe',
				decide: `the job restarts once more than ${recommended} checkpoints fail in a row: see first that they succeed, and whether an alarm watches them already`,
				changes: [stating(application, setting, recommended)],
			},
		};
	},
});

/** `setFailOnCheckpointingErrors(false)` cannot say a number: the call that can takes its place. */
function stating({ job }: Application, { file, range }: Setting, count: number): Change {
	const old = job.deprecatedCalls.find((call) => call.file === file && call.range.start === range.start);
	if (old === undefined) return { kind: 'setOption', key: TOLERABLE, value: number(count) };
	return {
		kind: 'replaceCall',
		file,
		call: old.id,
		name: 'setTolerableCheckpointFailureNumber',
		arguments: [{ kind: 'value', value: count }],
	};
}
