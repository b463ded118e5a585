import { defineRule } from '../../model/finding.ts';
import { isBatch } from '../../model/recovery.ts';
import { text } from '../../model/value.ts';

const TYPE = 'restart-strategy.type';
const ATTEMPTS = 'restart-strategy.fixed-delay.attempts';
/** The names Flink takes for it (RestartStrategyOptions.RestartStrategyType). */
const FIXED_DELAY = ['fixed-delay', 'fixeddelay'];
const ENOUGH = 10;

/** A job that is allowed a handful of restarts in its whole life. */
export const restartFixedDelayFewAttempts = defineRule({
	meta: {
		name: 'restart-fixed-delay-few-attempts',
		summary: 'The fixed-delay strategy restarts the job fewer than 10 times in its whole life.',
		category: 'restart',
		severity: 'warning',
		fixes: ['unsafe'],
		messages: {
			few: {
				what: 'the job is restarted {times} and then fails for good',
				why: 'the fixed-delay strategy counts over the whole life of the job and never starts again: a few lost machines in a year use it up',
				do: 'set `{type}` to `{recommended}`, which waits longer and longer and forgets old failures, or raise `restart-strategy.fixed-delay.attempts`',
			},
			default: {
				what: 'the job is restarted once and then fails for good: `restart-strategy.fixed-delay.attempts` is not set',
				why: 'the default of the fixed-delay strategy is 1 attempt, counted over the whole life of the job',
				do: 'set `{type}` to `{recommended}`, which waits longer and longer and forgets old failures, or set `restart-strategy.fixed-delay.attempts`',
			},
		},
		evidence: [
			'RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS: default 1 in 1.13 to 2.3 (option catalogue); run: one restart',
			'FixedDelayRestartBackoffTimeStrategy counts restarts and never resets the count',
			'exponential-delay is the default strategy of 1.19 and later (oracle: combinations/restart)',
		],
	},
	*check(application, { recommended: { restartStrategy: recommended } }) {
		const { config, version } = application;
		const type = config.setting(TYPE);
		if (type === undefined || isBatch(application) || !FIXED_DELAY.includes(config.name(TYPE) ?? '')) return;
		const stated = config.setting(ATTEMPTS);
		const attempts = config.number(ATTEMPTS);
		if (attempts === undefined || attempts < 0 || attempts >= ENOUGH) return;
		const key = type.kind === 'entry' ? type.key : (config.catalogue.keyToWrite(config.get(TYPE).option, version?.version) ?? TYPE);
		const absence = stated === undefined ? config.absence(ATTEMPTS) : undefined;
		yield {
			message: stated === undefined ? 'default' : 'few',
			data: { times: attempts === 1 ? 'once' : `\`${attempts}\` times`, type: key, recommended },
			at: config.place(stated ?? type),
			option: ATTEMPTS,
			absence,
			related: stated === undefined ? [] : [{ place: config.place(type), message: 'the strategy is chosen here' }],
			fix: FIXED_DELAY.includes(recommended)
				? undefined
				: {
						title: `set \`${key}\` to \`${recommended}\``,
						applicability: 'unsafe',
						decide: 'the job no longer ends in FAILED after some failures, which a supervisor or an alarm may wait for',
						changes: [{ kind: 'setOption', key: TYPE, value: text(recommended) }],
					},
		};
	},
});
