/** How the value of a field becomes an option's text. */
type Reading = 'text' | 'memory' | 'present' | 'names';

/** A field of a resource, by its path below the resource's root, with the key it states. */
export interface SpecField {
	readonly path: readonly string[];
	readonly key: string;
	readonly reading?: Reading;
	/** Where this stands and is not empty, the field is not read. */
	readonly unless?: readonly string[];
	/** It counts only where this stands and is not empty. */
	readonly beside?: readonly string[];
}

const PROCESSES = ['jobManager', 'taskManager'] as const;

/** The fields of FlinkDeployment and FlinkSessionJob that flint reads. Source: flink-kubernetes-operator, package api.spec. */
export const SPEC_FIELDS: readonly SpecField[] = [
	{ path: ['metadata', 'name'], key: 'k8s.deployment-name' },
	{ path: ['spec', 'mode'], key: 'k8s.mode' },
	{ path: ['spec', 'flinkVersion'], key: 'k8s.flink-version' },
	{ path: ['spec', 'image'], key: 'k8s.image' },
	{ path: ['spec', 'serviceAccount'], key: 'k8s.service-account' },
	{ path: ['spec', 'restartNonce'], key: 'k8s.restart-nonce' },
	{ path: ['spec', 'deploymentName'], key: 'k8s.session-cluster' },
	{ path: ['spec', 'ingress'], key: 'k8s.ingress', reading: 'present' },
	{ path: ['spec', 'ingress', 'template'], key: 'k8s.ingress-template' },
	{ path: ['spec', 'logConfiguration'], key: 'k8s.log-configuration', reading: 'names' },
	{ path: ['spec', 'job'], key: 'k8s.job', reading: 'present' },
	{ path: ['spec', 'job', 'jarURI'], key: 'k8s.jar-uri' },
	{ path: ['spec', 'job', 'entryClass'], key: 'k8s.entry-class' },
	{ path: ['spec', 'job', 'state'], key: 'k8s.job-state' },
	{ path: ['spec', 'job', 'upgradeMode'], key: 'k8s.upgrade-mode' },
	{ path: ['spec', 'job', 'allowNonRestoredState'], key: 'k8s.allow-non-restored-state' },
	{ path: ['spec', 'job', 'initialSavepointPath'], key: 'k8s.initial-savepoint-path' },
	{ path: ['spec', 'job', 'savepointTriggerNonce'], key: 'k8s.savepoint-trigger-nonce' },
	{ path: ['spec', 'job', 'savepointRedeployNonce'], key: 'k8s.savepoint-redeploy-nonce' },
	{ path: ['spec', 'job', 'checkpointTriggerNonce'], key: 'k8s.checkpoint-trigger-nonce' },
	{ path: ['spec', 'job', 'parallelism'], key: 'k8s.job-parallelism' },
	...PROCESSES.flatMap((process) => ofProcess(process, process.toLowerCase())),
];

/**
 * `resources` is the newer form of `resource`, which is not read beside it; what it requests sizes the process, else its limits do.
 * Source: FlinkConfigBuilder.applyResourceConfig, ResourceConfigUtils.getRequestOrLimit.
 */
function ofProcess(process: string, name: string): readonly SpecField[] {
	const at = (...path: readonly string[]): readonly string[] => ['spec', process, ...path];
	const of = (what: string, key: string, rest: Pick<SpecField, 'reading'> = {}): readonly SpecField[] => [
		{ path: at('resources', 'requests', what), key, ...rest },
		{ path: at('resources', 'limits', what), key, unless: at('resources', 'requests', what), ...rest },
		{ path: at('resource', what), key, unless: at('resources'), ...rest },
	];
	return [
		{ path: at('replicas'), key: `k8s.${name}-replicas` },
		...of('memory', `${name}.memory.process.size`, { reading: 'memory' }),
		...of('cpu', `k8s.${name}-cpu`),
		{ path: at('resources', 'limits', 'cpu'), key: `k8s.${name}-cpu-limit` },
		{ path: at('resources', 'limits', 'memory'), key: `k8s.${name}-memory-limit`, reading: 'memory' },
		{ path: at('resources', 'limits', 'ephemeral-storage'), key: `k8s.${name}-ephemeral-storage` },
		{ path: at('resource', 'ephemeralStorage'), key: `k8s.${name}-ephemeral-storage`, unless: at('resources') },
		{ path: at('resource', 'memory'), key: `k8s.${name}-unread-memory`, beside: at('resources'), reading: 'memory' },
		{ path: at('resource', 'ephemeralStorage'), key: `k8s.${name}-unread-ephemeral-storage`, beside: at('resources') },
	];
}
