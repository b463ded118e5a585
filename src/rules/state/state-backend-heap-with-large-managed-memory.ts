import type { Application } from '../../model/application.ts';
import { defineRule } from '../../model/finding.ts';
import { taskManagerPool } from '../../model/questions/memory.ts';
import { isBatch } from '../../model/questions/recovery.ts';
import { stateBackend } from '../../model/questions/state-backend.ts';
import { formatMemory, number } from '../../model/value.ts';

const BACKEND = 'state.backend.type';
const FRACTION = 'taskmanager.memory.managed.fraction';
const SIZE = 'taskmanager.memory.managed.size';
const TASK_HEAP = 'taskmanager.memory.task.heap.size';
/** A share of Flink's memory, in percent. */
const LITTLE = 5;
const MIB = 2 ** 20;
/** Less than this is nothing to speak of, in bytes: the files that Flink ships keep 512 MiB. */
const LARGE = 2 ** 30;

/** The state lives on the heap, and a good part of the memory is kept for something else. */
export const stateBackendHeapWithLargeManagedMemory = defineRule({
	meta: {
		name: 'state-backend-heap-with-large-managed-memory',
		summary: 'State lives on the heap while managed memory, which it does not use, takes a good part of the TaskManager.',
		category: 'state',
		severity: 'info',
		fixes: ['unsafe'],
		messages: {
			idle: {
				what: 'state lives on the heap, and {size} of managed memory stays unused by it',
				why: 'only RocksDB, Python, batch operators and some of SQL use managed memory: streaming jobs on the heap leave {share} of the memory idle',
				do: 'set `taskmanager.memory.managed.fraction` to `0.0` if no job here uses it, and the heap gets it',
			},
		},
		evidence: [
			'HashMapStateBackend does not use managed memory (StateBackend.useManagedMemory: false by default, true for RocksDB and ForSt; 1.18 to 2.3)',
			'TaskManagerOptions.MANAGED_MEMORY_FRACTION: default 0.4 (option catalogue)',
			'Flink documentation, "Memory Tuning Guide": set it to zero for stateless jobs and HashMapStateBackend',
		],
	},
	*check(application) {
		const { config } = application;
		const backend = config.setting(BACKEND);
		// Somebody has chosen the heap for this cluster; a backend that nobody chose may yet be chosen by a job.
		if (backend === undefined || application.platform === 'msf' || stateBackend(application) !== 'heap') return;
		if (isBatch(application) || mayUseManagedMemory(application)) return;
		const managed = taskManagerPool(application, 'managed');
		const flink = taskManagerPool(application, 'flink');
		if (managed === undefined || flink === undefined || managed < LARGE) return;
		const share = Math.round((100 * managed) / flink);
		if (share <= LITTLE) return;
		const stated = config.setting(SIZE) ?? config.setting(FRACTION);
		const adjustable = config.setting(SIZE) === undefined && config.setting(TASK_HEAP) === undefined;
		yield {
			message: 'idle',
			data: { size: rounded(managed), share: `${share} %` },
			at: config.place(stated ?? backend),
			option: FRACTION,
			related: stated === undefined ? [] : [{ place: config.place(backend), message: 'the heap is chosen here' }],
			fix: adjustable
				? {
						title: `set \`${FRACTION}\` to \`0.0\``,
						applicability: 'unsafe',
						decide:
							'only if no job of the cluster uses SQL, Python, batch operators or RocksDB: those fail or slow down without managed memory',
						changes: [{ kind: 'setOption', key: FRACTION, value: number(0) }],
					}
				: undefined,
		};
	},
});

/** The configuration or the program speaks of Python or tables. */
function mayUseManagedMemory({ config, documents }: Application): boolean {
	if (config.settings.some(({ key }) => key.startsWith('python.') || key.startsWith('table.') || key.startsWith('sql-client.')))
		return true;
	return documents.some(({ jobs }) => [...(jobs?.references ?? [])].some((name) => name.endsWith('TableEnvironment')));
}

function rounded(bytes: number): string {
	return bytes % MIB === 0 ? `\`${formatMemory(bytes)}\`` : `about \`${Math.round(bytes / MIB)}m\``;
}
