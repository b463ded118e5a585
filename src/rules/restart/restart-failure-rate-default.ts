import { defineRule } from '../../model/finding.ts';
import { isBatch } from '../../model/questions/recovery.ts';
import { duration, formatDuration, number } from '../../model/value.ts';

const TYPE = 'restart-strategy.type';
const FAILURES = 'restart-strategy.failure-rate.max-failures-per-interval';
const INTERVAL = 'restart-strategy.failure-rate.failure-rate-interval';
/** The names Flink takes for it (RestartStrategyOptions.RestartStrategyType). */
const FAILURE_RATE = ['failure-rate', 'failurerate'];
const MORE_FAILURES = 5;
const LONGER = 10 * 60_000;

/** Two failures within a minute end the job. */
export const restartFailureRateDefault = defineRule({
	meta: {
		name: 'restart-failure-rate-default',
		summary: 'The failure-rate strategy allows one failure per interval.',
		category: 'restart',
		severity: 'info',
		fixes: ['unsafe'],
		messages: {
			one: {
				what: 'a second failure within {interval} ends the job: `restart-strategy.failure-rate.max-failures-per-interval` is {how}',
				why: 'one lost machine often fails a job twice, once more while it restarts',
				do: 'allow at least 5 failures in 10 min',
			},
		},
		evidence: [
			'RestartStrategyOptions: defaults 1 failure and 1 min, in 1.13 to 2.3 (option catalogue; oracle: combinations/restart)',
			'FailureRateRestartBackoffTimeStrategy.isFailureTimestampsQueueFull ends the job at the failure after the allowed ones',
		],
	},
	*check(application) {
		const { config } = application;
		const type = config.setting(TYPE);
		if (type === undefined || isBatch(application) || !FAILURE_RATE.includes(config.name(TYPE) ?? '')) return;
		const stated = config.setting(FAILURES);
		const interval = config.duration(INTERVAL);
		if (config.number(FAILURES) !== 1 || interval === undefined) return;
		yield {
			message: 'one',
			data: { interval: `\`${formatDuration(interval)}\``, how: stated === undefined ? 'not set' : '`1`' },
			at: config.place(stated ?? type),
			option: FAILURES,
			absence: stated === undefined ? config.absence(FAILURES) : undefined,
			related: stated === undefined ? [] : [{ place: config.place(type), message: 'the strategy is chosen here' }],
			fix: {
				title: 'allow 5 failures in 10 min',
				applicability: 'unsafe',
				decide: 'the job ends in FAILED later than a supervisor or an alarm may expect',
				changes: [
					{ kind: 'setOption', key: FAILURES, value: number(MORE_FAILURES) },
					...(interval === LONGER ? [] : [{ kind: 'setOption' as const, key: INTERVAL, value: duration(LONGER) }]),
				],
			},
		};
	},
});
