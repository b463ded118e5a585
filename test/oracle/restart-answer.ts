import { catalogue } from '../../src/catalog/catalogue.ts';
import type { Application } from '../../src/model/application.ts';
import { known } from '../../src/model/value.ts';
import { atLeast, type FlinkVersion } from '../../src/model/version.ts';
import { type Answer, plain, type Switch, UNKNOWN } from './effective-answer.ts';

const TYPE = 'restart-strategy.type';
const MOST = 2147483647;

interface Strategy {
	readonly class: string;
	/** The options behind the parameters that its description prints, without `restart-strategy.`. */
	readonly parameters: Readonly<Record<string, string>>;
}

const NONE: Strategy = { class: 'NoRestartBackoffTimeStrategy', parameters: {} };
const FIXED_DELAY: Strategy = {
	class: 'FixedDelayRestartBackoffTimeStrategy',
	parameters: { maxNumberRestartAttempts: 'fixed-delay.attempts', backoffTimeMS: 'fixed-delay.delay' },
};
const FAILURE_RATE: Strategy = {
	class: 'FailureRateRestartBackoffTimeStrategy',
	parameters: {
		failuresIntervalMS: 'failure-rate.failure-rate-interval',
		backoffTimeMS: 'failure-rate.delay',
		maxFailuresPerInterval: 'failure-rate.max-failures-per-interval',
	},
};
const EXPONENTIAL_DELAY: Strategy = {
	class: 'ExponentialDelayRestartBackoffTimeStrategy',
	parameters: {
		initialBackoffMS: 'exponential-delay.initial-backoff',
		maxBackoffMS: 'exponential-delay.max-backoff',
		backoffMultiplier: 'exponential-delay.backoff-multiplier',
		resetBackoffThresholdMS: 'exponential-delay.reset-backoff-threshold',
		jitterFactor: 'exponential-delay.jitter-factor',
		attemptsBeforeResetBackoff: 'exponential-delay.attempts-before-reset-backoff',
	},
};

/** RestartStrategyOptions.RestartStrategyType: every name of a strategy. */
const STRATEGIES: Readonly<Record<string, Strategy>> = {
	none: NONE,
	off: NONE,
	disable: NONE,
	'fixed-delay': FIXED_DELAY,
	fixeddelay: FIXED_DELAY,
	'failure-rate': FAILURE_RATE,
	failurerate: FAILURE_RATE,
	'exponential-delay': EXPONENTIAL_DELAY,
	exponentialdelay: EXPONENTIAL_DELAY,
};

/**
 * The restart strategy that flint's effective configuration comes to. RestartBackoffTimeStrategyFactoryLoader: a job that names none
 * has none without checkpointing; with it, up to 1.18 fixed-delay without end, whatever its options say, then exponential-delay.
 */
export function restartAnswers(application: Application, version: FlinkVersion, on: Switch): Readonly<Record<string, Answer>> {
	const { value } = application.config.get(TYPE);
	const undecided = value === undefined ? on === 'unknown' : value.kind !== 'known';
	if (undecided) return answers(UNKNOWN, UNKNOWN);
	if (value === undefined && on === 'on' && !atLeast(version, '1.19')) {
		return answers(FIXED_DELAY.class, `maxNumberRestartAttempts=${MOST} backoffTimeMS=1000`);
	}
	if (value === undefined && on === 'on') return answers(EXPONENTIAL_DELAY.class, defaults(EXPONENTIAL_DELAY, version));
	const named = application.config.name(TYPE) ?? 'none';
	const strategy = STRATEGIES[named];
	return strategy === undefined ? answers(named, named) : answers(strategy.class, described(strategy, application, version));
}

function answers(className: Answer, description: Answer): Readonly<Record<string, Answer>> {
	return { 'restartStrategy.class': className, 'restartStrategy.description': description };
}

function described(strategy: Strategy, { config }: Application, version: FlinkVersion): Answer {
	const parameters = Object.entries(strategy.parameters).flatMap(([name, key]) => {
		const { option, value } = config.get(`restart-strategy.${key}`);
		// The one option without a declared default, attempts-before-reset-backoff, is without bound where it is not set.
		return catalogue.versionsOf(option).includes(version) ? [{ name, value: plain(value, MOST) }] : [];
	});
	if (parameters.some(({ value }) => value === UNKNOWN)) return UNKNOWN;
	return parameters.map(({ name, value }) => `${name}=${String(value)}`).join(' ');
}

/** The default strategy takes the defaults of its options, whatever they are set to. */
function defaults(strategy: Strategy, version: FlinkVersion): Answer {
	const parameters = Object.entries(strategy.parameters).flatMap(([name, key]) => {
		const [option] = catalogue.find(`restart-strategy.${key}`);
		if (option === undefined || !catalogue.versionsOf(option).includes(version)) return [];
		const value = catalogue.defaultOf(option, version);
		return [{ name, value: value === undefined ? MOST : plain(known(value), MOST) }];
	});
	return parameters.map(({ name, value }) => `${name}=${String(value)}`).join(' ');
}

/** The parameters that a strategy's description prints; what has happened so far is none. */
export function restartParameters(description: string): string {
	const printed = [...description.matchAll(/(\w+)=([\d.]+)/g)];
	return printed
		.filter(([, name]) => name !== 'currentBackoffMS' && name !== 'lastFailureTimestamp')
		.map(([, name, value]) => `${name}=${Number(value)}`)
		.join(' ');
}
