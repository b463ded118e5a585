import { defineRule } from '../../model/finding.ts';

const TIMEOUT = 'task.cancellation.timeout';

/** Nothing ends a task that does not react to being cancelled. */
export const taskCancellationTimeoutZero = defineRule({
	meta: {
		name: 'task-cancellation-timeout-zero',
		summary: 'A task that hangs while it is cancelled keeps the job from ever restarting.',
		category: 'restart',
		severity: 'info',
		fixes: ['unsafe'],
		messages: {
			off: {
				what: 'nothing ends a task that hangs while it is cancelled: `task.cancellation.timeout` is `0`',
				why: 'a restart waits until all tasks are gone, so one call that never returns stops the job for good; the watchdog would end the TaskManager',
				do: 'remove it: the default is 3 min',
			},
		},
		evidence: [
			'Task.cancelOrFailAndCancelInvokable starts the TaskCancelerWatchDog only for a timeout above 0 (1.15 to 2.3)',
			'TaskManagerOptions.TASK_CANCELLATION_TIMEOUT: default 180000 ms (option catalogue)',
		],
	},
	*check({ config }) {
		const setting = config.setting(TIMEOUT);
		if (setting === undefined || config.duration(TIMEOUT) !== 0) return;
		yield {
			message: 'off',
			at: config.place(setting),
			option: TIMEOUT,
			// Written out, the default is a number of ms up to 1.19 and a duration later.
			fix: {
				title: `remove \`${setting.name}\`: the default is 3 min`,
				applicability: 'unsafe',
				decide: 'somebody switched the watchdog off: a TaskManager with a hanging task then ends, with the other tasks it runs',
				changes: [{ kind: 'removeSetting', setting }],
			},
		};
	},
});
