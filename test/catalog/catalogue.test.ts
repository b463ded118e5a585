import { describe, expect, it } from 'vitest';
import { catalogue } from '../../src/catalog/catalogue.ts';
import { catalogueFile } from '../../src/catalog/facts.ts';
import { nearest } from '../../src/catalog/suggest.ts';
import type { Option } from '../../src/model/option.ts';
import { compareVersions, FLINK_VERSIONS } from '../../src/model/version.ts';

function option(key: string): Option {
	const found = catalogue.find(key)[0];
	if (found === undefined) throw new Error(`the catalogue has no ${key}`);
	return found;
}

describe('the catalogue file', () => {
	const entries = Object.entries(catalogueFile.options);

	it('knows every version flint knows, and about 1,200 options', () => {
		expect(catalogueFile.versions).toEqual(FLINK_VERSIONS);
		expect(entries.length).toBeGreaterThan(1000);
	});

	it('holds ranges of known versions, in order and without overlap', () => {
		for (const [key, ranges] of entries) {
			expect(ranges.length, key).toBeGreaterThan(0);
			for (const [index, { from, to }] of ranges.entries()) {
				const before = ranges[index - 1];
				expect(FLINK_VERSIONS, key).toContain(from);
				expect(FLINK_VERSIONS, key).toContain(to);
				expect(compareVersions(from, to), key).toBeLessThanOrEqual(0);
				if (before !== undefined) expect(compareVersions(before.to, from), key).toBeLessThan(0);
			}
		}
	});

	it('holds defaults that flint reads as values of their type', () => {
		const unread = entries.flatMap(([key, ranges]) =>
			ranges.flatMap(({ default: text, from }) => {
				if (text === undefined) return [];
				const { kind } = catalogue.read({ key, type: 'string', group: 'other', readBy: 'job' }, text, from);
				return kind === 'known' ? [] : [`${key} ${from}: ${text}`];
			}),
		);
		expect(unread.filter((line) => !/\$\{|\{\{|<|%/.test(line))).toEqual([]);
	});

	it('answers every key of its own', () => {
		for (const [key] of entries) {
			expect(catalogue.find(key).length, key).toBeGreaterThan(0);
			expect(catalogue.standing(key, undefined), key).toBe('option');
		}
	});
});

describe('find', () => {
	it.each([
		['state.backend', ['state.backend.type']],
		['restart-strategy', ['restart-strategy.type']],
		['high-availability', ['high-availability.type']],
		['execution.checkpointing.unaligned', ['execution.checkpointing.unaligned.enabled']],
		['env.java.opts', ['env.java.opts.all']],
		['execution.buffer-timeout', ['execution.buffer-timeout.interval']],
		['pipeline.operator-chaining', ['pipeline.operator-chaining.enabled']],
		['akka.ask.timeout', ['pekko.ask.timeout']],
		['state.checkpoints.dir', ['execution.checkpointing.dir']],
		['state.backend.fs.checkpointdir', ['execution.checkpointing.dir']],
		['savepoints.state.backend.fs.dir', ['execution.checkpointing.savepoint-dir']],
		['state.backend.incremental', ['execution.checkpointing.incremental']],
		['state.storage.fs.memory-threshold', ['execution.checkpointing.data-inline-threshold']],
		['taskmanager.state.local.root-dirs', ['execution.checkpointing.local-backup.dirs']],
		['execution.savepoint.path', ['execution.state-recovery.path']],
		['taskmanager.network.memory.fraction', ['taskmanager.memory.network.fraction']],
		['execution.checkpointing.alignment-timeout', ['execution.checkpointing.aligned-checkpoint-timeout']],
		['state.backend.local-recovery', ['execution.checkpointing.local-backup.enabled', 'execution.state-recovery.from-local']],
		['msf.snapshots-enabled', ['msf.snapshots-enabled']],
		['metrics.reporter.prom.port', []],
		['no.such.key', []],
	])('%s is %j', (key, expected) => expect(catalogue.find(key).map((found) => found.key)).toEqual(expected));

	it('says what an option is', () => {
		expect(option('restart-strategy.fixed-delay.attempts')).toEqual({
			key: 'restart-strategy.fixed-delay.attempts',
			type: 'int',
			group: 'restart',
			readBy: 'job',
		});
		expect(option('taskmanager.memory.process.size')).toMatchObject({ type: 'memory', readBy: 'cluster' });
	});
});

describe('keysRead', () => {
	it.each([
		['state.backend.type', '1.16', ['state.backend']],
		['state.backend.type', '1.18', ['state.backend.type', 'state.backend']],
		['state.backend.type', '2.3', ['state.backend.type', 'state.backend']],
		['execution.checkpointing.dir', '1.18', ['state.checkpoints.dir', 'state.backend.fs.checkpointdir']],
		['execution.checkpointing.dir', undefined, ['execution.checkpointing.dir', 'state.checkpoints.dir', 'state.backend.fs.checkpointdir']],
		['execution.checkpointing.incremental', '1.18', ['state.backend.incremental']],
		['execution.state-recovery.from-local', '1.18', ['state.backend.local-recovery']],
		['execution.state-recovery.from-local', '2.0', ['execution.state-recovery.from-local', 'state.backend.local-recovery']],
		[
			'execution.checkpointing.local-backup.enabled',
			'2.0',
			['execution.checkpointing.local-backup.enabled', 'execution.state-recovery.from-local', 'state.backend.local-recovery'],
		],
		['execution.checkpointing.interval-during-backlog', '1.18', []],
		['msf.log-level', '1.20', ['msf.log-level']],
	] as const)('%s in %s: %j', (key, version, expected) => expect(catalogue.keysRead(option(key), version)).toEqual(expected));
});

describe('keyToWrite', () => {
	it.each([
		['state.backend.type', '1.16', 'state.backend'],
		['state.backend.type', '1.17', 'state.backend.type'],
		['state.backend.type', undefined, 'state.backend'],
		['execution.checkpointing.dir', '1.19', 'state.checkpoints.dir'],
		['execution.checkpointing.dir', '1.20', 'execution.checkpointing.dir'],
		['execution.checkpointing.dir', undefined, 'state.checkpoints.dir'],
		['execution.checkpointing.interval', undefined, 'execution.checkpointing.interval'],
		['pekko.ask.timeout', '1.17', 'akka.ask.timeout'],
		['pekko.ask.timeout', '1.18', 'pekko.ask.timeout'],
		['pipeline.operator-chaining.enabled', '1.15', 'pipeline.operator-chaining'],
		['execution.checkpointing.interval-during-backlog', '1.18', undefined],
		['execution.checkpointing.interval-during-backlog', undefined, undefined],
	] as const)('%s in %s: %s', (key, version, expected) => expect(catalogue.keyToWrite(option(key), version)).toBe(expected));
});

describe('defaultOf', () => {
	it.each([
		['execution.checkpointing.timeout', undefined, { type: 'duration', ms: 600_000 }],
		['execution.checkpointing.min-pause', '2.0', { type: 'duration', ms: 0 }],
		['state.backend.type', '1.18', undefined],
		['state.backend.type', '1.20', { type: 'text', value: 'hashmap' }],
		['state.backend.type', undefined, undefined],
		['restart-strategy.exponential-delay.max-backoff', '1.18', { type: 'duration', ms: 300_000 }],
		['restart-strategy.exponential-delay.max-backoff', '1.19', { type: 'duration', ms: 60_000 }],
		['restart-strategy.exponential-delay.max-backoff', undefined, undefined],
		['execution.checkpointing.interval', undefined, undefined],
		['parallelism.default', '2.3', { type: 'number', value: 1 }],
		['msf.autoscaling-enabled', undefined, { type: 'boolean', value: true }],
	] as const)('%s in %s', (key, version, expected) => expect(catalogue.defaultOf(option(key), version)).toEqual(expected));
});

describe('standing', () => {
	it.each([
		['state.backend', '1.16', 'option'],
		['state.backend', '2.3', 'alias'],
		['state.backend.type', '1.16', 'unknown'],
		['execution.checkpointing.incremental', '1.18', 'unknown'],
		['restart-strategy.type', '1.18', 'option'],
		['metrics.reporter.prom.port', '1.20', 'family'],
		['metrics.reporter', '1.20', 'unknown'],
		['s3.endpoint', undefined, 'family'],
		['containerized.master.env.X', '1.20', 'family'],
		['pipeline.global-job-parameters', '1.20', 'option'],
		['pipeline.global-job-parameters.team', '1.20', 'family'],
		['kubernetes.jobmanager.labels.app', '2.0', 'family'],
		['msf.log-level', '1.20', 'option'],
		['jobmanager.heap.size', '2.0', 'unknown'],
		['execution.checkpointing.intervall', undefined, 'unknown'],
	] as const)('%s in %s: %s', (key, version, expected) => expect(catalogue.standing(key, version)).toBe(expected));

	it('knows the first version and the neighbourhood of a key', () => {
		expect(catalogue.firstVersion('state.backend.type')).toBe('1.17');
		expect(catalogue.firstVersion('execution.checkpointing.incremental')).toBe('1.20');
		expect(catalogue.firstVersion('no.such.key')).toBeUndefined();
		expect(catalogue.looksLikeFlink('execution.checkpointing.foo')).toBe(true);
		expect(catalogue.looksLikeFlink('spring.main.foo')).toBe(false);
		expect(catalogue.versionsOf(option('execution.checkpointing.interval-during-backlog'))[0]).toBe('1.19');
	});
});

describe('namesOf', () => {
	it.each([
		['state.backend.type', '1.20', { values: ['hashmap', 'rocksdb', 'filesystem', 'jobmanager'], open: true }],
		['state.backend.type', '2.0', { values: ['hashmap', 'rocksdb', 'forst'], open: true }],
		['state.backend.type', undefined, { values: ['hashmap', 'rocksdb', 'filesystem', 'jobmanager', 'forst'], open: true }],
		['execution.checkpointing.mode', undefined, { values: ['EXACTLY_ONCE', 'AT_LEAST_ONCE'], open: false }],
		['execution.checkpointing.dir', undefined, undefined],
	] as const)('%s in %s', (key, version, expected) => expect(catalogue.namesOf(option(key), version)).toEqual(expected));
});

describe('suggestions', () => {
	it.each([
		['execution.checkpointing.intervall', 'execution.checkpointing.interval'],
		['state.backend.typ', 'state.backend.type'],
		['parallelism.defualt', 'parallelism.default'],
		['completely.different', undefined],
	] as const)('%s: %s', (written, expected) => expect(nearest(written, catalogue.keys('1.20'))[0]?.key).toBe(expected));

	it.each([
		['checkpoints.dir', ['state.checkpoints.dir']],
		['rest.bind-host', ['rest.bind-address']],
		['taskmanager.bind-address', ['taskmanager.bind-host']],
		['jobmanager.bind-host-address', ['jobmanager.bind-host']],
		['execution.checkpointing.min-pause-between', ['execution.checkpointing.min-pause']],
		['taskmanager.process.size', ['taskmanager.memory.process.size']],
		['state.rocksdb.localdir', ['state.backend.rocksdb.localdir']],
		['state.state.backend', ['state.backend']],
		['restart-strategy.exponential-delay.multiplier', ['restart-strategy.exponential-delay.backoff-multiplier']],
		// Any of two, an option of Flink 1.9, an invention.
		['restart-strategy.exponential-delay.backoff', []],
		['taskmanager.memory.fraction', []],
		['execution.checkpointing.enabled', []],
	] as const)('a segment more or less, %s: %j', (written, expected) =>
		expect(catalogue.similarKeys(written).map(({ key }) => key)).toEqual(expected),
	);
});
