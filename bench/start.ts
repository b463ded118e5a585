import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Result } from './benchmark.ts';
import { measure } from './measure.ts';
import { flint, inFolder, nothing } from './subjects.ts';

const CONF = `# a small cluster
jobmanager.rpc.address: jobmanager
jobmanager.memory.process.size: 1600m
taskmanager.memory.process.size: 4g
taskmanager.numberOfTaskSlots: 4
parallelism.default: 4
state.backend: rocksdb
state.checkpoints.dir: s3://bucket/checkpoints
execution.checkpointing.interval: 30 s
`;

/** One small flink-conf.yaml, as a pre-commit hook passes it. */
export function* start(rounds: number): Iterable<Result> {
	yield inFolder((folder): Result => {
		writeFileSync(join(folder, 'flink-conf.yaml'), CONF);
		const rows = measure([nothing(folder), flint('flint, one flink-conf.yaml', folder, 'flink-conf.yaml')], rounds * 3);
		const [node, own] = rows;
		return {
			title: 'Start: one flink-conf.yaml',
			rows,
			goals: [
				{
					text: 'time against node -e 0',
					value: (own?.wall ?? Number.NaN) / (node?.wall ?? Number.NaN),
					limit: 1.4,
					kind: 'at most',
				},
				{ text: 'peak memory, MB', value: own?.memory ?? Number.NaN, limit: 55, kind: 'at most' },
			],
		};
	});
}
