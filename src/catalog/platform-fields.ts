import { boolean, enumeration, number, type OptionType, type TypedValue } from '../model/value.ts';

/** A setting of a platform that is no Flink option; it is asked for and set in the same way. */
export interface PlatformField {
	/** `msf.` and the API's field in kebab case. */
	readonly key: string;
	readonly type: OptionType;
	/** What holds where a whole application says nothing; absent where AWS does not publish it, or where it depends on another field. */
	readonly default?: TypedValue;
	readonly enum?: readonly string[];
	/** Other keys it is read from, first match first, where it has any. */
	readonly aliases?: readonly string[];
}

const CONFIGURATION_TYPES = ['DEFAULT', 'CUSTOM'] as const;

/**
 * The fields of a Managed Flink application. Three more are Flink options and stand under their own keys: CheckpointInterval,
 * MinPauseBetweenCheckpoints and Parallelism. What DEFAULT implies for the checkpoint fields is in src/model/effective/msf.ts.
 * Source: the service's API model (CreateApplication, UpdateApplication, DescribeApplication).
 */
export const platformFields: readonly PlatformField[] = [
	{ key: 'msf.checkpoint-configuration-type', type: 'enum', enum: CONFIGURATION_TYPES },
	{ key: 'msf.checkpointing-enabled', type: 'boolean' },
	{ key: 'msf.monitoring-configuration-type', type: 'enum', enum: CONFIGURATION_TYPES },
	{
		key: 'msf.metrics-level',
		type: 'enum',
		enum: ['APPLICATION', 'TASK', 'OPERATOR', 'PARALLELISM'],
		default: enumeration('APPLICATION'),
	},
	{ key: 'msf.log-level', type: 'enum', enum: ['INFO', 'WARN', 'ERROR', 'DEBUG'], default: enumeration('INFO') },
	{ key: 'msf.parallelism-configuration-type', type: 'enum', enum: CONFIGURATION_TYPES },
	{ key: 'msf.parallelism-per-kpu', type: 'int', default: number(1) },
	/** What the running application has been scaled to; only a describe answer says it. */
	{ key: 'msf.current-parallelism', type: 'int' },
	{ key: 'msf.autoscaling-enabled', type: 'boolean', default: boolean(true) },
	{ key: 'msf.snapshots-enabled', type: 'boolean' },
	{
		key: 'msf.snapshot-mode',
		type: 'enum',
		enum: ['APPLICATION_SNAPSHOTS_LEGACY', 'ENHANCED_SNAPSHOTS'],
		default: enumeration('APPLICATION_SNAPSHOTS_LEGACY'),
	},
	{ key: 'msf.rollback-enabled', type: 'boolean', default: boolean(false) },
	{ key: 'msf.allow-non-restored-state', type: 'boolean', default: boolean(false) },
	{
		key: 'msf.restore-type',
		type: 'enum',
		enum: ['SKIP_RESTORE_FROM_SNAPSHOT', 'RESTORE_FROM_LATEST_SNAPSHOT', 'RESTORE_FROM_CUSTOM_SNAPSHOT'],
	},
	/** Free text: the service adds runtimes faster than its API model is published. */
	{ key: 'msf.runtime-environment', type: 'string' },
	{ key: 'msf.application-mode', type: 'enum', enum: ['STREAMING', 'INTERACTIVE'] },
	{ key: 'msf.service-execution-role', type: 'string' },
	{ key: 'msf.log-stream', type: 'string' },
];
