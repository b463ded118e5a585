import { defineRule } from '../../model/finding.ts';
import { isBatch } from '../../model/questions/recovery.ts';
import { formatDuration, text } from '../../model/value.ts';

const TYPE = 'restart-strategy.type';
const ATTEMPTS = 'restart-strategy.fixed-delay.attempts';
const DELAY = 'restart-strategy.fixed-delay.delay';
/** The names Flink takes for it (RestartStrategyOptions.RestartStrategyType). */
const FIXED_DELAY = ['fixed-delay', 'fixeddelay'];
const ENOUGH = 10;
/** An outage (ms) that restarts must outlast: the longest single wait of exponential-delay since 1.19; a lost TaskManager is noticed after 50 s. */
const OUTAGE = 60_000;

/** A job that gives up early: a handful of restarts in its whole life, or all of them spent within a minute. */
export const restartFixedDelayFewAttempts = defineRule({
	meta: {
		name: 'restart-fixed-delay-few-attempts',
		summary: 'The fixed-delay strategy gives up early: fewer than 10 restarts in the life of the job, or all of them within a minute.',
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
			brief: {
				what: '`{attempts}` restarts with a delay of `{delay}` are used up within `{total}`, and then the job fails for good',
				why: 'an outage of a minute ends the job: each restart fails as the last one did, long before a broker or a machine is back',
				do: 'set `{type}` to `{recommended}`, which waits longer and longer and forgets old failures, or raise `restart-strategy.fixed-delay.delay`',
			},
			undelayed: {
				what: 'a job that fails is restarted at once, up to `{attempts}` times: `restart-strategy.fixed-delay.delay` is `{delay}`',
				why: 'what made it fail gets no time to recover, and every restart asks the same systems for connections and reads all state again',
				do: 'set `{type}` to `{recommended}`, which waits longer and longer, or set `restart-strategy.fixed-delay.delay` to some seconds',
			},
		},
		evidence: [
			'RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS: default 1 in 1.13 to 2.3 (option catalogue); run: one restart',
			'RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY: default 1 s (option catalogue), so many attempts without a delay of their own are not restarted at once',
			'FixedDelayRestartBackoffTimeStrategy counts restarts and never resets the count; it waits the same delay before each',
			'exponential-delay is the default strategy of 1.19 and later, with waits of up to 1 min (oracle: combinations/restart)',
			'HeartbeatManagerOptions.HEARTBEAT_TIMEOUT: a lost TaskManager is noticed after 50 s (option catalogue)',
		],
	},
	*check(application, { recommended: { restartStrategy: recommended } }) {
		const { config, version } = application;
		const type = config.setting(TYPE);
		if (type === undefined || isBatch(application) || !FIXED_DELAY.includes(config.name(TYPE) ?? '')) return;
		const attempts = config.number(ATTEMPTS);
		if (attempts === undefined || attempts < 0) return;
		const delay = config.duration(DELAY);
		const message = attempts < ENOUGH ? 'few' : haste(attempts, delay);
		if (message === undefined) return;
		const option = message === 'few' ? ATTEMPTS : DELAY;
		const stated = config.setting(option);
		const absence = stated === undefined ? config.absence(option) : undefined;
		if (stated === undefined && absence === undefined) return;
		const key = type.kind === 'entry' ? type.key : (config.catalogue.keyToWrite(config.get(TYPE).option, version?.version) ?? TYPE);
		yield {
			message: message === 'few' && stated === undefined ? 'default' : message,
			data: {
				times: attempts === 1 ? 'once' : `\`${attempts}\` times`,
				attempts: String(attempts),
				delay: formatDuration(delay ?? 0),
				total: formatDuration(attempts * (delay ?? 0)),
				type: key,
				recommended,
			},
			at: config.place(stated ?? config.setting(ATTEMPTS) ?? type),
			option,
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

/** What is wrong with many attempts, if anything. */
function haste(attempts: number, delay: number | undefined): 'brief' | 'undelayed' | undefined {
	if (delay === undefined || attempts * delay >= OUTAGE) return undefined;
	return delay === 0 ? 'undelayed' : 'brief';
}
