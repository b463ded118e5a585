import type { EffectiveConfiguration } from './effective.ts';
import { boolean, duration, enumeration, known, number, type TypedValue, text, type Value } from './value.ts';

/** Values that Managed Flink fixes, whatever the application says (AWS developer guide, "Flink settings" and "Checkpointing"). */
const FIXED: Readonly<Record<string, TypedValue>> = {
	'execution.checkpointing.timeout': duration(60 * 60_000),
	'execution.checkpointing.max-concurrent-checkpoints': number(1),
	'execution.checkpointing.mode': enumeration('EXACTLY_ONCE'),
	'execution.checkpointing.num-retained': number(1),
	'execution.checkpointing.incremental': boolean(true),
	'execution.checkpointing.unaligned.enabled': boolean(false),
	'state.backend.type': text('rocksdb'),
};

/** What holds under `ConfigurationType: DEFAULT` even when other values stand beside it (API CheckpointConfiguration). */
const DEFAULT_CONFIGURATION: Readonly<Record<string, TypedValue>> = {
	'msf.checkpointing-enabled': boolean(true),
	'execution.checkpointing.interval': duration(60_000),
	'execution.checkpointing.min-pause': duration(5000),
};

/** The Flink options that a Managed Flink application has fields of its own for. */
export const MSF_FIELDS: readonly string[] = [
	'execution.checkpointing.interval',
	'execution.checkpointing.min-pause',
	'parallelism.default',
];

/** Options the service decides in ways AWS does not publish: neither set nor missing, simply not known. */
const DECIDED_BY_SERVICE = [
	'execution.checkpointing.tolerable-failed-checkpoints',
	'execution.checkpointing.externalized-checkpoint-retention',
	'execution.checkpointing.dir',
	'execution.checkpointing.savepoint-dir',
	'execution.checkpointing.storage',
	'restart-strategy.type',
];

const UNKNOWN_ON_MSF: Value = { kind: 'unknown', why: 'Managed Flink decides it and AWS does not say how' };

/** The value Managed Flink enforces for an option, if it does. */
export function fixedByMsf(key: string): TypedValue | undefined {
	return FIXED[key];
}

/**
 * The value Managed Flink gives to an option that nothing states: the DEFAULT configuration's one where that is in force;
 * unknown where AWS publishes nothing (what CUSTOM does with an omitted field among them).
 */
export function msfDefault(key: string, configuration: EffectiveConfiguration): Value | undefined {
	if (DECIDED_BY_SERVICE.includes(key)) return UNKNOWN_ON_MSF;
	const fallback = DEFAULT_CONFIGURATION[key];
	if (fallback === undefined) return undefined;
	const type = configuration.get('msf.checkpoint-configuration-type');
	if (type.value === undefined)
		return configuration.documents.some((document) => document.claims.partial) ? UNKNOWN_ON_MSF : known(fallback);
	if (type.value.kind === 'known' && configuration.name('msf.checkpoint-configuration-type') === 'default') return known(fallback);
	return key === 'execution.checkpointing.min-pause' && type.value.kind === 'known' ? undefined : UNKNOWN_ON_MSF;
}
