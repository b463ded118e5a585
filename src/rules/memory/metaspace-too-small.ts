import type { Application } from '../../model/application.ts';
import { defineRule, type Fix } from '../../model/finding.ts';
import { PROCESSES, restated, type SizedProcess } from '../../model/questions/memory.ts';
import { formatMemory, memory } from '../../model/value.ts';

/** Flink's default, in bytes. */
const DEFAULT = 256 * 2 ** 20;

/** Somebody gave classes less room than Flink does by default. */
export const metaspaceTooSmall = defineRule({
	meta: {
		name: 'metaspace-too-small',
		summary: "A process has less metaspace than Flink's default.",
		category: 'memory',
		severity: 'info',
		fixes: ['unsafe'],
		messages: {
			small: {
				what: 'the {daemon} has `{size}` of metaspace, less than the default of `256m`',
				why: 'the classes of every job it runs must fit, again after each restart until the old ones are unloaded; Flink raised its default from 96m because jobs ended in "OutOfMemoryError: Metaspace"',
				do: 'set `{key}` to `256m` or more, and find the leak where it still grows',
			},
		},
		evidence: [
			'TaskManagerOptions.JVM_METASPACE, JobManagerOptions.JVM_METASPACE: default 256 MiB, 1.13 to 2.3 (option catalogue); it becomes -XX:MaxMetaspaceSize (ProcessMemoryUtils)',
			'FLINK-16406 (apache/flink#11300): 96m was too small for some jobs, most of which then set 256m',
			'Run: a process of 1g starts with 256m and not with 512m (oracle: memory/a gigabyte and twice the metaspace), so the fix is checked first and never safe',
		],
	},
	*check(application) {
		const { config, platform } = application;
		if (platform === 'msf') return;
		for (const process of PROCESSES) {
			const key = process.keys.metaspace;
			const stated = config.known(key);
			if (stated?.setting === undefined || stated.value.type !== 'memory' || stated.value.bytes >= DEFAULT) continue;
			yield {
				message: 'small',
				data: { daemon: process.name, size: formatMemory(stated.value.bytes), key },
				at: config.place(stated.setting),
				option: key,
				fix: enough(application, process),
			};
		}
	},
});

/** Only where the process still starts: the rest of it must shrink. */
function enough(application: Application, { keys, starts }: SizedProcess): Fix | undefined {
	const value = memory(DEFAULT);
	if (!starts(restated(application, new Map([[keys.metaspace, value]])))) return undefined;
	return {
		title: `set \`${keys.metaspace}\` to \`256m\``,
		applicability: 'unsafe',
		decide: 'where the total stays the same, heap and managed memory give what the metaspace gains',
		changes: [{ kind: 'setOption', key: keys.metaspace, value }],
	};
}
