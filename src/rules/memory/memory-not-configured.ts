import type { Application } from '../../model/application.ts';
import { defineRule, type Fix } from '../../model/finding.ts';
import { PROCESSES, type SizedProcess } from '../../model/questions/memory.ts';
import { memory, readableMemory } from '../../model/value.ts';

const MIB = 2 ** 20;
/** What the configuration files of Flink's own distribution state, 1.13 to 2.3 (oracle: memory/the distribution). */
const DISTRIBUTION = { TaskManager: 1728 * MIB, JobManager: 1600 * MIB };
const ADDRESS = 'jobmanager.rpc.address';
const LOCAL = ['localhost', '127.0.0.1', '0.0.0.0', '::1'];
/** Whoever starts processes there gives their memory on the command line. */
const OTHER_STARTS = ['kubernetes.', 'yarn.', 'execution.target'];

/**
 * A ConfigMap that says how to reach the JobManager and what a TaskManager does, but not how large they are: it is mounted in the place of
 * the image's own file. A lone file is no such proof: start scripts and images put it together with others.
 */
export const memoryNotConfigured = defineRule({
	meta: {
		name: 'memory-not-configured',
		summary: 'A ConfigMap configures a cluster without the memory of its processes.',
		category: 'memory',
		severity: 'info',
		fixes: ['unsafe'],
		messages: {
			missing: {
				what: 'nothing states how much memory a {daemon} has, unless its command line does: `{key}` is not set',
				why: 'Flink has no default for it, and the {daemon} does not start: "Either required fine-grained memory, or Total Flink Memory size, or Total Process Memory size need to be configured explicitly"',
				do: 'set `{key}` to the memory of its machine or container',
			},
		},
		evidence: [
			'ProcessMemoryUtils throws IllegalConfigurationException (oracle: memory/nothing stated, memory/heap without managed, 1.18 to 2.3)',
			'The configuration files of the distribution state 1728m and 1600m; a ConfigMap mounted in their place must state sizes too',
		],
	},
	*check(application) {
		const { config } = application;
		if (!describesCluster(application)) return;
		for (const process of PROCESSES) {
			const outcome = process.derive(application);
			if (outcome.kind !== 'rejected' || outcome.why !== 'not-configured') continue;
			const key = process.keys.process;
			const absence = config.absence(key);
			if (absence === undefined) continue;
			yield {
				message: 'missing',
				data: { daemon: process.name, key },
				at: absence.at,
				option: key,
				absence,
				fix: size(application, process),
			};
		}
	},
});

function describesCluster({ config, documents, platform }: Application): boolean {
	if (platform !== 'standalone' || !documents.some(({ embedded }) => embedded !== undefined)) return false;
	const address = config.known(ADDRESS)?.value;
	if (config.setting(ADDRESS) === undefined || address?.type !== 'text' || LOCAL.includes(address.value.toLowerCase())) return false;
	if (config.settings.some(({ key }) => OTHER_STARTS.some((prefix) => key.startsWith(prefix)))) return false;
	return config.settings.some(({ key, inert }) => key.startsWith('taskmanager.') && inert === undefined);
}

/** Only where no pool is stated that could be too large for it. */
function size({ config }: Application, { name, keys }: SizedProcess): Fix | undefined {
	const family = keys.process.slice(0, -'process.size'.length);
	if (config.settings.some(({ key }) => key.startsWith(family))) return undefined;
	const bytes = DISTRIBUTION[name];
	return {
		title: `set \`${keys.process}\` to \`${readableMemory(bytes)}\``,
		applicability: 'unsafe',
		decide: `that is the size in Flink's own file: how much a ${name} needs, and its machine has, only you know`,
		changes: [{ kind: 'setOption', key: keys.process, value: memory(bytes) }],
	};
}
