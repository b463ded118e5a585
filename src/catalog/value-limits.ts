import type { Application } from '../model/application.ts';
import { isRoot, schemeOf } from '../model/location.ts';
import { isBatch } from '../model/questions/recovery.ts';
import { formatValue, type TypedValue } from '../model/value.ts';
import { compareVersions, type FlinkVersion } from '../model/version.ts';

/** What Flink demands of a value beyond its type; durations in ms, sizes in bytes. */
export type Demand =
	/** Bounds, `above` exclusive; `or` are values outside of them that mean something of their own, the one to write first. */
	| { readonly kind: 'range'; readonly least?: number; readonly above?: number; readonly most?: number; readonly or?: readonly number[] }
	/** Bounded by another option's value; 0 means something of its own where `zero` says so. */
	| { readonly kind: 'at-least' | 'at-most'; readonly other: string; readonly zero?: true }
	/** A URI with a scheme, below the root of its storage. */
	| { readonly kind: 'directory' }
	/** Local paths with `,` or `:` between them, each absolute and without a scheme. */
	| { readonly kind: 'absolute' }
	| { readonly kind: 'false' };

/** The rules that report limits. */
export type LimitRule = 'config-invalid-value' | 'checkpoint-interval-below-minimum' | 'max-parallelism-out-of-range';

/** What a limit holds for: a job with that backend or restart strategy, or any streaming job. */
type LimitScope = 'rocksdb' | 'streaming' | 'fixed-delay' | 'failure-rate' | 'exponential-delay';

/** One limit of one option. Every limit is a recorded answer of real Flink on both of its sides (oracle: combinations/limits and others). */
export interface ValueLimit {
	readonly key: string;
	readonly demand: Demand;
	/**
	 * When Flink looks: as soon as a configuration or a call states a value, whether it is overridden or not;
	 * at the value in force when it builds the job graph; or at that when the job is submitted.
	 */
	readonly stage: 'read' | 'graph' | 'submit';
	readonly of?: LimitScope;
	readonly rule: LimitRule;
	readonly from?: FlinkVersion;
	readonly to?: FlinkVersion;
	/** The class that checks. */
	readonly source: string;
}

const CHECKPOINT_CONFIG = { stage: 'read', rule: 'checkpoint-interval-below-minimum', source: 'CheckpointConfig' } as const;
const EXECUTION_CONFIG = { stage: 'read', rule: 'config-invalid-value', source: 'ExecutionConfig' } as const;
const SUBMITTED = { stage: 'submit', rule: 'config-invalid-value' } as const;
const FIXED_DELAY = { ...SUBMITTED, of: 'fixed-delay', source: 'FixedDelayRestartBackoffTimeStrategy' } as const;
const FAILURE_RATE = { ...SUBMITTED, of: 'failure-rate', source: 'FailureRateRestartBackoffTimeStrategy' } as const;
const EXPONENTIAL = { ...SUBMITTED, of: 'exponential-delay', source: 'ExponentialDelayRestartBackoffTimeStrategy' } as const;
const ROCKSDB = { ...SUBMITTED, of: 'rocksdb', source: 'EmbeddedRocksDBStateBackend' } as const;
const ROCKSDB_OPTIONS = { ...ROCKSDB, source: 'RocksDBConfigurableOptions' } as const;

const least = (bound: number, ...or: readonly number[]): Demand => ({ kind: 'range', least: bound, or });

/** The limits that Flink checks, in the order in which they are reported. */
export const VALUE_LIMITS: readonly ValueLimit[] = [
	{ key: 'execution.checkpointing.interval', demand: least(10), ...CHECKPOINT_CONFIG },
	{ key: 'execution.checkpointing.timeout', demand: least(10), ...CHECKPOINT_CONFIG },
	{ key: 'execution.checkpointing.min-pause', demand: least(0), ...CHECKPOINT_CONFIG },
	{ key: 'execution.checkpointing.max-concurrent-checkpoints', demand: least(1), ...CHECKPOINT_CONFIG },
	{ key: 'execution.checkpointing.tolerable-failed-checkpoints', demand: least(0), ...CHECKPOINT_CONFIG },
	{ key: 'execution.checkpointing.interval-during-backlog', demand: least(10, 0), from: '1.19', ...CHECKPOINT_CONFIG },
	{
		key: 'execution.checkpointing.interval-during-backlog',
		demand: { kind: 'at-least', other: 'execution.checkpointing.interval', zero: true },
		stage: 'graph',
		rule: 'config-invalid-value',
		from: '1.19',
		source: 'CheckpointConfig.getCheckpointIntervalDuringBacklog',
	},
	{ key: 'pipeline.max-parallelism', ...EXECUTION_CONFIG, demand: least(1), rule: 'max-parallelism-out-of-range' },
	{
		key: 'pipeline.max-parallelism',
		demand: { kind: 'range', most: 32768 },
		stage: 'graph',
		rule: 'max-parallelism-out-of-range',
		source: 'KeyGroupRangeAssignment.UPPER_BOUND_MAX_PARALLELISM',
	},
	// -2 is ExecutionConfig.PARALLELISM_UNKNOWN.
	{ key: 'parallelism.default', demand: least(1, -1, -2), ...EXECUTION_CONFIG },
	{ key: 'pipeline.auto-watermark-interval', demand: least(0), ...EXECUTION_CONFIG },
	{
		key: 'execution.buffer-timeout.interval',
		demand: least(0, -1),
		...EXECUTION_CONFIG,
		source: 'StreamExecutionEnvironment.setBufferTimeout',
	},
	{ key: 'restart-strategy.fixed-delay.attempts', demand: least(0), ...FIXED_DELAY },
	{ key: 'restart-strategy.fixed-delay.delay', demand: least(0), ...FIXED_DELAY },
	{ key: 'restart-strategy.failure-rate.max-failures-per-interval', demand: least(1), ...FAILURE_RATE },
	{ key: 'restart-strategy.failure-rate.failure-rate-interval', demand: least(1), ...FAILURE_RATE },
	{ key: 'restart-strategy.exponential-delay.initial-backoff', demand: least(1), ...EXPONENTIAL },
	{ key: 'restart-strategy.exponential-delay.max-backoff', demand: least(1), ...EXPONENTIAL },
	{
		key: 'restart-strategy.exponential-delay.initial-backoff',
		demand: { kind: 'at-most', other: 'restart-strategy.exponential-delay.max-backoff' },
		...EXPONENTIAL,
	},
	{ key: 'restart-strategy.exponential-delay.backoff-multiplier', demand: { kind: 'range', above: 1 }, ...EXPONENTIAL },
	{ key: 'restart-strategy.exponential-delay.reset-backoff-threshold', demand: least(1), ...EXPONENTIAL },
	{ key: 'restart-strategy.exponential-delay.jitter-factor', demand: { kind: 'range', least: 0, most: 1 }, ...EXPONENTIAL },
	{ key: 'restart-strategy.exponential-delay.attempts-before-reset-backoff', demand: least(1), from: '1.19', ...EXPONENTIAL },
	{
		key: 'execution.checkpointing.savepoint-dir',
		demand: { kind: 'directory' },
		...SUBMITTED,
		of: 'streaming',
		source: 'AbstractFileCheckpointStorage',
	},
	{
		key: 'execution.state-recovery.approximate-local-recovery',
		demand: { kind: 'false' },
		...SUBMITTED,
		of: 'streaming',
		from: '1.20',
		source: 'DefaultSchedulerComponents',
	},
	{ key: 'state.backend.rocksdb.localdir', demand: { kind: 'absolute' }, ...ROCKSDB },
	{ key: 'state.backend.rocksdb.restore-overlap-fraction-threshold', demand: { kind: 'range', least: 0, most: 1 }, ...ROCKSDB },
	{ key: 'state.backend.rocksdb.log.dir', demand: { kind: 'absolute' }, ...ROCKSDB_OPTIONS },
	...[
		'thread.num',
		'log.file-num',
		'writebuffer.count',
		'writebuffer.number-to-merge',
		'writebuffer.size',
		'compaction.level.target-file-size-base',
		'compaction.level.max-size-level-base',
		'block.blocksize',
		'block.metadata-blocksize',
		'block.cache-size',
	].map((name): ValueLimit => ({ key: `state.backend.rocksdb.${name}`, demand: least(1), ...ROCKSDB_OPTIONS })),
];

/** The limits that one rule reports and that surely hold for the version; without a version, those of every version. */
export function limitsOf(rule: LimitRule, version: FlinkVersion | undefined): readonly ValueLimit[] {
	return VALUE_LIMITS.filter((limit) => limit.rule === rule && holdsIn(limit, version));
}

function holdsIn({ from, to }: ValueLimit, version: FlinkVersion | undefined): boolean {
	if (version === undefined) return from === undefined && to === undefined;
	return (from === undefined || compareVersions(version, from) >= 0) && (to === undefined || compareVersions(version, to) <= 0);
}

/** Up to 1.18 Flink made the configured backend when the program asked for its environment, whatever the job. */
function isEarly(version: FlinkVersion | undefined): boolean {
	return version !== undefined && compareVersions(version, '1.19') < 0;
}

/** When Flink rejects a value, for a message. */
export function rejectionTime({ stage, of }: ValueLimit, version: FlinkVersion | undefined): string {
	if (stage === 'graph') return 'when it builds the job graph';
	if (of === 'rocksdb' && version === undefined) return 'when it makes the backend';
	const early = stage === 'read' || (of === 'rocksdb' && isEarly(version));
	return early ? 'as soon as it reads the value' : 'when the job is submitted';
}

/** Whether the application has what a limit is about. */
export function concerns({ of }: ValueLimit, application: Application): boolean {
	if (of === undefined) return true;
	if (of === 'streaming') return !isBatch(application);
	if (of === 'rocksdb') return usesRocksDb(application) && (!isBatch(application) || isEarly(application.version?.version));
	// Without a name, the default strategy takes the defaults, whatever its options say.
	return application.config.name('restart-strategy.type')?.replace('-', '') === of.replace('-', '');
}

function usesRocksDb({ config }: Application): boolean {
	const name = config.name('state.backend.type');
	return name === 'rocksdb' || name?.endsWith('.embeddedrocksdbstatebackendfactory') === true;
}

/** Whether a value meets a demand, apart from those that another option's value decides. */
export function meets(demand: Demand, value: TypedValue): boolean {
	switch (demand.kind) {
		case 'range':
			return isWithin(demand, amountOf(value));
		case 'directory':
			return value.type !== 'text' || (schemeOf(value.value) !== undefined && !isRoot(value.value));
		case 'absolute':
			return value.type !== 'text' || isWindowsPath(value.value) || value.value.split(/[,:]/).every((path) => path.startsWith('/'));
		case 'false':
			return value.type !== 'boolean' || !value.value;
		default:
			return true;
	}
}

function isWithin(range: Extract<Demand, { kind: 'range' }>, amount: number | undefined): boolean {
	if (amount === undefined || range.or?.includes(amount) === true) return true;
	if (range.least !== undefined && amount < range.least) return false;
	if (range.above !== undefined && amount <= range.above) return false;
	return range.most === undefined || amount <= range.most;
}

/** On Windows the separator of paths is another, and a drive's letter makes a path absolute. */
function isWindowsPath(path: string): boolean {
	return /^[A-Za-z]:[\\/]/.test(path);
}

/** A value as a number: a duration in ms, a size in bytes. */
export function amountOf(value: TypedValue): number | undefined {
	if (value.type === 'duration') return value.ms;
	if (value.type === 'memory') return value.bytes;
	return value.type === 'number' ? value.value : undefined;
}

/** What a value must be, to complete "must be …", written in the unit of `sample`. */
export function describeDemand(demand: Demand, sample: TypedValue): string {
	switch (demand.kind) {
		case 'range':
			return describeRange(demand, sample);
		case 'directory':
			return 'a directory below the root of a storage, with a scheme such as `s3://`';
		case 'absolute':
			return 'an absolute path without a scheme';
		case 'false':
			return '`false`';
		default:
			return `${demand.kind === 'at-least' ? 'at least' : 'at most'} \`${demand.other}\``;
	}
}

function describeRange({ least: low, above, most, or }: Extract<Demand, { kind: 'range' }>, sample: TypedValue): string {
	const written = (bound: number): string => `\`${inUnit(bound, sample)}\``;
	const range =
		above !== undefined
			? `more than ${written(above)}`
			: low === undefined
				? `at most ${written(most ?? 0)}`
				: most === undefined
					? `${written(low)} or more`
					: `from ${written(low)} to ${written(most)}`;
	return or?.[0] === undefined ? range : `${range}, or ${written(or[0])}`;
}

/** A bound in the unit of a value. */
export function inUnit(bound: number, sample: TypedValue): string {
	if (sample.type === 'duration') return formatValue({ type: 'duration', ms: bound });
	return sample.type === 'memory' ? formatValue({ type: 'memory', bytes: bound }) : String(bound);
}
