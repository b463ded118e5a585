import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { times } from '../../../src/model/memory/share.ts';
import { taskManagerMemory, taskManagerPool, taskManagerStarts } from '../../../src/model/questions/memory.ts';
import { lintFiles } from '../../harness/project.ts';

const MIB = 2 ** 20;

async function application(lines: readonly string[], flinkVersion?: string) {
	const stated = flinkVersion === undefined ? {} : { 'flint.config.yaml': `flinkVersion: '${flinkVersion}'\n` };
	const result = await lintFiles({ 'conf/flink-conf.yaml': ['# a cluster', 'parallelism.default: 2', ...lines, ''].join('\n'), ...stated });
	const [only] = result.applications;
	if (only === undefined) throw new Error('no application');
	return only;
}

describe('the memory of a TaskManager', () => {
	it('is what Flink logs for its own configuration file', async () => {
		const cluster = await application(['taskmanager.memory.process.size: 1728m'], '1.20');
		expect(taskManagerMemory(cluster)).toEqual({
			kind: 'derived',
			pools: {
				process: 1728 * MIB,
				flink: 1280 * MIB,
				frameworkHeap: 128 * MIB,
				frameworkOffHeap: 128 * MIB,
				taskHeap: 402_653_174,
				taskOffHeap: 0,
				network: 134_217_730,
				managed: 536_870_920,
				metaspace: 256 * MIB,
				overhead: 192 * MIB,
			},
		});
	});

	it('is unknown for a template, and says which key', async () => {
		const cluster = await application(['taskmanager.memory.process.size: {{ tm_memory }}']);
		expect(taskManagerMemory(cluster)).toEqual({ kind: 'unknown', keys: ['taskmanager.memory.process.size'] });
		expect(taskManagerStarts(cluster)).toBe(false);
	});

	it('without a version is what all versions agree on, pool by pool', async () => {
		// Network memory is bounded by a gigabyte up to 1.16.
		const cluster = await application(['taskmanager.memory.process.size: 32g']);
		expect(taskManagerMemory(cluster)).toEqual({ kind: 'unknown', keys: [] });
		expect(taskManagerPool(cluster, 'overhead')).toBe(1024 * MIB);
		expect(taskManagerPool(cluster, 'network')).toBeUndefined();
		expect(taskManagerStarts(cluster)).toBe(true);
	});

	it('of a legacy heap hangs on who starts the process', async () => {
		const cluster = await application(['taskmanager.heap.size: 4g'], '1.18');
		expect(taskManagerMemory(cluster)).toEqual({ kind: 'unknown', keys: [] });
		expect(taskManagerPool(cluster, 'metaspace')).toBe(256 * MIB);
		expect(taskManagerPool(cluster, 'process')).toBeUndefined();
	});

	it('cannot be told where an image states sizes of its own', async () => {
		const compose = `services:
  taskmanager:
    image: flink:1.20
    command: taskmanager
    environment:
      - |
        FLINK_PROPERTIES=
        jobmanager.rpc.address: jobmanager
        taskmanager.numberOfTaskSlots: 2
`;
		const [cluster] = (await lintFiles({ 'docker-compose.yml': compose })).applications;
		expect(cluster && taskManagerMemory(cluster).kind).toBe('unknown');
	});
});

describe('a share of memory', () => {
	it('is exact where floating point is not', () => {
		expect(times(1_342_177_280, Math.fround(0.4))).toBe(536_870_920);
		expect(times(10, 0.3)).toBe(3);
		expect(times(4_294_967_296, 1e-9)).toBe(4);
		expect(times(3, 2.5e9)).toBe(7_500_000_000);
	});

	it('is never more than the whole, and grows with it', () => {
		const fraction = fc.double({ min: 0, max: 0.999, noNaN: true });
		fc.assert(
			fc.property(fc.nat(2 ** 31 - 1), fc.nat(2 ** 31 - 1), fraction, (a, b, share) => {
				const [less, more] = a < b ? [a, b] : [b, a];
				expect(times(less, share)).toBeLessThanOrEqual(times(more, share));
				expect(times(more, share)).toBeLessThanOrEqual(more);
				expect(Math.abs(times(more, share) - more * share)).toBeLessThanOrEqual(1);
			}),
		);
	});
});
