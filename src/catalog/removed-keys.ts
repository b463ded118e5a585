/** What says what a removed option said. */
export interface Successor {
	/** The options that say it, by their newest keys. */
	readonly keys: readonly string[];
	/** What they take: the same text, other texts for some of the old ones, or nothing that could be told from the old text. */
	readonly values: 'same' | 'other' | Readonly<Record<string, string>>;
}

const BUFFERS: Successor = { keys: ['taskmanager.network.memory.read-buffer.required-per-gate.max'], values: 'other' };
const SERIALIZERS: Successor = { keys: ['pipeline.serialization-config'], values: 'other' };
const JOB_MANAGER_MEMORY: Successor = { keys: ['jobmanager.memory.process.size', 'jobmanager.memory.flink.size'], values: 'other' };
const TASK_MANAGER_MEMORY: Successor = { keys: ['taskmanager.memory.process.size', 'taskmanager.memory.flink.size'], values: 'other' };
const FIRST_PAUSE: Successor = { keys: ['cluster.registration.initial-timeout'], values: 'same' };
const LONGEST_PAUSE: Successor = { keys: ['cluster.registration.max-timeout'], values: 'same' };
const PAUSE_AFTER_REFUSAL: Successor = { keys: ['cluster.registration.refused-registration-delay'], values: 'same' };
const TOPN: Successor = { keys: ['table.exec.rank.topn-cache-size'], values: 'same' };
const COMPACT: Successor = { keys: ['table.exec.deduplicate.mini-batch.compact-changes-enabled'], values: 'same' };
const SENSITIVE: Successor = { keys: ['table.exec.deduplicate.insert-update-after-sensitive-enabled'], values: 'same' };

/**
 * What took the place of the options that some Flink dropped; of all others the feature itself went, or it cannot be switched off any more.
 * Source: the Javadoc of the deprecated options in 1.20 (`@deprecated Use …`), SecurityOptions.isInternalSSLEnabled and
 * isRestSSLEnabled, and the deprecated keys that 1.20 still reads and 2.0 does not (option catalogue).
 */
const SUCCESSORS: Readonly<Record<string, Successor>> = {
	'cluster.evenly-spread-out-slots': { keys: ['taskmanager.load-balance.mode'], values: { true: 'SLOTS', false: 'NONE' } },
	'execution.async-state.buffer-size': { keys: ['execution.async-state.active-buffer-size'], values: 'same' },
	'execution.async-state.buffer-timeout': { keys: ['execution.async-state.active-buffer-timeout'], values: 'same' },
	'execution.async-state.in-flight-records-limit': { keys: ['execution.async-state.total-buffer-size'], values: 'same' },
	'jobmanager.heap.mb': JOB_MANAGER_MEMORY,
	'jobmanager.heap.size': JOB_MANAGER_MEMORY,
	'pipeline.default-kryo-serializers': SERIALIZERS,
	'pipeline.registered-kryo-types': SERIALIZERS,
	'pipeline.registered-pojo-types': SERIALIZERS,
	'security.ssl.enabled': { keys: ['security.ssl.internal.enabled', 'security.ssl.rest.enabled'], values: 'same' },
	'state.backend.rocksdb.checkpointdir': { keys: ['state.backend.rocksdb.localdir'], values: 'same' },
	'table.exec.deduplicate.insert-and-updateafter-sensitive.enabled': SENSITIVE,
	'table.exec.deduplicate.mini-batch.compact-changes': COMPACT,
	'table.exec.deduplicate.mini-batch.compact-changes.enabled': COMPACT,
	'table.exec.insert-and-updateafter-sensitive': SENSITIVE,
	'table.exec.legacy-transformation-uids': {
		keys: ['table.exec.uid.generation'],
		values: { true: 'DISABLED', false: 'PLAN_ONLY' },
	},
	'table.exec.shuffle-mode': {
		keys: ['execution.batch-shuffle-mode'],
		values: { ALL_EDGES_BLOCKING: 'ALL_EXCHANGES_BLOCKING', ALL_EDGES_PIPELINED: 'ALL_EXCHANGES_PIPELINED' },
	},
	'table.exec.topn-cache-size': TOPN,
	'table.exec.topn.cache-size': TOPN,
	'table.optimizer.sql-to-rel.project.merge.enabled': { keys: ['table.optimizer.sql2rel.project-merge.enabled'], values: 'same' },
	'taskmanager.heap.mb': TASK_MANAGER_MEMORY,
	'taskmanager.heap.size': TASK_MANAGER_MEMORY,
	'taskmanager.initial-registration-pause': FIRST_PAUSE,
	'taskmanager.max-registration-pause': LONGEST_PAUSE,
	'taskmanager.network.batch-shuffle.compression.enabled': { keys: ['taskmanager.network.compression.codec'], values: { false: 'NONE' } },
	'taskmanager.network.blocking-shuffle.compression.enabled': {
		keys: ['taskmanager.network.compression.codec'],
		values: { false: 'NONE' },
	},
	'taskmanager.network.memory.buffers-per-channel': BUFFERS,
	'taskmanager.network.memory.floating-buffers-per-gate': BUFFERS,
	'taskmanager.network.numberOfBuffers': {
		keys: ['taskmanager.memory.network.fraction', 'taskmanager.memory.network.max'],
		values: 'other',
	},
	'taskmanager.refused-registration-pause': PAUSE_AFTER_REFUSAL,
	'taskmanager.registration.initial-backoff': FIRST_PAUSE,
	'taskmanager.registration.max-backoff': LONGEST_PAUSE,
	'taskmanager.registration.refused-backoff': PAUSE_AFTER_REFUSAL,
};

/** What took the place of an option that some Flink dropped, if something did. */
export function successorOf(key: string): Successor | undefined {
	return Object.hasOwn(SUCCESSORS, key) ? SUCCESSORS[key] : undefined;
}
