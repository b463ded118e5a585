import { defineRule } from '../../model/finding.ts';
import { onYarn } from '../../model/questions/cluster.ts';

const TYPE = 'high-availability.type';
const CLUSTER = 'high-availability.cluster-id';
const ROOT = 'high-availability.zookeeper.path.root';
const DEFAULT = '/default';
const DEFAULT_ROOT = '/flink';

/** Two clusters that share ZooKeeper and leave the id alone take each other's jobs. */
export const haClusterIdDefault = defineRule({
	meta: {
		name: 'ha-cluster-id-default',
		summary: 'The cluster has no id of its own in ZooKeeper.',
		category: 'restart',
		severity: 'info',
		fixes: [],
		messages: {
			shared: {
				what: 'the cluster is `/default` in ZooKeeper: `high-availability.cluster-id` is {how}',
				why: 'a second cluster beside the same ZooKeeper that leaves it alone too takes part in the same leader election and restores the same jobs',
				do: 'give every cluster an id of its own before it first starts: one that runs loses sight of its jobs when the id changes',
			},
		},
		evidence: [
			'HighAvailabilityOptions.HA_CLUSTER_ID: default `/default`, "needs to be set for standalone clusters but is automatically inferred in YARN" (1.13 to 2.3)',
			'HighAvailabilityServicesUtils.getClusterHighAvailableStoragePath puts the id into the storage directory too',
		],
	},
	*check(application) {
		const { config } = application;
		const type = config.setting(TYPE);
		if (type === undefined || config.name(TYPE) !== 'zookeeper' || onYarn(application)) return;
		// A root of its own tells a cluster apart as well, and Kubernetes names clusters itself.
		if (config.name(ROOT) !== DEFAULT_ROOT || config.setting('kubernetes.cluster-id') !== undefined) return;
		const lack = config.lacking(CLUSTER, (value) => value.type === 'text' && value.value === DEFAULT);
		if (lack === undefined || (lack.absence !== undefined && lack.absence.certainty !== 'owner')) return;
		yield {
			message: 'shared',
			data: { how: lack.absence === undefined ? '`/default`' : 'not set' },
			at: lack.absence === undefined ? lack.at : config.place(type),
			option: CLUSTER,
			absence: lack.absence,
		};
	},
});
