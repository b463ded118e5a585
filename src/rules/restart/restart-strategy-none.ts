import type { Application } from '../../model/application.ts';
import { defineRule } from '../../model/finding.ts';
import { checkpointing, isBatch, keepsState } from '../../model/questions/recovery.ts';
import { text } from '../../model/value.ts';

const TYPE = 'restart-strategy.type';
/** The names Flink takes for no restarts (RestartStrategyOptions, RestartStrategyType). */
const NO_RESTART = ['none', 'off', 'disable'];

/** The first failure of any task ends the job. */
export const restartStrategyNone = defineRule({
	meta: {
		name: 'restart-strategy-none',
		summary: 'The first failure ends the job.',
		category: 'restart',
		severity: 'error',
		fixes: ['unsafe'],
		messages: {
			none: {
				what: 'the first failure ends the job: `restart-strategy.type` is `{type}`',
				why: 'checkpoints are taken, but Flink never restores one by itself ("Recovery is suppressed by NoRestartBackoffTimeStrategy")',
				do: 'remove it, or set it to `{recommended}`',
			},
			withoutCheckpoints: {
				what: 'the first failure ends the job: no restart strategy is set and checkpointing is off',
				why: 'Flink restarts a job by default only where checkpointing is on',
				do: 'set `restart-strategy.type` to `{recommended}`',
			},
		},
		evidence: [
			'RestartBackoffTimeStrategyFactoryLoader: none, off and disable give no restarts, and so does nothing at all without checkpointing (oracle: combinations, 1.18 to 2.3)',
		],
	},
	*check(application, { recommended: { restartStrategy: recommended } }) {
		const { config } = application;
		if (isBatch(application)) return;
		const type = config.name(TYPE);
		const setting = config.setting(TYPE);
		if (setting !== undefined && type !== undefined && NO_RESTART.includes(type)) {
			if (checkpointing(application) !== 'on') return;
			yield {
				message: 'none',
				data: { type, recommended },
				at: config.place(setting),
				option: TYPE,
				fix: restart(application, recommended),
			};
			return;
		}
		// With state to lose, checkpointing-disabled names the cause of both.
		if (checkpointing(application) !== 'off' || keepsState(application)) return;
		const absence = config.absence(TYPE);
		if (absence === undefined) return;
		yield {
			message: 'withoutCheckpoints',
			// Nothing is lost but the job's availability.
			severity: 'warning',
			data: { recommended },
			at: absence.at,
			option: TYPE,
			absence,
			fix: restart(application, recommended),
		};
	},
});

function restart(application: Application, recommended: string) {
	const replay = checkpointing(application) === 'on' ? '' : ', and without checkpoints a restart processes everything from the start';
	return {
		title: `set \`${TYPE}\` to \`${recommended}\``,
		applicability: 'unsafe' as const,
		decide: `the job no longer ends in FAILED, which a supervisor may wait for${replay}`,
		changes: [{ kind: 'setOption' as const, key: TYPE, value: text(recommended) }],
	};
}
