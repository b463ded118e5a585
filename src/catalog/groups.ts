import type { OptionGroup } from '../model/option.ts';

/** Options that belong together, by their key's beginning; the longest one that fits decides. */
const GROUP_PREFIXES: readonly (readonly [string, OptionGroup])[] = [
	['execution.checkpointing.', 'checkpointing'],
	['execution.checkpointing.incremental', 'state-backend'],
	['execution.checkpointing.dir', 'checkpoint-storage'],
	['execution.checkpointing.storage', 'checkpoint-storage'],
	['execution.checkpointing.savepoint-dir', 'checkpoint-storage'],
	['execution.state-recovery.', 'checkpointing'],
	['state.checkpoints.', 'checkpointing'],
	['state.backend.', 'state-backend'],
	['state.changelog.', 'state-backend'],
	['restart-strategy.', 'restart'],
	['parallelism.', 'parallelism'],
	['pipeline.max-parallelism', 'parallelism'],
	['table.exec.mini-batch.', 'mini-batch'],
	['msf.', 'platform'],
	['k8s.', 'platform'],
	['kubernetes.operator.', 'platform'],
	['job.autoscaler.', 'platform'],
];

const ENABLERS: Readonly<Partial<Record<OptionGroup, string>>> = {
	checkpointing: 'execution.checkpointing.interval',
	'state-backend': 'state.backend.type',
	// Programs that choose a backend say where its checkpoints go; programs that only enable them leave that to the cluster.
	'checkpoint-storage': 'state.backend.type',
	restart: 'restart-strategy.type',
	parallelism: 'parallelism.default',
	'mini-batch': 'table.exec.mini-batch.enabled',
};

/** The group of an option, by its newest key. */
export function groupOf(key: string): OptionGroup {
	let best: readonly [string, OptionGroup] = ['', 'other'];
	for (const entry of GROUP_PREFIXES) if (key.startsWith(entry[0]) && entry[0].length > best[0].length) best = entry;
	return best[1];
}

/** The option that switches a group on: where it stands, the group is configured. */
export function enablerOf(group: OptionGroup): string | undefined {
	return ENABLERS[group];
}
