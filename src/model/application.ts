import type { ConfigDocument } from './document.ts';
import type { EffectiveConfiguration } from './effective.ts';
import type { DeprecatedCallFact, EnvironmentFact, OperatorFact, SinkFact, StateDescriptorFact } from './job.ts';
import type { ReadingNote } from './note.ts';
import type { Platform, RunEnvironment } from './platform.ts';
import type { VersionStatement } from './version.ts';

/** One deployable job or cluster, with everything that configures it. */
export interface Application {
	readonly id: string;
	readonly platform: Platform;
	/** Undefined where nothing states it. */
	readonly version: VersionStatement | undefined;
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
}
