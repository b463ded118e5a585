import { boolean, enumeration, number } from '../model/value.ts';
import type { PlatformField } from './platform-fields.ts';

/** Source: FlinkVersion of operator 1.16; the cluster's own definition of the resource takes no other. */
const FLINK_VERSIONS = ['v1_13', 'v1_14', 'v1_15', 'v1_16', 'v1_17', 'v1_18', 'v1_19', 'v1_20', 'v2_0', 'v2_1', 'v2_2', 'v2_3', 'v2_4'];

/**
 * The fields of the operator's FlinkDeployment and FlinkSessionJob that are no Flink options, with the defaults of a whole resource.
 * Two are Flink options and stand under their own keys: `resource.memory` is the process size, `job.parallelism` the default parallelism.
 * Source: flink-kubernetes-operator, package api.spec (JobSpec, FlinkDeploymentSpec, JobManagerSpec, TaskManagerSpec).
 */
export const kubernetesFields: readonly PlatformField[] = [
	{ key: 'k8s.deployment-name', type: 'string' },
	{ key: 'k8s.session-job-name', type: 'string' },
	/** The resource runs a job of its own (`spec.job`); without one it is a session cluster. */
	{ key: 'k8s.job', type: 'boolean', default: boolean(false) },
	{ key: 'k8s.mode', type: 'enum', enum: ['native', 'standalone'], default: enumeration('native') },
	{ key: 'k8s.flink-version', type: 'enum', enum: FLINK_VERSIONS },
	{ key: 'k8s.image', type: 'string' },
	{ key: 'k8s.service-account', type: 'string' },
	{ key: 'k8s.restart-nonce', type: 'long' },
	{ key: 'k8s.ingress', type: 'boolean' },
	{ key: 'k8s.ingress-template', type: 'string' },
	/** Names of the files in `logConfiguration`. */
	{ key: 'k8s.log-configuration', type: 'list' },
	{ key: 'k8s.jar-uri', type: 'string' },
	{ key: 'k8s.entry-class', type: 'string' },
	{ key: 'k8s.job-state', type: 'enum', enum: ['running', 'suspended'], default: enumeration('running') },
	{ key: 'k8s.upgrade-mode', type: 'enum', enum: ['stateless', 'savepoint', 'last-state'], default: enumeration('stateless') },
	{ key: 'k8s.allow-non-restored-state', type: 'boolean' },
	{ key: 'k8s.initial-savepoint-path', type: 'string' },
	{ key: 'k8s.savepoint-trigger-nonce', type: 'long' },
	{ key: 'k8s.savepoint-redeploy-nonce', type: 'long' },
	{ key: 'k8s.checkpoint-trigger-nonce', type: 'long' },
	/** The session cluster a FlinkSessionJob runs in. */
	{ key: 'k8s.session-cluster', type: 'string' },
	/** `job.parallelism` as written, which the TaskManagers' replicas override. */
	{ key: 'k8s.job-parallelism', type: 'int' },
	{ key: 'k8s.jobmanager-replicas', type: 'int', default: number(1) },
	{ key: 'k8s.taskmanager-replicas', type: 'int' },
	{ key: 'k8s.jobmanager-cpu', type: 'string' },
	{ key: 'k8s.taskmanager-cpu', type: 'string' },
	{ key: 'k8s.jobmanager-cpu-limit', type: 'string' },
	{ key: 'k8s.taskmanager-cpu-limit', type: 'string' },
	{ key: 'k8s.jobmanager-memory-limit', type: 'memory' },
	{ key: 'k8s.taskmanager-memory-limit', type: 'memory' },
	{ key: 'k8s.jobmanager-ephemeral-storage', type: 'string' },
	{ key: 'k8s.taskmanager-ephemeral-storage', type: 'string' },
	/** What `resource` says beside `resources`: it is not read, and checked all the same. */
	{ key: 'k8s.jobmanager-unread-memory', type: 'string' },
	{ key: 'k8s.taskmanager-unread-memory', type: 'string' },
	{ key: 'k8s.jobmanager-unread-ephemeral-storage', type: 'string' },
	{ key: 'k8s.taskmanager-unread-ephemeral-storage', type: 'string' },
	/** The name of a container of a pod template that is meant for Flink and is not Flink's. */
	{ key: 'k8s.stray-container', type: 'string' },
	/** File names in the variable ENABLE_BUILT_IN_PLUGINS, from which the official images load filesystems. */
	{ key: 'k8s.jobmanager-built-in-plugins', type: 'list' },
	{ key: 'k8s.taskmanager-built-in-plugins', type: 'list' },
];
