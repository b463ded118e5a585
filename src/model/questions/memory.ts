import type { Application } from '../application.ts';
import { EffectiveConfiguration } from '../effective/effective.ts';
import { derivation, type MemoryDerivation } from '../memory/derivation.ts';
import { deriveJobManager, JOB_MANAGER_KEYS, type JobManagerMemory, jobManagerHeap } from '../memory/job-manager.ts';
import type { JvmMemory, ProcessKeys } from '../memory/process.ts';
import { type LegacyHeap, MemoryReader } from '../memory/reader.ts';
import { deriveTaskManager, TASK_MANAGER_KEYS, type TaskManagerMemory, taskManagerHeap } from '../memory/task-manager.ts';
import { known, type TypedValue } from '../value.ts';
import type { FlinkVersion } from '../version.ts';

/** One of each kind for which Flink derives memory alike, newest first: `network.max` is unbounded from 1.17 on, 2.0 reads no legacy heap. */
const UNLIKE_VERSIONS: readonly FlinkVersion[] = ['2.3', '1.20', '1.16'];

/** One start of a process: by which Flink, and whether in a container of YARN or Kubernetes or by the start scripts. */
interface ProcessStart {
	readonly version: FlinkVersion;
	readonly inContainer: boolean;
}

/** The pools of one TaskManager in bytes, as far as they are the same however it is started. */
export function taskManagerMemory(application: Application): MemoryDerivation<TaskManagerMemory> {
	return common(taskManagers(application));
}

/** The pools of the JobManager in bytes, as far as they are the same however it is started. */
function jobManagerMemory(application: Application): MemoryDerivation<JobManagerMemory> {
	return common(jobManagers(application));
}

/** One pool of a TaskManager in bytes, where every start agrees on it, whatever becomes of the others. */
export function taskManagerPool(application: Application, pool: keyof TaskManagerMemory): number | undefined {
	const sizes = new Set(taskManagers(application).map((outcome) => (outcome.kind === 'derived' ? outcome.pools[pool] : undefined)));
	const [size] = sizes;
	return sizes.size === 1 ? size : undefined;
}

/** Whether TaskManagers surely start, whoever starts them. */
export function taskManagerStarts(application: Application): boolean {
	return allStart(taskManagers(application));
}

/** Whether the JobManager surely starts, whoever starts it. */
function jobManagerStarts(application: Application): boolean {
	return allStart(jobManagers(application));
}

/** A kind of process that Flink starts, and how to ask for its memory. */
export interface SizedProcess {
	readonly name: 'TaskManager' | 'JobManager';
	readonly keys: ProcessKeys;
	readonly derive: (application: Application) => MemoryDerivation<JvmMemory>;
	/** Whether it surely starts. */
	readonly starts: (application: Application) => boolean;
}

/** The two that Flink sizes. */
export const PROCESSES: readonly SizedProcess[] = [
	{ name: 'TaskManager', keys: TASK_MANAGER_KEYS, derive: taskManagerMemory, starts: taskManagerStarts },
	{ name: 'JobManager', keys: JOB_MANAGER_KEYS, derive: jobManagerMemory, starts: jobManagerStarts },
];

/** The application as it would be if its statements of the options had these values, or none for undefined. */
export function restated(application: Application, values: ReadonlyMap<string, TypedValue | undefined>): Application {
	const { settings, documents, platform, version, visibility, catalogue } = application.config;
	const changed = settings.flatMap((setting) => {
		const key = catalogue.find(setting.key)[0]?.key ?? setting.key;
		if (!values.has(key)) return [setting];
		const value = values.get(key);
		return value === undefined ? [] : [{ ...setting, value: known(value) }];
	});
	return { ...application, config: new EffectiveConfiguration(changed, documents, platform, version, visibility, catalogue) };
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

/** Several rules ask about the same application. */
const derived = new WeakMap<Application, readonly MemoryDerivation<TaskManagerMemory>[]>();

function taskManagers(application: Application): readonly MemoryDerivation<TaskManagerMemory>[] {
	const before = derived.get(application);
	if (before !== undefined) return before;
	const outcomes = starts(application).map((start) => taskManagerAt(application.config, start));
	derived.set(application, outcomes);
	return outcomes;
}

function jobManagers(application: Application): readonly MemoryDerivation<JobManagerMemory>[] {
	return starts(application).map((start) => jobManagerAt(application.config, start));
}

function allStart(outcomes: readonly MemoryDerivation<unknown>[]): boolean {
	return outcomes.length > 0 && outcomes.every(({ kind }) => kind === 'derived');
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
	return outcomes.every((other) => alike(first, other)) ? first : { kind: 'unknown', keys: [] };
}

/** Rejections for different reasons say little together: a heap option is too small for one Flink, and the next no longer reads it. */
function alike<Pools>(a: MemoryDerivation<Pools>, b: MemoryDerivation<Pools>): boolean {
	if (a.kind === 'rejected' && b.kind === 'rejected') return a.why === b.why;
	return JSON.stringify(a) === JSON.stringify(b);
}
