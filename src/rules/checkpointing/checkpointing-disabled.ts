import type { Application } from '../../model/application.ts';
import { defineRule } from '../../model/finding.ts';
import { INTERVAL, isBatch, keepsState } from '../../model/recovery.ts';
import { duration, formatDuration } from '../../model/value.ts';

/** Nothing enables checkpoints for a job that keeps state. Managed Flink's own switch is `msf-checkpointing-off`. */
export const checkpointingDisabled = defineRule({
	meta: {
		name: 'checkpointing-disabled',
		summary: 'A streaming job that keeps state takes no checkpoints.',
		category: 'checkpointing',
		severity: 'error',
		fixes: ['unsafe'],
		messages: {
			absent: {
				what: 'no checkpoints are taken: `execution.checkpointing.interval` is not set',
				why: 'without checkpoints a failure loses all state, sinks that commit with checkpoints never commit, and the default restart strategy is none',
				do: 'set `execution.checkpointing.interval`, for instance to `{interval}`',
			},
		},
		evidence: [
			'CheckpointingOptions.CHECKPOINTING_INTERVAL has no default in 1.13 to 2.3 (option catalogue)',
			'RestartBackoffTimeStrategyFactoryLoader: no restarts where checkpointing is off and nothing is configured (oracle: combinations)',
		],
	},
	*check(application, { recommended }) {
		if (isBatch(application) || !keepsState(application)) return;
		const absence = application.config.absence(INTERVAL);
		if (absence === undefined) return;
		const interval = formatDuration(recommended.interval);
		yield {
			message: 'absent',
			data: { interval },
			at: absence.at,
			option: INTERVAL,
			absence,
			related: localOnly(application),
			fix: {
				title: `set \`${INTERVAL}\` to \`${interval}\``,
				applicability: 'unsafe',
				decide: 'checkpoints also switch on restarts after failures and the commits of transactional sinks',
				changes: [{ kind: 'setOption', key: INTERVAL, value: duration(recommended.interval) }],
			},
		};
	},
});

function localOnly({ config }: Application) {
	return config
		.statements(INTERVAL)
		.filter((setting) => setting.condition === 'local')
		.map((setting) => ({ place: config.place(setting), message: 'this only holds in a local run' }));
}
