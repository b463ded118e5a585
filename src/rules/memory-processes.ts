import type { Application } from '../model/application.ts';
import type { MemoryDerivation } from '../model/memory/derivation.ts';
import { JOB_MANAGER_KEYS } from '../model/memory/job-manager.ts';
import type { JvmMemory, ProcessKeys } from '../model/memory/process.ts';
import { TASK_MANAGER_KEYS } from '../model/memory/task-manager.ts';
import { jobManagerMemory, jobManagerStarts, taskManagerMemory, taskManagerStarts } from '../model/memory.ts';
import { formatMemory } from '../model/value.ts';

/** A kind of process that Flink starts, and how to ask for its memory. */
export interface FlinkProcess {
	readonly name: 'TaskManager' | 'JobManager';
	readonly keys: ProcessKeys;
	readonly derive: (application: Application) => MemoryDerivation<JvmMemory>;
	/** Whether it surely starts. */
	readonly starts: (application: Application) => boolean;
}

export const PROCESSES: readonly FlinkProcess[] = [
	{ name: 'TaskManager', keys: TASK_MANAGER_KEYS, derive: taskManagerMemory, starts: taskManagerStarts },
	{ name: 'JobManager', keys: JOB_MANAGER_KEYS, derive: jobManagerMemory, starts: jobManagerStarts },
];

const MIB = 2 ** 20;

/** A derived size for a message: exact where it is whole MiB or less than one, else in MiB to one decimal; `unlimited` for Flink's largest one. */
export function readableMemory(bytes: number): string {
	if (bytes >= 2 ** 63) return 'unlimited';
	if (bytes % MIB === 0 || bytes < MIB) return formatMemory(bytes);
	return `${Number((bytes / MIB).toFixed(1))}m`;
}
