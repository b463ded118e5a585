import type { Place, Range } from './range.ts';
import type { Value } from './value.ts';

/**
 * Where a statement stands in Flink's precedence, low to high:
 * a configuration file < dynamic properties and command line < a deployment resource
 * < the program (its Configuration, `env.configure`, setters) < TableConfig and SQL SET.
 */
export const LAYERS = ['file', 'dynamic', 'deployment', 'program', 'table'] as const;
export type Layer = (typeof LAYERS)[number];

/** The process that reads an option: the cluster's, the job's (what the program configures) or the client's. */
export type ReadBy = 'cluster' | 'job' | 'client';

/**
 * When a statement takes effect: always, only in a local or test run (`if (isLocal(env))`),
 * or sometimes (any other branch, a loop, a catch block).
 */
export type Condition = 'always' | 'local' | 'sometimes';

/** How a program states an option; configuration files and deployments only know `entry`. */
export type StatementKind =
	/** A key with a value, as Flink's Configuration holds it: merged by literal key, aliases resolved afterwards. */
	| 'entry'
	/** A key with a value in a Configuration that a standing environment is given (`env.configure`), or in a TableConfig: applied in program order. */
	| 'configured'
	/** A call on an environment or its CheckpointConfig or ExecutionConfig: writes the option itself, in program order. */
	| 'setter';

/** One statement of one option, wherever it stands. */
export interface Setting {
	/** The key as Flink sees it: an option's key or one of its deprecated aliases, or a platform field such as `msf.snapshots-enabled`. */
	readonly key: string;
	/** The name as written: the key itself, an MSF field such as `CheckpointInterval`, a setter such as `setMinPauseBetweenCheckpoints`. */
	readonly name: string;
	readonly value: Value;
	readonly layer: Layer;
	readonly kind: StatementKind;
	readonly condition: Condition;
	/** Path of the file it stands in, relative to the project root. */
	readonly file: string;
	/** The whole statement: a line's key and value, a JSON property, a call from the method's name on. */
	readonly range: Range;
	readonly nameRange: Range;
	/** The value alone; absent where the statement holds none (`disableOperatorChaining()`). */
	readonly valueRange?: Range;
	/** The statement takes the option away (`disableCheckpointing()`): Flink's default holds, or nothing where there is none. */
	readonly unset?: true;
	/** The program names the option by its constant (`CheckpointingOptions.CHECKPOINTS_DIRECTORY`): the key is the one its Flink version gives it. */
	readonly byConstant?: true;
	/** The text that the program hands over as a Path or URI of which Flink, from 1.19 on, keeps the path alone: `s3://bucket/savepoints`. */
	readonly keptAsPath?: string;
	/** For `configured`: offset of the call that hands its Configuration over; statements with the same one are given together. */
	readonly given?: number;
	/** Key of an option: Flink takes the statement only where no other one states that option (`setNumberOfExecutionRetries`). */
	readonly yieldsTo?: string;
	/** The class whose object states it, where that class is an old one: `FsStateBackend`. */
	readonly madeBy?: string;
	/** Why the statement has no effect where it stands, such as a value beside `ConfigurationType: DEFAULT`. */
	readonly inert?: string;
	/** The only process that reads the option, where the statement stands in the configuration of the other one. */
	readonly readElsewhere?: 'jobmanager' | 'taskmanager';
	/** Where the option's name stands, if a chart's template states it and this is the value that it takes from elsewhere. */
	readonly named?: Place;
	/** Its text is put together from several places: no editor writes it. */
	readonly composed?: true;
}

/** Whether statement `a` stands in a layer above that of `b`. */
export function isHigherLayer(a: Setting, b: Setting): boolean {
	return LAYERS.indexOf(a.layer) > LAYERS.indexOf(b.layer);
}
