import { atLeast, type FlinkVersion } from '../../model/version.ts';

/** The object a setter belongs to: the environment, or its CheckpointConfig. */
export type SetterOwner = 'environment' | 'checkpoints';

/** How a setter takes its argument. */
type SetterArgument =
	| { readonly kind: 'millis' | 'int' | 'boolean' | 'text' | 'duration' }
	/** A constant of an enum, which is an own class or nested in one: `CheckpointConfig.ExternalizedCheckpointCleanup`. */
	| { readonly kind: 'enum'; readonly className: string; readonly nested?: string };

/** A setter that states one option. */
export interface Setter {
	readonly owner: SetterOwner;
	readonly method: string;
	readonly argument: SetterArgument;
	readonly from?: FlinkVersion;
	readonly to?: FlinkVersion;
}

const ENVIRONMENT = 'org.apache.flink.streaming.api.environment';

/**
 * The setters an option can be stated by, by the option's newest key, newest setter first.
 * Source: the public methods of StreamExecutionEnvironment and CheckpointConfig in the jars of Flink 1.13 to 2.3.
 */
const SETTERS: Readonly<Record<string, readonly Setter[]>> = {
	'execution.checkpointing.interval': [{ owner: 'environment', method: 'enableCheckpointing', argument: { kind: 'millis' } }],
	'execution.checkpointing.min-pause': [{ owner: 'checkpoints', method: 'setMinPauseBetweenCheckpoints', argument: { kind: 'millis' } }],
	'execution.checkpointing.timeout': [{ owner: 'checkpoints', method: 'setCheckpointTimeout', argument: { kind: 'millis' } }],
	'execution.checkpointing.tolerable-failed-checkpoints': [
		{ owner: 'checkpoints', method: 'setTolerableCheckpointFailureNumber', argument: { kind: 'int' } },
	],
	'execution.checkpointing.max-concurrent-checkpoints': [
		{ owner: 'checkpoints', method: 'setMaxConcurrentCheckpoints', argument: { kind: 'int' } },
	],
	'execution.checkpointing.unaligned.enabled': [
		{ owner: 'checkpoints', method: 'enableUnalignedCheckpoints', argument: { kind: 'boolean' } },
	],
	'execution.checkpointing.aligned-checkpoint-timeout': [
		{ owner: 'checkpoints', method: 'setAlignedCheckpointTimeout', argument: { kind: 'duration' }, from: '1.14' },
	],
	'execution.checkpointing.externalized-checkpoint-retention': [
		{
			owner: 'checkpoints',
			method: 'setExternalizedCheckpointRetention',
			argument: { kind: 'enum', className: 'org.apache.flink.configuration.ExternalizedCheckpointRetention' },
			from: '1.20',
		},
		{
			owner: 'checkpoints',
			method: 'setExternalizedCheckpointCleanup',
			argument: { kind: 'enum', className: `${ENVIRONMENT}.CheckpointConfig`, nested: 'ExternalizedCheckpointCleanup' },
			to: '1.20',
		},
	],
	'execution.checkpointing.mode': [
		{
			owner: 'checkpoints',
			method: 'setCheckpointingConsistencyMode',
			argument: { kind: 'enum', className: 'org.apache.flink.core.execution.CheckpointingMode' },
			from: '1.20',
		},
		{
			owner: 'checkpoints',
			method: 'setCheckpointingMode',
			argument: { kind: 'enum', className: 'org.apache.flink.streaming.api.CheckpointingMode' },
		},
	],
	'execution.checkpointing.dir': [{ owner: 'checkpoints', method: 'setCheckpointStorage', argument: { kind: 'text' }, to: '1.20' }],
	'parallelism.default': [{ owner: 'environment', method: 'setParallelism', argument: { kind: 'int' } }],
	'pipeline.max-parallelism': [{ owner: 'environment', method: 'setMaxParallelism', argument: { kind: 'int' } }],
	'execution.buffer-timeout.interval': [{ owner: 'environment', method: 'setBufferTimeout', argument: { kind: 'millis' } }],
};

/** The setter for an option in a version; for an unknown version one that every supported version has. */
export function setterFor(key: string, version: FlinkVersion | undefined): Setter | undefined {
	return (SETTERS[key] ?? []).find((setter) => exists(setter, version));
}

function exists(setter: Setter, version: FlinkVersion | undefined): boolean {
	if (version === undefined) return setter.from === undefined && setter.to === undefined;
	if (setter.from !== undefined && !atLeast(version, setter.from)) return false;
	return setter.to === undefined || atLeast(setter.to, version);
}
