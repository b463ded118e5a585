// biome-ignore-all lint/suspicious/noTemplateCurlyInString: shell templates are among what people write
import { catalogue } from '../../../src/catalog/catalogue.ts';
import type { OptionType } from '../../../src/model/value.ts';
import type { Random } from './random.ts';
import { valueText } from './value-texts.ts';

/** The keys that public files state most often, first; then old names, rarer types, and keys that no version knows. */
const KEYS = [
	...['taskmanager.numberOfTaskSlots', 'jobmanager.rpc.address', 'taskmanager.memory.process.size', 'execution.checkpointing.interval'],
	...['state.checkpoints.dir', 'jobmanager.memory.process.size', 'parallelism.default', 'jobmanager.rpc.port', 'state.savepoints.dir'],
	...[
		'state.backend',
		'state.backend.type',
		'state.backend.incremental',
		'execution.checkpointing.incremental',
		'execution.checkpointing.mode',
	],
	...['execution.checkpointing.timeout', 'execution.checkpointing.min-pause', 'execution.checkpointing.tolerable-failed-checkpoints'],
	...[
		'execution.checkpointing.externalized-checkpoint-retention',
		'execution.checkpointing.unaligned',
		'execution.checkpointing.unaligned.enabled',
	],
	...['execution.checkpointing.max-concurrent-checkpoints', 'execution.checkpointing.dir', 'execution.checkpointing.num-retained'],
	...['state.checkpoints.num-retained', 'state.backend.rocksdb.memory.managed', 'state.backend.rocksdb.memory.fixed-per-slot'],
	...['state.backend.rocksdb.memory.write-buffer-ratio', 'state.backend.rocksdb.compaction.style', 'state.backend.rocksdb.thread.num'],
	...['state.backend.rocksdb.localdir', 'state.backend.local-recovery', 'restart-strategy', 'restart-strategy.type'],
	...[
		'restart-strategy.fixed-delay.attempts',
		'restart-strategy.fixed-delay.delay',
		'restart-strategy.exponential-delay.backoff-multiplier',
	],
	...['restart-strategy.failure-rate.failure-rate-interval', 'high-availability', 'high-availability.type', 'high-availability.storageDir'],
	...['taskmanager.memory.managed.fraction', 'taskmanager.memory.network.max', 'taskmanager.memory.flink.size', 'taskmanager.cpu.cores'],
	...['jobmanager.memory.heap.size', 'rest.port', 'rest.address', 'rest.bind-port', 'web.submit.enable', 'web.timeout', 'io.tmp.dirs'],
	...['env.java.opts', 'env.java.opts.all', 'classloader.resolve-order', 'classloader.parent-first-patterns.additional', 'pipeline.jars'],
	...['pipeline.max-parallelism', 'pipeline.object-reuse', 'pipeline.global-job-parameters', 'pipeline.auto-watermark-interval'],
	...['pipeline.operator-chaining', 'pipeline.operator-chaining.enabled', 'pipeline.cached-files', 'pipeline.classpaths'],
	...['execution.runtime-mode', 'execution.buffer-timeout', 'execution.buffer-timeout.interval', 'execution.savepoint-restore-mode'],
	...['execution.state-recovery.claim-mode', 'execution.savepoint.ignore-unclaimed-state', 'execution.shutdown-on-attached-exit'],
	...['metrics.reporters', 'metrics.latency.interval', 'metrics.system-resource', 'metrics.scope.jm', 'cluster.evenly-spread-out-slots'],
	...['heartbeat.timeout', 'heartbeat.interval', 'akka.ask.timeout', 'pekko.ask.timeout', 'akka.framesize', 'slot.idle.timeout'],
	...[
		'security.ssl.enabled',
		'security.kerberos.login.contexts',
		'historyserver.archive.fs.dir',
		'jobmanager.scheduler',
		'fs.allowed-fallback-filesystems',
	],
	...[
		'metrics.reporter.prom.factory.class',
		'metrics.reporter.prom.port',
		's3.access-key',
		's3.secret-key',
		'flink.hadoop.fs.s3a.endpoint',
	],
	...[
		'kubernetes.operator.savepoint.history.max.age',
		'jobmanager.rpc.ardress',
		'my.unknown',
		'unknown',
		'state',
		'execution',
		'a',
		'a.b',
		'key with blank',
	],
	...['x-y_z', 'schlüssel.ü', '日本', 'log4j.rootLogger', 'state.backend.incrementall', 'taskmanager.memory.managed', 'state.checkpoints'],
];

/** A key: typical ones far more often than the rest. */
export function anyKey(random: Random): string {
	return KEYS[Math.floor(random.next() ** 1.6 * KEYS.length)] ?? 'a';
}

/** What the key's option takes; text for keys that no version knows. */
export function typeOf(key: string): OptionType {
	return catalogue.find(key)[0]?.type ?? 'string';
}

const PATHS = [
	'file:///tmp/flink',
	's3://bucket/checkpoints',
	'hdfs://namenode:8020/flink',
	'/opt/flink/data',
	'C:\\flink\\tmp',
	's3p://b/a#b',
	'/tmp:/var/tmp',
];
const WILD = [
	...[
		'-XX:+UseG1GC -Dlog.file=/x y',
		'<host>.jobmanager',
		'${CHECKPOINT_DIR}',
		'${PORT:-8081}',
		'fixeddelay',
		'fixed-delay',
		'exponential-delay',
	],
	...[
		'15sec',
		'60sec',
		'10 SECONDS',
		'5 MINUTE',
		'1600Mb',
		'4Gb',
		'8G',
		'1728m',
		'localhost',
		'0.0.0.0',
		'::1',
		'[::1]',
		'jm:6123',
		'a: b',
		'a:b',
	],
	...[
		'2024-01-01',
		'2024-01-01T00:00:00Z',
		'1:30',
		'12:30:45',
		'zookeeper',
		'org.apache.flink.runtime.state.FsStateBackendFactory',
		'6123-6130',
	],
	...['1024ßm', 'filter.class=com.x, y', 'user=admin;pw=x', 'äöü', '日本語', '😀', 'k1:v1,k2:v2', "k1:'v,1'", 'a;b;c', "'a;b';c"],
];

/** A value as somebody might write it behind that key. */
export function anyValue(random: Random, key: string): string {
	const type = typeOf(key);
	if (random.chance(0.12)) return random.pick(WILD);
	if (type === 'string') return random.pick(random.chance(0.5) ? PATHS : WILD);
	return valueText(random, type, key);
}
