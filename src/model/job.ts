import type { Range } from './range.ts';
import type { Condition } from './setting.ts';

/** A place where a program obtains its execution environment. */
export interface EnvironmentFact {
	/** `local` for createLocalEnvironment and its kin: such a job never runs in production. */
	readonly kind: 'cluster' | 'local';
	readonly file: string;
	/** The acquiring call, from the method's name on. */
	readonly range: Range;
	readonly condition: Condition;
	/** The fully qualified class that acquires it, as far as the file tells. */
	readonly className: string;
	/** Whether the acquiring class has a `main` method: it is an entry class then. */
	readonly entry: boolean;
}

/** What a state descriptor is used for; `unknown` where its use is not seen. */
export type StateUse = 'keyed' | 'broadcast' | 'operator' | 'trigger' | 'window' | 'unknown';

/**
 * How keyed state is kept from growing: by a StateTtlConfig, by a clear or remove or an update to null somewhere,
 * not at all although a timer is registered, not at all, or not to be told. The last holds too where nothing grows: the state is
 * never written, or its file shows that the keys are few or that the records end.
 */
export type StateBound = 'ttl' | 'cleared' | 'timer-without-clear' | 'never' | 'unknown';

/** A state descriptor that a program builds. */
export interface StateDescriptorFact {
	/** Stable within the file while other text changes: class, variable or state name, ordinal. */
	readonly id: string;
	readonly kind: 'value' | 'list' | 'map' | 'reducing' | 'aggregating';
	readonly use: StateUse;
	readonly bound: StateBound;
	/** A list or map that is only ever added to, so that it grows for every key on its own; never so for other kinds. */
	readonly onlyGrows: boolean;
	/** The bound is `timer-without-clear`, and the timer clears another state of the same function: this one was forgotten. */
	readonly siblingsCleared: boolean;
	/** The state's name as written, where it is a literal or a constant of the file. */
	readonly stateName?: string;
	readonly file: string;
	/** The descriptor's construction: `new ValueStateDescriptor<>(…)`. */
	readonly range: Range;
	/** The function class that owns it. */
	readonly className: string;
	/** The statement that a timer is registered by, where the bound is `timer-without-clear`. */
	readonly timer?: Range;
}

/** A sink that commits with checkpoints, such as a KafkaSink with DeliveryGuarantee.EXACTLY_ONCE or a FileSink. */
export interface SinkFact {
	readonly kind: 'transactional' | 'committing';
	/** The class as written, such as `KafkaSink`. */
	readonly type: string;
	readonly file: string;
	readonly range: Range;
}

/** What a Java source says about a job, apart from its settings. */
export interface JobFacts {
	/** Fully qualified names of the classes the file declares. */
	readonly classes: readonly string[];
	/** Simple and qualified names of types the file mentions, for telling which job uses which function. */
	readonly references: ReadonlySet<string>;
	readonly environments: readonly EnvironmentFact[];
	readonly descriptors: readonly StateDescriptorFact[];
	readonly sinks: readonly SinkFact[];
	/** Where streams are keyed: the method name `keyBy`. */
	readonly keyBys: readonly Range[];
	/** The file runs its job in batch mode (`setRuntimeMode(RuntimeExecutionMode.BATCH)`, ExecutionEnvironment). */
	readonly batch: boolean;
	/** The file uses the MSF runtime library (`com.amazonaws.services.kinesisanalytics`). */
	readonly msfRuntime: boolean;
	/** Calls that hand the environment, its configuration or a CheckpointConfig to code this file does not hold. */
	readonly escapes: readonly Range[];
}
