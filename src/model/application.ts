import type { ConfigDocument } from './document.ts';
import type { EffectiveConfiguration } from './effective/effective.ts';
import type { DeprecatedCallFact, EnvironmentFact, OperatorFact, SinkFact, StateDescriptorFact } from './job.ts';
import type { ReadingNote } from './note.ts';
import type { Platform, RunEnvironment } from './platform.ts';
import type { Place } from './range.ts';
import type { SqlFacts } from './sql.ts';
import type { VersionStatement } from './version.ts';

/** One deployable job or cluster, with everything that configures it. */
export interface Application {
	readonly id: string;
	readonly platform: Platform;
	/** Undefined where nothing states it. */
	readonly version: VersionStatement | undefined;
	/** What the application states of a Flink before the first that flint knows, where it does: rules about running jobs do not hold for it. */
	readonly earlierFlink?: { readonly text: string; readonly place: Place };
	readonly environment: RunEnvironment;
	/** Its documents, the main configuration first. */
	readonly documents: readonly ConfigDocument[];
	readonly config: EffectiveConfiguration;
	readonly notes: readonly ReadingNote[];
	readonly job: JobSummary;
}

/** What the application's sources say about its job, put together. */
export interface JobSummary {
	/** Some source of the program was read. */
	readonly seen: boolean;
	readonly environments: readonly EnvironmentFact[];
	readonly descriptors: readonly StateDescriptorFact[];
	readonly sinks: readonly SinkFact[];
	readonly operators: readonly OperatorFact[];
	readonly deprecatedCalls: readonly DeprecatedCallFact[];
	/** The job keeps state or keys its stream, as far as its sources show. */
	readonly stateful: boolean;
	readonly batch: boolean;
	/** What its SQL script says; nothing where its program is none. */
	readonly sql: SqlFacts;
}
