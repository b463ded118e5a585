import { boolean, duration, enumeration, number, type TypedValue, text } from '../../model/value.ts';
import type { HandleKind } from './handles.ts';

/** One option that a setter writes: from an argument, or always the same value. */
export interface SetterWrite {
	readonly key: string;
	/** Position of the argument that holds the value; absent where the method itself says it. */
	readonly argument?: number;
	/** The value where there is no argument, or where the overload without it is called. */
	readonly value?: TypedValue;
	/** How the argument's meaning turns into the option's, where it is not the value itself. */
	readonly turn?: (value: TypedValue) => TypedValue | undefined;
	/** For which arguments the option is written at all. */
	readonly when?: (value: TypedValue) => boolean;
	/** Only a String is taken as it is: of a Path or URI Flink keeps the path and drops `s3://bucket` (run, 1.20 to 2.3). */
	readonly textOnly?: true;
	/** The method takes the option away. */
	readonly unset?: true;
	/** Flink takes the call only where nothing else states this option. */
	readonly yieldsTo?: string;
}

const takes = (key: string): readonly SetterWrite[] => [{ key, argument: 0 }];
const says = (key: string, value: TypedValue): readonly SetterWrite[] => [{ key, value }];
const isOff = (value: TypedValue): boolean => numberOf(value) === -1;

function numberOf(value: TypedValue): number | undefined {
	if (value.type === 'duration') return value.ms;
	return value.type === 'number' ? value.value : undefined;
}

const STRATEGY = 'restart-strategy.type';

/** The restarts of old: ExecutionConfig.getRestartStrategy makes a strategy of them where nothing names one (up to 1.20). */
const retries: readonly SetterWrite[] = [
	{
		key: STRATEGY,
		argument: 0,
		when: (value) => !isOff(value),
		turn: (value) => text(numberOf(value) === 0 ? 'none' : 'fixed-delay'),
		yieldsTo: STRATEGY,
	},
	{ key: 'restart-strategy.fixed-delay.attempts', argument: 0, when: (value) => !isOff(value), yieldsTo: STRATEGY },
	// ExecutionConfig.EXECUTION_RETRY_DELAY: not the delay that the option has by default.
	{ key: 'restart-strategy.fixed-delay.delay', value: duration(10_000), yieldsTo: STRATEGY },
];
/** ExecutionConfig.PARALLELISM_UNKNOWN: the call is taken for none. */
const parallelism: readonly SetterWrite[] = [{ key: 'parallelism.default', argument: 0, when: (value) => numberOf(value) !== -2 }];

const environment: Readonly<Record<string, readonly SetterWrite[]>> = {
	enableCheckpointing: [
		{ key: 'execution.checkpointing.interval', argument: 0, value: duration(500) },
		{ key: 'execution.checkpointing.mode', argument: 1 },
		{ key: 'execution.checkpointing.force', argument: 2 },
	],
	setParallelism: parallelism,
	setMaxParallelism: takes('pipeline.max-parallelism'),
	setNumberOfExecutionRetries: retries,
	setBufferTimeout: [
		{ key: 'execution.buffer-timeout.interval', argument: 0, when: (value) => !isOff(value) },
		{ key: 'execution.buffer-timeout.enabled', argument: 0, when: isOff, turn: () => boolean(false) },
	],
	disableOperatorChaining: says('pipeline.operator-chaining.enabled', boolean(false)),
	setRuntimeMode: takes('execution.runtime-mode'),
	setDefaultSavepointDirectory: [{ key: 'execution.checkpointing.savepoint-dir', argument: 0, textOnly: true }],
	enableChangelogStateBackend: takes('state.changelog.enabled'),
	setStreamTimeCharacteristic: [
		{
			key: 'pipeline.auto-watermark-interval',
			argument: 0,
			turn: (value) => (value.type === 'enum' ? duration(value.value === 'ProcessingTime' ? 0 : 200) : undefined),
		},
	],
};

const checkpointConfig: Readonly<Record<string, readonly SetterWrite[]>> = {
	disableCheckpointing: [{ key: 'execution.checkpointing.interval', unset: true }],
	enableApproximateLocalRecovery: takes('execution.state-recovery.approximate-local-recovery'),
	enableExternalizedCheckpoints: takes('execution.checkpointing.externalized-checkpoint-retention'),
	enableUnalignedCheckpoints: [{ key: 'execution.checkpointing.unaligned.enabled', argument: 0, value: boolean(true) }],
	enableUnalignedCheckpointsInterruptibleTimers: takes('execution.checkpointing.unaligned.interruptible-timers.enabled'),
	setAlignedCheckpointTimeout: takes('execution.checkpointing.aligned-checkpoint-timeout'),
	setAlignmentTimeout: takes('execution.checkpointing.aligned-checkpoint-timeout'),
	setCheckpointIdOfIgnoredInFlightData: takes('execution.state-recovery.without-channel-state.checkpoint-id'),
	setCheckpointInterval: takes('execution.checkpointing.interval'),
	setCheckpointIntervalDuringBacklog: takes('execution.checkpointing.interval-during-backlog'),
	setCheckpointTimeout: takes('execution.checkpointing.timeout'),
	setCheckpointingConsistencyMode: takes('execution.checkpointing.mode'),
	setCheckpointingMode: takes('execution.checkpointing.mode'),
	setExternalizedCheckpointCleanup: takes('execution.checkpointing.externalized-checkpoint-retention'),
	setExternalizedCheckpointRetention: takes('execution.checkpointing.externalized-checkpoint-retention'),
	setFailOnCheckpointingErrors: [
		{
			key: 'execution.checkpointing.tolerable-failed-checkpoints',
			argument: 0,
			turn: (value) => (value.type === 'boolean' ? number(value.value ? 0 : 2147483647) : undefined),
			yieldsTo: 'execution.checkpointing.tolerable-failed-checkpoints',
		},
	],
	setForceCheckpointing: takes('execution.checkpointing.force'),
	setForceUnalignedCheckpoints: takes('execution.checkpointing.unaligned.forced'),
	setMaxConcurrentCheckpoints: takes('execution.checkpointing.max-concurrent-checkpoints'),
	setMaxSubtasksPerChannelStateFile: takes('execution.checkpointing.unaligned.max-subtasks-per-channel-state-file'),
	setMinPauseBetweenCheckpoints: takes('execution.checkpointing.min-pause'),
	setPauseSourcesUntilFirstCheckpoint: takes('pipeline.sources.pause-until-first-checkpoint'),
	setTolerableCheckpointFailureNumber: takes('execution.checkpointing.tolerable-failed-checkpoints'),
};

const executionConfig: Readonly<Record<string, readonly SetterWrite[]>> = {
	disableAutoGeneratedUIDs: says('pipeline.auto-generate-uids', boolean(false)),
	disableAutoTypeRegistration: says('pipeline.auto-type-registration', boolean(false)),
	disableClosureCleaner: says('pipeline.closure-cleaner-level', enumeration('NONE')),
	disableForceAvro: says('pipeline.force-avro', boolean(false)),
	disableForceKryo: says('pipeline.force-kryo', boolean(false)),
	disableGenericTypes: says('pipeline.generic-types', boolean(false)),
	disableObjectReuse: says('pipeline.object-reuse', boolean(false)),
	enableAutoGeneratedUIDs: says('pipeline.auto-generate-uids', boolean(true)),
	enableClosureCleaner: says('pipeline.closure-cleaner-level', enumeration('RECURSIVE')),
	enableForceAvro: says('pipeline.force-avro', boolean(true)),
	enableForceKryo: says('pipeline.force-kryo', boolean(true)),
	enableGenericTypes: says('pipeline.generic-types', boolean(true)),
	enableObjectReuse: says('pipeline.object-reuse', boolean(true)),
	enablePeriodicMaterialize: takes('state.changelog.periodic-materialize.enabled'),
	setAsyncInflightRecordsLimit: takes('execution.async-state.in-flight-records-limit'),
	setAsyncStateActiveBufferSize: takes('execution.async-state.active-buffer-size'),
	setAsyncStateActiveBufferTimeout: takes('execution.async-state.active-buffer-timeout'),
	setAsyncStateBufferSize: takes('execution.async-state.buffer-size'),
	setAsyncStateBufferTimeout: takes('execution.async-state.buffer-timeout'),
	setAsyncStateTotalBufferSize: takes('execution.async-state.total-buffer-size'),
	setAutoWatermarkInterval: takes('pipeline.auto-watermark-interval'),
	setClosureCleanerLevel: takes('pipeline.closure-cleaner-level'),
	setLatencyTrackingInterval: takes('metrics.latency.interval'),
	setMaterializationMaxAllowedFailures: takes('state.changelog.max-failures-allowed'),
	setMaxParallelism: takes('pipeline.max-parallelism'),
	setNumberOfExecutionRetries: retries,
	setExecutionRetryDelay: [{ key: 'restart-strategy.fixed-delay.delay', argument: 0, yieldsTo: STRATEGY }],
	setParallelism: parallelism,
	setPeriodicMaterializeIntervalMillis: takes('state.changelog.periodic-materialize.interval'),
	setTaskCancellationInterval: takes('task.cancellation.interval'),
	setTaskCancellationTimeout: takes('task.cancellation.timeout'),
	setUseSnapshotCompression: takes('execution.checkpointing.snapshot-compression'),
};

const tableConfig: Readonly<Record<string, readonly SetterWrite[]>> = {
	setIdleStateRetention: takes('table.exec.state.ttl'),
	setIdleStateRetentionTime: takes('table.exec.state.ttl'),
};

/**
 * The options that the setters of Flink's configuration objects write, under their newest keys.
 * Source: the oracle's recorded answers (oracle/recorded/<minor>/setters.json), which a test compares with this table.
 */
export const setters: Readonly<Partial<Record<HandleKind, Readonly<Record<string, readonly SetterWrite[]>>>>> = {
	environment,
	'checkpoint-config': checkpointConfig,
	'execution-config': executionConfig,
	'table-config': tableConfig,
};

/** The setters whose argument is an object that states several options: src/parsers/java/composites.ts reads them. */
export const COMPOSITE_SETTERS = ['setStateBackend', 'setRestartStrategy', 'setCheckpointStorage'] as const;
