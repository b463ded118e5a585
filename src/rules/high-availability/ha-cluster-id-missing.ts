import type { Application } from '../../model/application.ts';
import { defineRule } from '../../model/finding.ts';
import { isOperated } from '../../model/questions/operator.ts';

const TYPE = 'high-availability.type';
const ID = 'kubernetes.cluster-id';
const MODES = ['kubernetes', 'org.apache.flink.kubernetes.highavailability.kuberneteshaservicesfactory'];

/** High availability by Kubernetes in pods that nobody told which cluster they are. */
export const haClusterIdMissing = defineRule({
	meta: {
		name: 'ha-cluster-id-missing',
		summary: 'Pods with high availability by Kubernetes have no cluster id.',
		category: 'restart',
		severity: 'error',
		fixes: [],
		inDevelopment: true,
		messages: {
			missing: {
				what: '`{key}: {mode}` needs `kubernetes.cluster-id`, which is not set',
				why: "the JobManager does not start: \"Configuration option 'kubernetes.cluster-id' is not set.\"; only the operator and Flink's own client make one up",
				do: 'set `kubernetes.cluster-id` to a name that no other cluster of the namespace has',
			},
		},
		evidence: [
			'Fabric8FlinkKubeClient throws IllegalArgumentException without it, and KubernetesHaServicesFactory makes one (oracle/kubernetes: 1.18, 1.20, 2.0, 2.3)',
			'Flink documentation, "Standalone Kubernetes", Kubernetes High-Availability Services: kubernetes.cluster-id is mandatory',
		],
	},
	*check(application) {
		const { config } = application;
		const type = config.setting(TYPE);
		const mode = config.name(TYPE);
		if (type?.value.kind !== 'known' || mode === undefined || !MODES.includes(mode)) return;
		if (isOperated(application) || !seesJobManager(application)) return;
		const absence = config.absence(ID);
		if (absence?.certainty !== 'owner') return;
		yield { message: 'missing', data: { key: type.key, mode: type.value.text }, at: config.place(type), option: ID, absence };
	},
});

/** Whether the container of a JobManager is seen: Flink's client, which names clusters itself, starts pods that stand in no file. */
function seesJobManager({ documents }: Application): boolean {
	return documents.some(({ claims }) => claims.process === 'jobmanager' && claims.platform === 'standalone');
}
