import { catalogue } from '../../../src/catalog/catalogue.ts';
import type { Option } from '../../../src/model/option.ts';
import type { FlinkVersion } from '../../../src/model/version.ts';
import { readYamlText } from '../../../src/parsers/yaml/value.ts';
import type { FlintReading } from './answers.ts';
import type { FileKind } from './corpus.ts';
import { plainReading } from './flint-answer.ts';
import { Random } from './random.ts';
import { valueText } from './value-texts.ts';

/** Options of every type, those that people set first; by their newest keys. */
const OPTIONS = [
	'execution.checkpointing.interval',
	'execution.checkpointing.min-pause',
	'execution.checkpointing.timeout',
	'execution.buffer-timeout.interval',
	'restart-strategy.fixed-delay.delay',
	'restart-strategy.failure-rate.failure-rate-interval',
	'heartbeat.timeout',
	'metrics.latency.interval',
	'slot.idle.timeout',
	'pekko.ask.timeout',
	'taskmanager.memory.process.size',
	'taskmanager.memory.flink.size',
	'taskmanager.memory.managed.size',
	'taskmanager.memory.network.max',
	'jobmanager.memory.process.size',
	'state.backend.rocksdb.memory.fixed-per-slot',
	'execution.checkpointing.data-inline-threshold',
	'execution.checkpointing.incremental',
	'execution.checkpointing.unaligned.enabled',
	'state.backend.rocksdb.memory.managed',
	'pipeline.object-reuse',
	'web.submit.enable',
	'execution.checkpointing.mode',
	'execution.checkpointing.externalized-checkpoint-retention',
	'execution.runtime-mode',
	'execution.state-recovery.claim-mode',
	'execution.batch-shuffle-mode',
	'jobmanager.scheduler',
	'state.backend.rocksdb.compaction.style',
	'state.backend.rocksdb.log.level',
	'taskmanager.load-balance.mode',
	'parallelism.default',
	'taskmanager.numberOfTaskSlots',
	'execution.checkpointing.max-concurrent-checkpoints',
	'execution.checkpointing.tolerable-failed-checkpoints',
	'execution.checkpointing.num-retained',
	'pipeline.max-parallelism',
	'restart-strategy.fixed-delay.attempts',
	'state.backend.rocksdb.thread.num',
	'rest.port',
	'akka.retry-gate-closed-for',
	'pekko.retry-gate-closed-for',
	'taskmanager.memory.managed.fraction',
	'taskmanager.memory.network.fraction',
	'taskmanager.cpu.cores',
	'state.backend.rocksdb.memory.write-buffer-ratio',
	'restart-strategy.exponential-delay.backoff-multiplier',
	'state.backend.type',
	'restart-strategy.type',
	'env.java.opts.all',
	'rest.bind-port',
	'classloader.parent-first-patterns.additional',
	'pipeline.jars',
	'pipeline.classpaths',
	'pipeline.cached-files',
	'state.backend.rocksdb.compression.per.level',
	'fs.allowed-fallback-filesystems',
	'pipeline.global-job-parameters',
	'taskmanager.memory.managed.consumer-weights',
	'pipeline.default-kryo-serializers',
];

/** The options a version has, each under the key that it gives it. */
export function askedOptions(version: FlinkVersion): readonly { readonly option: Option; readonly key: string }[] {
	return OPTIONS.flatMap((name) => {
		const option = catalogue.find(name)[0];
		const key = option === undefined ? undefined : catalogue.keyToWrite(option, version);
		return option === undefined || key === undefined ? [] : [{ option, key }];
	});
}

/** `count` texts for an option: the same ones for the same seed on every machine. */
export function textsFor(
	{ option, key }: { readonly option: Option; readonly key: string },
	seed: number,
	count: number,
): readonly string[] {
	const random = new Random(seed * 7919 + OPTIONS.indexOf(option.key));
	return [...new Set(random.many(count, () => Buffer.from(valueText(random, option.type, key)).toString()))];
}

/** What flint makes of a text of an option, after a file of that kind was read. */
export function flintReading(option: Option, text: string, kind: FileKind, version: FlinkVersion): FlintReading {
	const collection = option.type === 'list' || option.type === 'map';
	const value =
		collection && kind === 'standard'
			? readYamlText(option.type, text, catalogue.contextOf(option, version))
			: catalogue.read(option, text, version);
	const reading = plainReading(value);
	return 'value' in reading ? { ...reading, type: option.type } : reading;
}
