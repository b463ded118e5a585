import type { FlinkVersion } from '../../src/model/version.ts';

/** One known exception: in these cases, for these questions, flint and Flink may part, for the reason stated. */
export interface Exception {
	/** `<file>/<name>` of the combination. */
	readonly cases: readonly string[];
	/** The Flink versions it is about; all recorded ones without it. */
	readonly versions?: readonly FlinkVersion[];
	/** The questions it is about, as `<section>.<field>`; every one without it. */
	readonly questions?: RegExp;
	readonly why: string;
}

/** Where flint answers otherwise than Flink, and the Flink class that makes the difference. */
export const DIFFERENCES: readonly Exception[] = [
	{
		cases: ['precedence/program-config-disabled-with-call'],
		questions: /\.interval$/,
		why: 'StreamContextEnvironment enforces execution.program-config.enabled, which stands only in a program that a client or an application cluster runs; the oracle asks a local environment',
	},
	{
		cases: ['restart/setter-retries', 'restart/setter-retries-0'],
		versions: ['1.18', '1.20'],
		questions: /^restartStrategy/,
		why: 'ExecutionConfig.setNumberOfExecutionRetries writes no option (deprecated since 1.1, gone in 2.0)',
	},
	{
		cases: ['tolerable-failures/fail-on-errors-true-after-number'],
		versions: ['1.18', '1.20'],
		questions: /tolerableFailures$/,
		why: 'CheckpointConfig.setFailOnCheckpointingErrors does nothing once a number is set (deprecated since 1.9, gone in 2.0)',
	},
	{
		cases: ['parallelism/setter--2'],
		questions: /parallelism$/,
		why: 'ExecutionConfig.setParallelism takes -2 (PARALLELISM_UNKNOWN) for no call; nobody writes it',
	},
	{
		cases: ['parallelism/conf--2'],
		versions: ['1.18'],
		questions: /parallelism$/,
		why: 'ExecutionConfig.setParallelism takes -2 (PARALLELISM_UNKNOWN) for no call; nobody writes it',
	},
	{
		cases: ['backend/configure-incremental'],
		versions: ['1.18'],
		questions: /incremental$/,
		why: "StateBackendLoader of 1.18 has made the backend of the cluster's configuration before env.configure brings the option, which only counts beside a backend of its own",
	},
];

/** What flint does not know though Flink answers. */
export const UNKNOWNS: readonly Exception[] = [
	{
		cases: ['mode/automatic-with-interval'],
		questions: /^(?:jobGraph\.(?:checkpointingEnabled|exactlyOnce|interval)|restartStrategy|stateBackend|checkpointStorage\.class)/,
		why: 'StreamGraphGenerator.shouldExecuteInBatchMode: AUTOMATIC means batch where every source is bounded, and flint does not read sources',
	},
	{
		cases: ['storage/dir-placeholder'],
		questions: /^checkpointStorage\.dir$/,
		why: 'a template is filled in before Flink reads it; the oracle gives Flink the text as it is',
	},
	{
		cases: ['storage/savepoint-dir-setter-uri'],
		questions: /savepointDir$/,
		why: 'StreamExecutionEnvironment.setDefaultSavepointDirectory(URI) drops the scheme from 1.20 on',
	},
];

/** Rejections that no rule predicts. */
export const GAPS: readonly Exception[] = [
	{
		cases: ['backend/changelog', 'backend/type-forst'],
		why: 'the class path decides: flink-statebackend-changelog and flink-statebackend-forst are jars that the oracle does not have',
	},
	{
		cases: ['backend/type-rocksdb-factory-class-2x', 'backend/type-backend-class-instead-of-factory', 'storage/factory-class'],
		why: 'a class name stands for a factory that only the class path knows',
	},
	{
		cases: ['backend/rocksdb-local-dir-relative', 'backend/rocksdb-local-dir-with-scheme'],
		why: 'no rule yet: EmbeddedRocksDBStateBackend.setDbStoragePaths takes absolute local paths only',
	},
	{
		cases: ['interval/during-backlog-only', 'interval/during-backlog-shorter'],
		why: 'no rule yet: CheckpointCoordinatorConfiguration wants the interval during backlog no shorter than the interval',
	},
	{
		cases: ['parallelism/conf-0', 'parallelism/setter-0'],
		why: 'no rule yet: ExecutionConfig.setParallelism wants 1 or more, or -1',
	},
	{
		cases: ['precedence/buffer-timeout-minus-two'],
		why: 'no rule yet: StreamExecutionEnvironment.setBufferTimeout wants 0 or more, or -1',
	},
	{
		cases: [
			'restart/exponential-multiplier-1',
			'restart/exponential-multiplier-half',
			'restart/exponential-initial-over-max',
			'restart/exponential-jitter-over-1',
			'restart/fixed-delay-attempts-negative',
			'restart/failure-rate-failures-0',
		],
		why: 'no rule yet: the constructors of the restart strategies check their ranges',
	},
	{
		cases: ['storage/savepoint-dir-without-scheme', 'storage/savepoint-dir-setter-uri'],
		why: 'no rule yet: AbstractFileCheckpointStorage wants a scheme for the savepoint directory too',
	},
	{
		cases: ['parallelism/operator-max-too-large', 'submit/operator-parallelism-over-max'],
		why: 'flint does not read the parallelism of single operators',
	},
	{ cases: ['submit/savepoint-path-missing'], why: 'the file system decides when the job is submitted' },
];

/** Combinations that Flink takes as far as they were asked, but flint says it rejects. */
export const NOT_ASKED: readonly Exception[] = [
	{
		cases: [
			'parallelism/max-below-parallelism',
			'parallelism/max-below-parallelism-setters',
			'parallelism/max-conf-1',
			'parallelism/max-setter-1',
		],
		why: 'the JobMaster rejects it at submission, which these cases are not asked: submit/max-below-parallelism is',
	},
];
