import { boolean, duration, number, type OptionType, type TypedValue } from '../model/value.ts';
import type { PlatformField } from './platform-fields.ts';

const OPERATOR = 'kubernetes.operator.';
const AUTOSCALER = 'job.autoscaler.';

/**
 * The options of the Kubernetes operator and its autoscaler that rules ask for. They stand among Flink's in `flinkConfiguration`, and
 * the operator reads them by its own version, whatever `flinkVersion` says.
 * Source: flink-kubernetes-operator, KubernetesOperatorConfigOptions and AutoScalerOptions.
 */
export const operatorOptions: readonly PlatformField[] = [
	operator('reconcile.interval', 'duration', duration(60_000), `${OPERATOR}reconciler.reschedule.interval`),
	operator('deployment.rollback.enabled', 'boolean', boolean(false)),
	operator('jm-deployment-recovery.enabled', 'boolean', boolean(true), `${OPERATOR}reconciler.jm-deployment-recovery.enabled`),
	operator('cluster.health-check.enabled', 'boolean', boolean(false)),
	operator('cluster.health-check.checkpoint-progress.enabled', 'boolean', boolean(true)),
	operator('cluster.health-check.checkpoint-progress.window', 'duration'),
	operator('periodic.savepoint.interval', 'string'),
	operator('job.upgrade.last-state.max.allowed.checkpoint.age', 'duration'),
	operator('job.upgrade.last-state.job-cancel.enabled', 'boolean', boolean(false)),
	operator('user.artifacts.allowed-schemes', 'list'),
	autoscaler('enabled', 'boolean', boolean(false)),
	autoscaler('metrics.window', 'duration', duration(15 * 60_000)),
	autoscaler('excluded.periods', 'list'),
	autoscaler('stabilization.interval', 'duration', duration(5 * 60_000)),
	autoscaler('catch-up.duration', 'duration', duration(30 * 60_000)),
	autoscaler('restart.time', 'duration', duration(5 * 60_000)),
	autoscaler('restart.time-tracking.limit', 'duration', duration(15 * 60_000)),
	autoscaler('scale-down.interval', 'duration', duration(60 * 60_000), 'scale-up.grace-period'),
	autoscaler('utilization.target', 'double', number(0.7), 'target.utilization'),
	autoscaler('target.utilization.boundary', 'double', number(0.3)),
	autoscaler('utilization.max', 'double'),
	autoscaler('utilization.min', 'double'),
	autoscaler('vertex.max-parallelism', 'int', number(200)),
	autoscaler('scale-down.max-factor', 'double', number(0.6)),
	autoscaler('scale-up.max-factor', 'double', number(100_000)),
	autoscaler('observed-scalability.enabled', 'boolean', boolean(false)),
	autoscaler('observed-scalability.coefficient-min', 'double', number(0.5)),
	autoscaler('scaling.effectiveness.detection.enabled', 'boolean', boolean(false)),
	autoscaler('scaling.effectiveness.threshold', 'double', number(0.1)),
	autoscaler('memory.gc-pressure.threshold', 'double', number(1)),
	autoscaler('memory.heap-usage.threshold', 'double', number(1)),
	autoscaler('memory.tuning.enabled', 'boolean', boolean(false)),
	autoscaler('memory.tuning.overhead', 'double', number(0.2)),
	autoscaler('memory.tuning.maximize-managed-memory', 'boolean', boolean(false)),
];

function operator(name: string, type: OptionType, standard?: TypedValue, old?: string): PlatformField {
	return field(`${OPERATOR}${name}`, type, standard, old === undefined ? [] : [old]);
}

/** The autoscaler was a part of the operator once: the old prefix is a fallback of each key, and goes before deprecated names. */
function autoscaler(name: string, type: OptionType, standard?: TypedValue, old?: string): PlatformField {
	const names = old === undefined ? [name] : [name, old];
	const fallbacks = names.map((known) => `${OPERATOR}${AUTOSCALER}${known}`);
	return field(`${AUTOSCALER}${name}`, type, standard, old === undefined ? fallbacks : [...fallbacks, `${AUTOSCALER}${old}`]);
}

function field(key: string, type: OptionType, standard: TypedValue | undefined, aliases: readonly string[]): PlatformField {
	return { key, type, aliases, ...(standard === undefined ? {} : { default: standard }) };
}
