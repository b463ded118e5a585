import type { Setting } from '../../model/setting.ts';
import type { Value } from '../../model/value.ts';
import { typedValue } from '../keys/flink-keys.ts';

/**
 * The default parallelism: the TaskManagers' replicas times their slots where replicas are stated, else `job.parallelism`.
 * Source: FlinkConfigBuilder.getParallelism.
 */
export function parallelismOf(stated: readonly Setting[], configured: readonly Setting[]): readonly Setting[] {
	const replicas = stated.find(({ key }) => key === 'k8s.taskmanager-replicas');
	const job = stated.find(({ key }) => key === 'k8s.job-parallelism');
	const runsJob = stated.some(({ key }) => key === 'k8s.job');
	const source = runsJob ? (replicas ?? job) : job;
	if (source === undefined) return [];
	if (source !== replicas) return [{ ...source, key: 'parallelism.default' }];
	const slots = configured.findLast(({ key }) => key === 'taskmanager.numberOfTaskSlots');
	// A product has no text of its own that an editor could write.
	const { valueRange: _none, ...place } = replicas;
	return [{ ...place, key: 'parallelism.default', value: product(replicas.value, slots?.value) }];
}

function product(replicas: Value, slots: Value | undefined): Value {
	const [a, b] = [numberIn(replicas), numberIn(slots)];
	if (a !== undefined && b !== undefined) return typedValue('parallelism.default', String(a * b));
	return { kind: 'unknown', why: 'it is the replicas times the slots of a TaskManager, and one of them is not stated here' };
}

function numberIn(value: Value | undefined): number | undefined {
	return value?.kind === 'known' && value.value.type === 'number' ? value.value.value : undefined;
}
