import type { Application } from '../application.ts';
import type { Setting } from '../setting.ts';
import { taskManagerMemory } from './memory.ts';

/** A pool of memory that Flink limits by an option of the JVM when it starts a process. */
export type LimitedPool = 'heap' | 'direct' | 'metaspace';

/** A limit among the options that somebody gives the JVM: it stands behind Flink's own, and the JVM takes the last. */
export interface JvmLimit {
	readonly setting: Setting;
	readonly pool: LimitedPool;
	/** As it is written: `-Xmx2g`. */
	readonly flag: string;
	readonly bytes: number;
	/** The processes whose limit it replaces. */
	readonly processes: readonly ('TaskManager' | 'JobManager')[];
}

/** Options of the JVM, by the processes that are given them; up to 1.16 the first was called `env.java.opts`. */
const OPTIONS = [
	{ key: 'env.java.opts.all', processes: ['TaskManager', 'JobManager'] },
	{ key: 'env.java.opts.taskmanager', processes: ['TaskManager'] },
	{ key: 'env.java.opts.jobmanager', processes: ['JobManager'] },
] as const;

const FLAG = /^-(Xmx|XX:MaxHeapSize=|XX:MaxDirectMemorySize=|XX:MaxMetaspaceSize=)(\d{1,18})([kmgt]?)$/i;
const UNITS: Readonly<Record<string, number>> = { '': 1, k: 2 ** 10, m: 2 ** 20, g: 2 ** 30, t: 2 ** 40 };

/** The limits that replace those of Flink, which are other sizes as far as they can be derived. */
export function jvmLimits(application: Application): readonly JvmLimit[] {
	return OPTIONS.flatMap(({ key, processes }) => {
		const stated = application.config.known(key);
		if (stated?.setting === undefined || stated.value.type !== 'text') return [];
		const { setting } = stated;
		return stated.value.value.split(/\s+/).flatMap((word) => limitIn(word.replace(/^["']|["']$/g, ''), setting, processes));
	}).filter((limit) => !isDerivedAlike(application, limit));
}

function limitIn(flag: string, setting: Setting, processes: JvmLimit['processes']): readonly JvmLimit[] {
	const [, name = '', digits = '', unit = ''] = FLAG.exec(flag) ?? [];
	if (name === '') return [];
	const pool = /direct/i.test(name) ? 'direct' : /metaspace/i.test(name) ? 'metaspace' : 'heap';
	// A JobManager's direct memory has no limit of Flink's, unless it is switched on.
	const concerned = pool === 'direct' ? processes.filter((process) => process === 'TaskManager') : processes;
	return concerned.length === 0
		? []
		: [{ setting, pool, flag, bytes: Number(digits) * (UNITS[unit.toLowerCase()] ?? 1), processes: concerned }];
}

/** What a TaskManager would be given anyway. Source: ProcessMemoryUtils.generateJvmParametersStr, TaskExecutorProcessSpec. */
function isDerivedAlike(application: Application, { pool, bytes, processes }: JvmLimit): boolean {
	const memory = taskManagerMemory(application);
	if (memory.kind !== 'derived' || processes.includes('JobManager')) return false;
	const { frameworkHeap, taskHeap, frameworkOffHeap, taskOffHeap, network, metaspace } = memory.pools;
	const derived = { heap: frameworkHeap + taskHeap, direct: frameworkOffHeap + taskOffHeap + network, metaspace };
	return derived[pool] === bytes;
}
