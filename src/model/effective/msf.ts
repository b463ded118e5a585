import type { Option } from '../option.ts';
import type { Platform } from '../platform.ts';
import { boolean, duration, enumeration, known, number, type TypedValue, text, type Value } from '../value.ts';
import type { EffectiveConfiguration } from './effective.ts';

/**
 * Values that Managed Flink gives to every application, whatever the application says. AWS support can change some of them for
 * one application. Source: AWS developer guide, "Flink settings" and "Checkpointing".
 */
const FIXED: ReadonlyMap<string, TypedValue> = new Map([
	['execution.checkpointing.timeout', duration(60 * 60_000)],
	['execution.checkpointing.max-concurrent-checkpoints', number(1)],
	['execution.checkpointing.mode', enumeration('EXACTLY_ONCE')],
	['execution.checkpointing.num-retained', number(1)],
	['execution.checkpointing.incremental', boolean(true)],
	['execution.checkpointing.unaligned.enabled', boolean(false)],
	['execution.checkpointing.local-backup.enabled', boolean(true)],
	['execution.state-recovery.from-local', boolean(true)],
	['state.backend.type', text('rocksdb')],
]);

const CHECKPOINT_TYPE = 'msf.checkpoint-configuration-type';
const MIN_PAUSE = 'execution.checkpointing.min-pause';
const PARALLELISM = 'parallelism.default';

/** What holds under `ConfigurationType: DEFAULT` even when other values stand beside it. Source: AWS API, CheckpointConfiguration. */
const UNDER_DEFAULT: ReadonlyMap<string, TypedValue> = new Map([
	['msf.checkpointing-enabled', boolean(true)],
	['execution.checkpointing.interval', duration(60_000)],
	[MIN_PAUSE, duration(5000)],
]);

/** The Flink options that a Managed Flink application has fields of its own for. */
export const MSF_FIELDS: readonly string[] = ['execution.checkpointing.interval', MIN_PAUSE, PARALLELISM];

const FIELD_NAMES: ReadonlyMap<string, string> = new Map([
	['execution.checkpointing.interval', 'CheckpointInterval'],
	[MIN_PAUSE, 'MinPauseBetweenCheckpoints'],
	[PARALLELISM, 'Parallelism'],
]);

/** What people write for an option on that platform: a field of the Managed Flink application, or the option's key. */
export function nameOn(platform: Platform, key: string): string {
	return (platform === 'msf' ? FIELD_NAMES.get(key) : undefined) ?? key;
}

const SERVICE_GROUPS: readonly string[] = ['checkpointing', 'checkpoint-storage', 'state-backend', 'restart'];

/**
 * Whether Managed Flink decides an option: what the program says of it is ignored up to Flink 1.18, and from 1.19 on keeps the
 * application from starting. What the service sets such options to beyond the values above is not published.
 * Source: AWS developer guide, "Flink settings".
 */
export function decidedByService(option: Pick<Option, 'group'>): boolean {
	return SERVICE_GROUPS.includes(option.group);
}

const UNPUBLISHED: Value = { kind: 'unknown', why: 'Managed Flink decides it and AWS does not say how' };
const UNSEEN: Value = { kind: 'unknown', why: 'the whole configuration of the Managed Flink application is not visible here' };
const TYPE_MISSING: Value = { kind: 'unknown', why: '`ConfigurationType` is missing beside the checkpoint settings' };

/** The value Managed Flink enforces for an option, if it does. */
export function fixedByMsf(key: string): TypedValue | undefined {
	return FIXED.get(key);
}

/**
 * The value Managed Flink gives to an option that nothing states: unknown where AWS publishes none or where what was read is only
 * part of the application (an update, code alone); `unstated` where it must be stated to be known; undefined where the service
 * has no say, and Flink's own default holds.
 */
export function msfDefault(key: string, configuration: EffectiveConfiguration): Value | 'unstated' | undefined {
	if (key === CHECKPOINT_TYPE) return checkpointType(configuration);
	const underDefault = UNDER_DEFAULT.get(key);
	if (underDefault !== undefined) return checkpointValue(key, underDefault, configuration);
	const option = configuration.catalogue.find(key)[0];
	if (option === undefined) return undefined;
	if (option.group === 'platform' || key === PARALLELISM) {
		if (!configuration.visibility.configuration) return UNSEEN;
		const value = configuration.catalogue.defaultOf(option, configuration.version);
		return value === undefined ? UNPUBLISHED : known(value);
	}
	return decidedByService(option) ? UNPUBLISHED : undefined;
}

/** An application without any checkpoint setting has the DEFAULT ones. */
function checkpointType(configuration: EffectiveConfiguration): Value {
	if (!configuration.visibility.configuration) return UNSEEN;
	const stated = [...UNDER_DEFAULT.keys()].some((key) => configuration.statements(key).some(({ layer }) => layer === 'deployment'));
	return stated ? TYPE_MISSING : known(enumeration('DEFAULT'));
}

/**
 * Under DEFAULT the service's values hold. What it does with a field that CUSTOM leaves out is not published: the field is unknown,
 * but for a pause in a configuration that was read whole, which counts as missing so that it gets stated.
 */
function checkpointValue(key: string, underDefault: TypedValue, configuration: EffectiveConfiguration): Value | 'unstated' {
	const type = configuration.name(CHECKPOINT_TYPE);
	if (type === 'default') return known(underDefault);
	if (!configuration.visibility.configuration) return UNSEEN;
	return key === MIN_PAUSE && type === 'custom' ? 'unstated' : UNPUBLISHED;
}
