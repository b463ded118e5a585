import type { Application } from './application.ts';
import type { EffectiveConfiguration } from './effective.ts';
import { derivation, type MemoryDerivation } from './memory/derivation.ts';
import { deriveJobManager, type JobManagerMemory, jobManagerHeap } from './memory/job-manager.ts';
import { type LegacyHeap, MemoryReader } from './memory/reader.ts';
import { deriveTaskManager, type TaskManagerMemory, taskManagerHeap } from './memory/task-manager.ts';
import type { FlinkVersion } from './version.ts';

/** One of each kind for which Flink derives memory alike: `network.max` is unbounded from 1.17 on, 2.0 reads no legacy heap. */
const UNLIKE_VERSIONS: readonly FlinkVersion[] = ['1.16', '1.20', '2.3'];

/** One start of a process: by which Flink, and whether in a container of YARN or Kubernetes or by the start scripts. */
export interface ProcessStart {
	readonly version: FlinkVersion;
	readonly inContainer: boolean;
}

/** The pools of one TaskManager in bytes, as far as they are the same however it is started. */
export function taskManagerMemory(application: Application): MemoryDerivation<TaskManagerMemory> {
	return common(starts(application).map((start) => taskManagerAt(application.config, start)));
}

/** The pools of the JobManager in bytes, as far as they are the same however it is started. */
export function jobManagerMemory(application: Application): MemoryDerivation<JobManagerMemory> {
	return common(starts(application).map((start) => jobManagerAt(application.config, start)));
}

/** What one start of a TaskManager makes of the configuration. */
export function taskManagerAt(config: EffectiveConfiguration, start: ProcessStart): MemoryDerivation<TaskManagerMemory> {
	return derivation(() => deriveTaskManager(reader(config, start, taskManagerHeap)));
}

/** What one start of a JobManager makes of the configuration. */
export function jobManagerAt(config: EffectiveConfiguration, start: ProcessStart): MemoryDerivation<JobManagerMemory> {
	return derivation(() => deriveJobManager(reader(config, start, jobManagerHeap)));
}

function reader(
	config: EffectiveConfiguration,
	{ version, inContainer }: ProcessStart,
	heap: (inContainer: boolean) => LegacyHeap,
): MemoryReader {
	return new MemoryReader(config, version, heap(inContainer));
}

/** Every start the application could have: a configuration file says neither who starts the process nor, often, which Flink it is. */
function starts({ platform, version, config }: Application): readonly ProcessStart[] {
	// Managed Flink sizes its processes itself.
	if (platform === 'msf') return [];
	const versions = version === undefined ? UNLIKE_VERSIONS : [config.version ?? version.version];
	const containers = platform === 'kubernetes-operator' ? [true] : [false, true];
	return versions.flatMap((one) => containers.map((inContainer) => ({ version: one, inContainer })));
}

/** The outcome of all starts: the pools they agree on, a rejection that none escapes, else unknown. */
function common<Pools>(outcomes: readonly MemoryDerivation<Pools>[]): MemoryDerivation<Pools> {
	const [first] = outcomes;
	const unknown = outcomes.find(({ kind }) => kind === 'unknown');
	if (first === undefined || unknown !== undefined) return unknown ?? { kind: 'unknown', keys: [] };
	const same =
		first.kind === 'rejected' ? outcomes.every(({ kind }) => kind === 'rejected') : outcomes.every((other) => equal(first, other));
	return same ? first : { kind: 'unknown', keys: [] };
}

function equal(a: unknown, b: unknown): boolean {
	return JSON.stringify(a) === JSON.stringify(b);
}
