import type { CallArgument } from './change.ts';
import type { Range } from './range.ts';
import type { Condition } from './setting.ts';
import type { SqlFacts } from './sql.ts';
import type { FlinkVersion } from './version.ts';

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

/** What a program says of an operator: for certain, or unknown where it is computed or may be said where flint does not look. */
export type Stated<T> =
	| { readonly kind: 'known'; readonly value: T; readonly range: Range }
	| { readonly kind: 'unknown'; readonly why: string; readonly range?: Range };

/** A call that adds an operator to the job: a source, a transformation, a sink. What only partitions or joins streams is none. */
export interface OperatorFact {
	/** Stable within the file while other text changes, a uid that is added included: class, label, ordinal. */
	readonly id: string;
	readonly kind: 'source' | 'transformation' | 'sink';
	/** The method that adds it, such as `process` or `fromSource`. */
	readonly method: string;
	/** What a reader would call it: its stated name, else the variable that keeps it, else its function's class, else the method. */
	readonly label: string;
	/** Whether it keeps state in checkpoints, where that is certain. */
	readonly stateful?: boolean;
	/** Its `.uid(…)`; absent where it surely has none. */
	readonly uid?: Stated<string>;
	/** It is given a hash of a generated uid (`setUidHash`). */
	readonly pinned?: true;
	readonly name?: Stated<string>;
	readonly parallelism?: Stated<number>;
	readonly maxParallelism?: Stated<number>;
	/** The first Flink whose method gives something that takes a uid, where older ones do not: window joins. */
	readonly takesUidFrom?: FlinkVersion;
	readonly condition: Condition;
	readonly file: string;
	/** From the method's name to its closing parenthesis: `.uid("…")` goes right behind it. */
	readonly range: Range;
	/** The class whose code adds it. */
	readonly className: string;
}

/** A call that means the same as a deprecated one. */
export interface EquivalentCall {
	readonly name: string;
	readonly arguments: readonly CallArgument[];
	/** The first minor that has it. */
	readonly from: FlinkVersion;
	/** The last minor that has it, where it went too. */
	readonly to?: FlinkVersion;
	/** It means the same only where nothing else states the option: the old call yields to any other statement. */
	readonly alone?: true;
}

/** A call of Flink's configuration objects that Flink has deprecated. */
export interface DeprecatedCallFact {
	/** Stable within the file while other text changes: class, method, ordinal. */
	readonly id: string;
	readonly name: string;
	/** The options it states, under their newest keys. */
	readonly options: readonly string[];
	/** The first minor that deprecates it, 1.13 for those that were so before. */
	readonly deprecatedFrom: FlinkVersion;
	/** The first minor without it. */
	readonly removedIn?: FlinkVersion;
	/** What means the same, newest first; empty where its arguments are not certain. */
	readonly equivalents: readonly EquivalentCall[];
	readonly condition: Condition;
	readonly file: string;
	/** From the method's name to its closing parenthesis. */
	readonly range: Range;
}

/** What a Java source or a SQL script says about a job, apart from its settings. */
export interface JobFacts {
	/** Fully qualified names of the classes the file declares. */
	readonly classes: readonly string[];
	/** Simple and qualified names of types the file mentions, for telling which job uses which function. */
	readonly references: ReadonlySet<string>;
	readonly environments: readonly EnvironmentFact[];
	readonly descriptors: readonly StateDescriptorFact[];
	readonly sinks: readonly SinkFact[];
	readonly operators: readonly OperatorFact[];
	readonly deprecatedCalls: readonly DeprecatedCallFact[];
	/** Where streams are keyed: the method name `keyBy`. */
	readonly keyBys: readonly Range[];
	/** The file runs its job in batch mode (`setRuntimeMode(RuntimeExecutionMode.BATCH)`, ExecutionEnvironment). */
	readonly batch: boolean;
	/** The file uses the MSF runtime library (`com.amazonaws.services.kinesisanalytics`). */
	readonly msfRuntime: boolean;
	/** Calls that hand the environment, its configuration or a CheckpointConfig to code this file does not hold. */
	readonly escapes: readonly Range[];
	/** What a SQL script says. */
	readonly sql?: SqlFacts;
}
