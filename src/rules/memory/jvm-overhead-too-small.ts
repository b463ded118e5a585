import type { Application } from '../../model/application.ts';
import type { Change } from '../../model/change.ts';
import { defineRule, type Fix } from '../../model/finding.ts';
import { shareOf } from '../../model/memory/share.ts';
import { TASK_MANAGER_KEYS } from '../../model/memory/task-manager.ts';
import { restated, taskManagerPool, taskManagerStarts } from '../../model/questions/memory.ts';
import { stateBackend } from '../../model/questions/state-backend.ts';
import { memory, number, readableMemory, type TypedValue } from '../../model/value.ts';

const { min: MIN, max: MAX, fraction: FRACTION } = TASK_MANAGER_KEYS.overhead;
const MIB = 2 ** 20;
/** Flink's defaults: what a process gets where nothing is stated. */
const DEFAULTS = { min: 192 * MIB, max: 1024 * MIB, fraction: Math.fround(0.1) };

/** RocksDB allocates beside its managed memory, and somebody lowered what is kept free for that. */
export const jvmOverheadTooSmall = defineRule({
	meta: {
		name: 'jvm-overhead-too-small',
		summary: "A TaskManager with RocksDB keeps less JVM overhead than Flink's default.",
		category: 'memory',
		severity: 'info',
		fixes: ['unsafe'],
		messages: {
			small: {
				what: 'the TaskManager keeps `{overhead}` for the JVM overhead, where Flink would keep `{usual}` of its `{process}`',
				why: 'RocksDB uses native memory beyond its managed memory, which has no other place: the container is killed once the process outgrows it',
				do: 'remove what lowers it, or raise it where containers are killed',
			},
		},
		evidence: [
			'TaskManagerOptions.JVM_OVERHEAD_*: default 0.1 of the process, 192m to 1g (option catalogue; oracle: memory)',
			'Flink documentation, "Memory Troubleshooting", Container Memory Exceeded: native memory was not reserved enough; increase the JVM overhead',
			'FLINK-15532: RocksDB goes beyond its cache at times, because the strict capacity limit is not enabled',
		],
	},
	*check(application) {
		const { config } = application;
		const stated = [MAX, FRACTION, MIN].flatMap((key) => config.setting(key) ?? []);
		const [first, ...others] = stated;
		if (first === undefined || stateBackend(application) !== 'rocksdb') return;
		const overhead = taskManagerPool(application, 'overhead');
		const process = taskManagerPool(application, 'process');
		if (overhead === undefined || process === undefined) return;
		const usual = shareOf(process, DEFAULTS);
		if (overhead >= usual) return;
		yield {
			message: 'small',
			data: { overhead: readableMemory(overhead), usual: readableMemory(usual), process: readableMemory(process) },
			at: config.place(first),
			option: first.key,
			related: others.map((setting) => ({ place: config.place(setting), message: 'and here' })),
			fix: asUsual(application),
		};
	},
});

function asUsual(application: Application): Fix | undefined {
	const { config } = application;
	const raised = new Map<string, TypedValue>();
	const max = config.known(MAX)?.value;
	if (config.setting(MAX) !== undefined && max?.type === 'memory' && max.bytes < DEFAULTS.max) raised.set(MAX, memory(DEFAULTS.max));
	if (config.setting(FRACTION) !== undefined && (config.number(FRACTION) ?? 1) < 0.1) raised.set(FRACTION, number(0.1));
	if (raised.size === 0 || !taskManagerStarts(restated(application, raised))) return undefined;
	const changes: Change[] = [...raised].map(([key, value]) => ({ kind: 'setOption', key, value }));
	return {
		title: "give the JVM overhead Flink's default limits",
		applicability: 'unsafe',
		decide: 'the process stays as large: heap and managed memory give what the overhead gains',
		changes,
	};
}
