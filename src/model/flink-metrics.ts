import { atLeast, type FlinkVersion } from './version.ts';

/** A metric that Flink's JobManager reports, as Prometheus names it. */
export interface FlinkMetric {
	readonly name: string;
	/** The first minor that has it, where older ones that flint knows do not. */
	readonly from?: FlinkVersion;
	/** The last minor that has it, where newer ones do not, and what they have instead. */
	readonly to?: FlinkVersion;
	readonly instead?: string;
}

/** Of each job. Source: SchedulerBase and CheckpointStatsTracker in the jars of 1.13 to 2.3. */
const OF_JOB: readonly FlinkMetric[] = [
	{ name: 'numRestarts' },
	{ name: 'fullRestarts', to: '1.20', instead: 'numRestarts' },
	{ name: 'numRescales', from: '2.0' },
	{ name: 'uptime' },
	{ name: 'downtime' },
	{ name: 'numberOfCompletedCheckpoints' },
	{ name: 'numberOfFailedCheckpoints' },
	{ name: 'numberOfInProgressCheckpoints' },
	{ name: 'totalNumberOfCheckpoints' },
	{ name: 'lastCheckpointDuration' },
	{ name: 'lastCheckpointSize' },
	{ name: 'lastCheckpointFullSize', from: '1.15' },
	{ name: 'lastCompletedCheckpointId', from: '1.17' },
	{ name: 'lastCheckpointCompletedTimestamp', from: '2.0' },
	{ name: 'lastCheckpointRestoreTimestamp' },
	{ name: 'lastCheckpointProcessedData' },
	{ name: 'lastCheckpointPersistedData' },
];
/** Of the cluster. Source: MetricNames; Dispatcher, ResourceManager and SlotManager, whose group is `jobmanager`. */
const OF_CLUSTER: readonly FlinkMetric[] = [
	{ name: 'numRunningJobs' },
	{ name: 'numRegisteredTaskManagers' },
	{ name: 'taskSlotsAvailable' },
	{ name: 'taskSlotsTotal' },
];

/** Source: AbstractPrometheusReporter.getScopedName: the logical scope, whose parts `_` joins, and the name. */
const BY_NAME: ReadonlyMap<string, FlinkMetric> = new Map([
	...OF_JOB.map((metric) => [metric.name.toLowerCase(), scoped(metric, 'flink_jobmanager_job_')] as const),
	...OF_CLUSTER.map((metric) => [metric.name.toLowerCase(), scoped(metric, 'flink_jobmanager_')] as const),
]);

function scoped({ name, instead, ...rest }: FlinkMetric, scope: string): FlinkMetric {
	return { ...rest, name: scope + name, ...(instead === undefined ? {} : { instead: scope + instead }) };
}

const SCOPES = /^flink_(?:jobmanager(?:_job)?|taskmanager(?:_job(?:_task(?:_operator)?)?)?)_([A-Za-z]+)$/;

/** The metric of the JobManager that a name means, in whatever scope and case it is written; a program may report others of its own. */
export function jobManagerMetric(written: string): FlinkMetric | undefined {
	const name = SCOPES.exec(written)?.[1];
	const found = name === undefined ? undefined : BY_NAME.get(name.toLowerCase());
	// Any operator may have a time of its own.
	const common = written.startsWith('flink_taskmanager_') && /time$/i.test(written);
	return common ? undefined : found;
}

/** Whether a Flink of that version reports a metric. */
export function isReportedBy({ from, to }: FlinkMetric, version: FlinkVersion): boolean {
	return (from === undefined || atLeast(version, from)) && (to === undefined || atLeast(to, version));
}
