import { defineRule } from '../../model/finding.ts';
import { type JvmLimit, jvmLimits, type LimitedPool } from '../../model/questions/jvm-options.ts';

/** A limit of the JVM that is not Flink's own. */
export const jvmOptionsOverrideMemory = defineRule({
	meta: {
		name: 'jvm-options-override-memory',
		summary: 'Options of the JVM replace a limit that Flink derives from its memory options.',
		category: 'memory',
		severity: 'warning',
		fixes: [],
		messages: {
			replaced: {
				what: '`{flag}` replaces the limit that Flink derives for the {pool} of the {processes}',
				why: 'these options follow those that Flink derives, and the JVM takes the last: {harm}',
				do: 'remove the flag and size the pool with {options}',
			},
		},
		evidence: [
			'flink-console.sh and flink-daemon.sh run java with `$JVM_ARGS $FLINK_ENV_JAVA_OPTS`, the former from BashJavaUtils; in containers `%jvmmem% %jvmopts%` (default of yarn.container-start-command-template in the option catalogue)',
			'Run, Java 17: of two -Xmx, -XX:MaxDirectMemorySize or -XX:MaxMetaspaceSize the last one holds (-XX:+PrintFlagsFinal)',
			'ProcessMemoryUtils.generateJvmParametersStr: -Xmx and -XX:MaxMetaspaceSize for both processes, -XX:MaxDirectMemorySize for TaskManagers; for JobManagers only with jobmanager.memory.enable-jvm-direct-memory-limit',
		],
	},
	*check(application) {
		if (application.platform === 'msf') return;
		for (const { setting, flag, pool, processes } of jvmLimits(application)) {
			yield {
				message: 'replaced',
				data: {
					flag,
					pool: NAMES[pool],
					processes: processes.map((name) => `${name}s`).join(' and '),
					harm: HARM[pool],
					options: optionsFor(pool, processes),
				},
				at: application.config.place(setting),
				option: application.config.catalogue.find(setting.key)[0]?.key,
				symbol: pool,
			};
		}
	},
});

const NAMES: Readonly<Record<LimitedPool, string>> = { heap: 'heap', direct: 'direct memory', metaspace: 'metaspace' };

const HARM: Readonly<Record<LimitedPool, string>> = {
	heap: 'the other pools are still sized beside the heap that Flink meant, so memory stays unused or the process outgrows its total',
	direct:
		'network buffers are allocated from it when a TaskManager starts, which fails where it is too small and outgrows the total where it is not',
	metaspace: 'the total of the process is still sized for the metaspace that Flink meant',
};

const OPTIONS: Readonly<Record<LimitedPool, Readonly<Record<JvmLimit['processes'][number], string>>>> = {
	heap: { TaskManager: '`taskmanager.memory.task.heap.size`', JobManager: '`jobmanager.memory.heap.size`' },
	direct: { TaskManager: '`taskmanager.memory.task.off-heap.size`', JobManager: '`jobmanager.memory.off-heap.size`' },
	metaspace: { TaskManager: '`taskmanager.memory.jvm-metaspace.size`', JobManager: '`jobmanager.memory.jvm-metaspace.size`' },
};

function optionsFor(pool: LimitedPool, processes: JvmLimit['processes']): string {
	return processes.map((process) => OPTIONS[pool][process]).join(' and ');
}
