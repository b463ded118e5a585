import { platformFields } from '../../catalog/platform-fields.ts';

/** The API call a document is the input or the answer of. */
export type Shape = 'create' | 'update' | 'describe';

/** One name in the spellings of CreateApplication, UpdateApplication and DescribeApplication. */
type Spellings = Readonly<Record<Shape, string>>;

/** An object of the API that holds fields or other containers. `request` is the input itself, or `ApplicationDetail`. */
export type ContainerId =
	| 'request'
	| 'application'
	| 'flink'
	| 'checkpoint'
	| 'monitoring'
	| 'parallelism'
	| 'snapshot'
	| 'rollback'
	| 'run'
	| 'flink-run'
	| 'restore'
	| 'code'
	| 'code-content'
	| 'code-location'
	| 'environment'
	| 'logging';

export interface Container {
	readonly id: ContainerId;
	/** The container around it; `request` is the outermost. */
	readonly parent: Readonly<Record<Shape, ContainerId>>;
	readonly names: Spellings;
}

/** Containers take the suffix `Update` in UpdateApplication and `Description` in DescribeApplication. */
function suffixed(id: ContainerId, parent: ContainerId, name: string): Container {
	return irregular(id, parent, name, `${name}Update`, `${name}Description`);
}

function irregular(id: ContainerId, parent: ContainerId, create: string, update: string, describe: string): Container {
	return { id, parent: { create: parent, update: parent, describe: parent }, names: { create, update, describe } };
}

/** Every container flint looks into. Source: the service's API model. */
const containers: readonly Container[] = [
	suffixed('application', 'request', 'ApplicationConfiguration'),
	suffixed('flink', 'application', 'FlinkApplicationConfiguration'),
	suffixed('checkpoint', 'flink', 'CheckpointConfiguration'),
	suffixed('monitoring', 'flink', 'MonitoringConfiguration'),
	suffixed('parallelism', 'flink', 'ParallelismConfiguration'),
	suffixed('snapshot', 'application', 'ApplicationSnapshotConfiguration'),
	suffixed('rollback', 'application', 'ApplicationSystemRollbackConfiguration'),
	{ ...suffixed('run', 'request', 'RunConfiguration'), parent: { create: 'request', update: 'request', describe: 'application' } },
	irregular('flink-run', 'run', 'FlinkRunConfiguration', 'FlinkRunConfiguration', 'FlinkRunConfigurationDescription'),
	irregular(
		'restore',
		'run',
		'ApplicationRestoreConfiguration',
		'ApplicationRestoreConfiguration',
		'ApplicationRestoreConfigurationDescription',
	),
	suffixed('code', 'application', 'ApplicationCodeConfiguration'),
	suffixed('code-content', 'code', 'CodeContent'),
	irregular('code-location', 'code-content', 'S3ContentLocation', 'S3ContentLocationUpdate', 'S3ApplicationCodeLocationDescription'),
	irregular('environment', 'application', 'EnvironmentProperties', 'EnvironmentPropertyUpdates', 'EnvironmentPropertyDescriptions'),
	irregular('logging', 'request', 'CloudWatchLoggingOptions', 'CloudWatchLoggingOptionUpdates', 'CloudWatchLoggingOptionDescriptions'),
];

/** How a field's JSON value is read: `milliseconds` and `count` are whole numbers. */
type FieldType = 'boolean' | 'count' | 'milliseconds' | 'enum' | 'text';

/** A field of the API that states a setting. */
export interface Field {
	/** The Flink option or platform field it states. */
	readonly key: string;
	readonly container: ContainerId;
	readonly names: Spellings;
	readonly type: FieldType;
	readonly minimum?: number;
	readonly maximum?: number;
	readonly enum?: readonly string[];
	/** The shapes in which its block must hold it. */
	readonly required?: readonly Shape[];
	/** The shapes that have it at all; absent means every one. */
	readonly shapes?: readonly Shape[];
}

const CONFIGURATION_TYPE = 'ConfigurationType';

/** The service's own maximum; the API model has none. */
const LARGEST_PARALLELISM_PER_KPU = 8;
const LARGEST_INTEGER = 2 ** 31 - 1;

interface Limits {
	readonly minimum?: number;
	readonly maximum?: number;
	readonly required?: readonly Shape[];
	readonly shapes?: readonly Shape[];
}

/** Leaves take the suffix `Update` in UpdateApplication and are plain in DescribeApplication. */
function field(container: ContainerId, name: string, key: string, type: FieldType, limits: Limits = {}): Field {
	return { ...plain(container, name, key, type, limits), names: { create: name, update: `${name}Update`, describe: name } };
}

/** A leaf that keeps its name in UpdateApplication. */
function plain(container: ContainerId, name: string, key: string, type: FieldType, limits: Limits = {}): Field {
	const names = platformFields.find((candidate) => candidate.key === key)?.enum;
	return {
		key,
		container,
		names: { create: name, update: name, describe: name },
		type,
		...limits,
		...(names === undefined ? {} : { enum: names }),
	};
}

/** The key that says whether a group's other fields apply, by the group's container. */
export const configurationTypeKeys: Readonly<Partial<Record<ContainerId, string>>> = {
	checkpoint: 'msf.checkpoint-configuration-type',
	monitoring: 'msf.monitoring-configuration-type',
	parallelism: 'msf.parallelism-configuration-type',
};

/** What the service uses under `ConfigurationType: DEFAULT`, as a describe answer shows it. */
export const valuesUnderDefault: Readonly<Record<string, string>> = {
	'msf.checkpointing-enabled': 'true',
	'execution.checkpointing.interval': '60000',
	'execution.checkpointing.min-pause': '5000',
};

/** Every field flint reads, in the order in which AWS documents and prints them. Source: the service's API model. */
export const fields: readonly Field[] = [
	field('request', 'RuntimeEnvironment', 'msf.runtime-environment', 'text'),
	field('request', 'ServiceExecutionRole', 'msf.service-execution-role', 'text'),
	plain('request', 'ApplicationMode', 'msf.application-mode', 'enum', { shapes: ['create', 'describe'] }),
	field('checkpoint', CONFIGURATION_TYPE, 'msf.checkpoint-configuration-type', 'enum', { required: ['create'] }),
	field('checkpoint', 'CheckpointingEnabled', 'msf.checkpointing-enabled', 'boolean'),
	field('checkpoint', 'CheckpointInterval', 'execution.checkpointing.interval', 'milliseconds', { minimum: 1 }),
	field('checkpoint', 'MinPauseBetweenCheckpoints', 'execution.checkpointing.min-pause', 'milliseconds', { minimum: 0 }),
	field('monitoring', CONFIGURATION_TYPE, 'msf.monitoring-configuration-type', 'enum', { required: ['create'] }),
	field('monitoring', 'MetricsLevel', 'msf.metrics-level', 'enum'),
	field('monitoring', 'LogLevel', 'msf.log-level', 'enum'),
	field('parallelism', CONFIGURATION_TYPE, 'msf.parallelism-configuration-type', 'enum', { required: ['create'] }),
	field('parallelism', 'Parallelism', 'parallelism.default', 'count', { minimum: 1, maximum: LARGEST_INTEGER }),
	field('parallelism', 'ParallelismPerKPU', 'msf.parallelism-per-kpu', 'count', { minimum: 1, maximum: LARGEST_PARALLELISM_PER_KPU }),
	field('parallelism', 'AutoScalingEnabled', 'msf.autoscaling-enabled', 'boolean'),
	plain('parallelism', 'CurrentParallelism', 'msf.current-parallelism', 'count', {
		minimum: 1,
		maximum: LARGEST_INTEGER,
		shapes: ['describe'],
	}),
	field('snapshot', 'SnapshotsEnabled', 'msf.snapshots-enabled', 'boolean', { required: ['create', 'update'] }),
	field('snapshot', 'SnapshotMode', 'msf.snapshot-mode', 'enum'),
	field('rollback', 'RollbackEnabled', 'msf.rollback-enabled', 'boolean', { required: ['create', 'update'] }),
	plain('flink-run', 'AllowNonRestoredState', 'msf.allow-non-restored-state', 'boolean'),
	plain('restore', 'ApplicationRestoreType', 'msf.restore-type', 'enum'),
	field('logging', 'LogStreamARN', 'msf.log-stream', 'text'),
];

const containersByName = new Map(containers.flatMap((container) => spellings(container.names).map((name) => [name, container] as const)));
const containersById = new Map(containers.map((container) => [container.id, container] as const));
const fieldsByKey = new Map(fields.map((candidate) => [candidate.key, candidate] as const));
const fieldsByName = new Map(
	fields.flatMap((candidate) => spellings(candidate.names).map((name) => [`${candidate.container} ${name}`, candidate] as const)),
);

function spellings(names: Spellings): readonly string[] {
	return [names.create, names.update, names.describe];
}

/** The container of that name in any shape's spelling. */
export function containerNamed(name: string): Container | undefined {
	return containersByName.get(name);
}

/** The container of that id; undefined for `request`, which has no name. */
export function container(id: ContainerId): Container | undefined {
	return containersById.get(id);
}

/** The field of that name in any shape's spelling, inside a container. */
export function fieldNamed(inside: ContainerId, name: string): Field | undefined {
	return fieldsByName.get(`${inside} ${name}`);
}

/** The field that states an option, if the API has one. */
export function fieldOf(key: string): Field | undefined {
	return fieldsByKey.get(key);
}

/** The containers from the outermost to the one given. */
export function containerPath(id: ContainerId, shape: Shape): readonly Container[] {
	const path: Container[] = [];
	for (let at = container(id); at !== undefined; at = container(at.parent[shape])) path.unshift(at);
	return path;
}
