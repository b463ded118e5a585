import type { Application } from '../../model/application.ts';
import { defineRule } from '../../model/finding.ts';
import { checkpointing, hasTransactionalSink } from '../../model/questions/recovery.ts';
import { number } from '../../model/value.ts';

const TOLERABLE = 'execution.checkpointing.tolerable-failed-checkpoints';

/** One failed checkpoint restarts the whole job. */
export const checkpointTolerableFailuresZero = defineRule({
	meta: {
		name: 'checkpoint-tolerable-failures-zero',
		summary: 'The first failed checkpoint restarts the job.',
		category: 'checkpointing',
		severity: 'warning',
		fixes: ['safe', 'unsafe'],
		messages: {
			absent: {
				what: 'the first failed checkpoint restarts the job: `execution.checkpointing.tolerable-failed-checkpoints` is not set',
				why: 'Flink then tolerates none, so one slow upload or one timeout costs a restart and a replay (an error in the synchronous phase fails the task whatever the number)',
				do: 'set it to `{recommended}` and alarm on failed checkpoints',
			},
			zero: {
				what: 'the first failed checkpoint restarts the job: `execution.checkpointing.tolerable-failed-checkpoints` is `0`',
				why: 'one slow upload or one timeout costs a restart and a replay (an error in the synchronous phase fails the task whatever the number)',
				do: 'set it to `{recommended}` and alarm on failed checkpoints',
			},
		},
		evidence: [
			'CheckpointConfig: 0 in force where nothing is set, 1.13 to 2.3 (oracle: combinations)',
			'CheckpointFailureManager counts IO_EXCEPTION, CHECKPOINT_ASYNC_EXCEPTION, CHECKPOINT_DECLINED, CHECKPOINT_EXPIRED, FINALIZE_CHECKPOINT_FAILURE',
		],
	},
	*check(application, { recommended }) {
		const { config } = application;
		if (checkpointing(application) !== 'on') return;
		const lack = config.lacking(TOLERABLE, (value) => value.type === 'number' && value.value === 0);
		if (lack === undefined) return;
		yield {
			message: lack.absence === undefined ? 'zero' : 'absent',
			data: { recommended: recommended.tolerableFailures },
			at: lack.at,
			option: TOLERABLE,
			absence: lack.absence,
			fix: tolerate(application, recommended.tolerableFailures, lack.absence !== undefined),
		};
	},
});

/** A zero that somebody wrote is a decision; and transactions can expire while failures are tolerated. */
function tolerate(application: Application, failures: number, absent: boolean) {
	const transactional = hasTransactionalSink(application);
	const decide = transactional
		? 'the transactions of the exactly-once sink must outlive (failures + 1) × (interval + timeout)'
		: 'somebody stated 0: failing at once may be meant';
	return {
		title: `set \`${TOLERABLE}\` to \`${failures}\``,
		applicability: absent && !transactional ? ('safe' as const) : ('unsafe' as const),
		decide: absent && !transactional ? undefined : decide,
		changes: [{ kind: 'setOption' as const, key: TOLERABLE, value: number(failures) }],
	};
}
