import type { Application } from '../../src/model/application.ts';
import { checkpointStorage } from '../../src/model/questions/checkpoint-storage.ts';
import { checkpointing, INTERVAL, isBatch, unaligned } from '../../src/model/questions/recovery.ts';
import type { TypedValue, Value } from '../../src/model/value.ts';
import { atLeast, type FlinkVersion } from '../../src/model/version.ts';
import { restartAnswers, restartParameters } from './restart-answer.ts';

/** What flint says instead of a value where it cannot know one. */
export const UNKNOWN = Symbol('unknown');

/** flint's answer to one question of the oracle, in the form of the recorded one. */
export type Answer = string | number | boolean | null | typeof UNKNOWN;

/** Whether a mode or a switch is on, where flint may not know. */
export type Switch = 'on' | 'off' | 'unknown';

/** The cores of the machine that recorded the answers: what a local environment takes where nothing sets a parallelism. */
const CORES = 7;
const YEAR = 31_536_000_000;
const MODE = 'execution.checkpointing.mode';
const UNALIGNED = 'execution.checkpointing.unaligned.enabled';

/**
 * flint's effective configuration in the words of the oracle, by `<section>.<field>`. With recordedAnswer, every rule of
 * interpretation between the two stands here and in restart-answer.ts.
 */
export function effectiveAnswers(application: Application, version: FlinkVersion): Readonly<Record<string, Answer>> {
	const on = checkpointing(application);
	return {
		...environment(application, version),
		...jobGraph(application, version, on),
		...backend(application, version),
		...storage(application),
		...restartAnswers(application, version, on),
	};
}

/** A recorded answer in the words used here; undefined where the getter asks something else. */
export function recordedAnswer(question: string, recorded: unknown, version: FlinkVersion): unknown {
	if (question.endsWith('.interval') && recorded !== null) return Number(recorded);
	// Up to 1.18 the getter answers what the program set; `checkpointStorage.savepointDir` is what holds.
	if (question === 'environment.savepointDir' && !atLeast(version, '1.20')) return undefined;
	if (question === 'stateBackend.class') return BACKENDS[String(recorded)] ?? recorded;
	if (question === 'checkpointStorage.class') return STORAGES[String(recorded)] ?? recorded;
	if (question === 'restartStrategy.description') return restartParameters(String(recorded));
	return recorded;
}

function environment(application: Application, version: FlinkVersion): Readonly<Record<string, Answer>> {
	const { config } = application;
	const answer = asker(application);
	// CheckpointingOptions.getCheckpointingMode and isUnalignedCheckpointEnabled, which the getters call from 2.3 on.
	const derived = atLeast(version, '2.3');
	const stated = config.get(INTERVAL).value !== undefined;
	return {
		'environment.checkpointingEnabled': stated,
		'environment.interval': answer(INTERVAL, -1),
		'environment.timeout': answer('execution.checkpointing.timeout'),
		'environment.minPause': answer('execution.checkpointing.min-pause'),
		'environment.maxConcurrent': answer('execution.checkpointing.max-concurrent-checkpoints'),
		'environment.mode': derived && (config.name('execution.runtime-mode') === 'batch' || !stated) ? 'AT_LEAST_ONCE' : answer(MODE),
		'environment.tolerableFailures': answer('execution.checkpointing.tolerable-failed-checkpoints', 0),
		'environment.unaligned': derived ? asAnswer(unaligned(application)) : answer(UNALIGNED),
		'environment.alignedTimeout': answer('execution.checkpointing.aligned-checkpoint-timeout'),
		'environment.retention': answer('execution.checkpointing.externalized-checkpoint-retention'),
		'environment.savepointDir': path(answer('execution.checkpointing.savepoint-dir')),
		'environment.parallelism': isLeftToCores(application) ? CORES : answer('parallelism.default'),
		'environment.maxParallelism': answer('pipeline.max-parallelism'),
		'environment.bufferTimeout':
			config.boolean('execution.buffer-timeout.enabled') === false ? -1 : answer('execution.buffer-timeout.interval'),
		'environment.chaining': answer('pipeline.operator-chaining.enabled'),
		'environment.objectReuse': answer('pipeline.object-reuse'),
	};
}

/** Only a local environment counts cores, and only where nothing at all states a parallelism; a client's takes Flink's default. */
function isLeftToCores({ config }: Application): boolean {
	const { origin } = config.get('parallelism.default');
	return (
		origin.kind === 'default' &&
		!config.statements('parallelism.default').some(({ kind }) => kind === 'entry') &&
		config.setting('execution.program-config.enabled') === undefined
	);
}

/** What the checkpoint coordinator gets. Its vertex's parallelism is the operator's, which flint does not read. */
function jobGraph(application: Application, version: FlinkVersion, on: Switch): Readonly<Record<string, Answer>> {
	const { config } = application;
	const answer = asker(application);
	const interval = config.duration(INTERVAL);
	const exactlyOnce = interval !== undefined && !isBatch(application) && config.name(MODE) === 'exactly-once';
	// CheckpointCoordinatorConfiguration from 2.3 on: a pause is at most a year, and no interval is shorter. Before, the coordinator does it.
	const stated = answer('execution.checkpointing.min-pause');
	const pause = atLeast(version, '2.3') && typeof stated === 'number' ? Math.min(stated, YEAR) : stated;
	const least = atLeast(version, '2.3') && typeof pause === 'number' ? pause : 0;
	return {
		'jobGraph.checkpointingEnabled': asAnswer(on),
		'jobGraph.exactlyOnce': on === 'unknown' ? UNKNOWN : exactlyOnce,
		'jobGraph.interval': on === 'off' ? null : on === 'unknown' || interval === undefined ? UNKNOWN : Math.max(interval, least),
		'jobGraph.timeout': answer('execution.checkpointing.timeout'),
		'jobGraph.minPause': pause,
		'jobGraph.maxConcurrent': answer('execution.checkpointing.max-concurrent-checkpoints'),
		'jobGraph.tolerableFailures': answer('execution.checkpointing.tolerable-failed-checkpoints', 0),
		'jobGraph.alignedTimeout': answer('execution.checkpointing.aligned-checkpoint-timeout'),
		'jobGraph.unaligned': asAnswer(unaligned(application)),
		'jobGraph.retention': RETENTIONS[String(answer('execution.checkpointing.externalized-checkpoint-retention'))] ?? UNKNOWN,
	};
}

/** CheckpointRetentionPolicy, by the retention of the configuration (StreamingJobGraphGenerator). */
const RETENTIONS: Readonly<Record<string, string>> = {
	RETAIN_ON_CANCELLATION: 'RETAIN_ON_CANCELLATION',
	DELETE_ON_CANCELLATION: 'RETAIN_ON_FAILURE',
	NO_EXTERNALIZED_CHECKPOINTS: 'NEVER_RETAIN_AFTER_TERMINATION',
};

/** StateBackendLoader: the names of backends and their classes; the heap backends of old keep state as the new one does. */
const BACKENDS: Readonly<Record<string, string>> = {
	hashmap: 'heap',
	filesystem: 'heap',
	jobmanager: 'heap',
	rocksdb: 'rocksdb',
	HashMapStateBackend: 'heap',
	FsStateBackend: 'heap',
	MemoryStateBackend: 'heap',
	EmbeddedRocksDBStateBackend: 'rocksdb',
	RocksDBStateBackend: 'rocksdb',
	forst: 'forst',
	ForStStateBackend: 'forst',
	BatchExecutionStateBackend: 'batch',
};

/** The classes of checkpoint storages; the old backends are storages too. */
const STORAGES: Readonly<Record<string, string>> = {
	JobManagerCheckpointStorage: 'jobmanager',
	MemoryStateBackend: 'jobmanager',
	FileSystemCheckpointStorage: 'filesystem',
	FsStateBackend: 'filesystem',
	BatchExecutionCheckpointStorage: 'batch',
};

function backend(application: Application, version: FlinkVersion): Readonly<Record<string, Answer>> {
	const answer = asker(application);
	const kind = inStreaming(application, familyOf(answer('state.backend.type', 'hashmap')));
	const incremental = answer('execution.checkpointing.incremental');
	// Only RocksDB is asked whether it is incremental, and from 2.0 on ForSt.
	const asked = kind === 'rocksdb' || (kind === 'forst' && atLeast(version, '2.0'));
	return {
		'stateBackend.class': kind,
		'stateBackend.incremental': asked ? incremental : kind === UNKNOWN ? UNKNOWN : null,
		'stateBackend.changelog': kind === 'batch' ? false : answer('state.changelog.enabled'),
	};
}

/** A backend's name in any case, or a factory's class, as the kind of backend it makes. */
function familyOf(named: Answer): Answer {
	if (typeof named !== 'string') return named;
	return BACKENDS[named.toLowerCase()] ?? BACKENDS[named.slice(named.lastIndexOf('.') + 1).replace('Factory', '')] ?? named;
}

function storage(application: Application): Readonly<Record<string, Answer>> {
	const answer = asker(application);
	return {
		'checkpointStorage.class': inStreaming(application, checkpointStorage(application)),
		'checkpointStorage.dir': isBatch(application) ? null : path(answer('execution.checkpointing.dir')),
		'checkpointStorage.savepointDir': isBatch(application) ? null : path(answer('execution.checkpointing.savepoint-dir')),
	};
}

/** A batch job has a backend and a storage of its own, whatever is set. */
function inStreaming(application: Application, kind: Answer): Answer {
	if (isBatch(application)) return 'batch';
	return kind === 'unknown' || checkpointing(application) === 'unknown' ? UNKNOWN : kind;
}

/** Asks for an option's value; where nothing is set and Flink declares no default, `absent` is what its getters answer. */
function asker({ config }: Application): (key: string, absent?: Answer) => Answer {
	return (key, absent = null) => plain(config.get(key).value, absent);
}

/** A value in the form of the recorded ones. */
export function plain(value: Value | undefined, absent: Answer): Answer {
	if (value === undefined) return absent;
	return value.kind === 'known' ? scalar(value.value) : UNKNOWN;
}

function scalar(value: TypedValue): Answer {
	switch (value.type) {
		case 'duration':
			return value.ms;
		case 'memory':
			return value.bytes;
		case 'list':
		case 'map':
			return JSON.stringify(value);
		default:
			return value.value;
	}
}

function asAnswer(state: Switch): Answer {
	return state === 'unknown' ? UNKNOWN : state === 'on';
}

/** Flink's Path prints `file:///a` as `file:/a`. */
function path(answer: Answer): Answer {
	return typeof answer === 'string' ? answer.replace(/^file:\/\/\//, 'file:/') : answer;
}
