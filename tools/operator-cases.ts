// Writes the manifests that the Kubernetes operator's validator is asked about (oracle/operator/cases.json): those of the rules' cases,
// and mixtures of changes to a sound resource from a fixed seed. With --check it only says whether the file is out of date.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import { GeneratedFiles } from './generated-files.ts';

const ROOT = join(import.meta.dirname, '..');
const RULES = join(ROOT, 'test', 'rules');
const RANDOM = 300;

/** A manifest as an object; changes write into its sections. */
interface Manifest {
	readonly name: string;
	readonly spec: Record<string, unknown>;
	readonly configuration: Record<string, string>;
	readonly job: Record<string, unknown>;
	readonly jobManager: Record<string, unknown>;
	readonly taskManager: Record<string, unknown>;
}

type Change = readonly [name: string, apply: (manifest: Manifest) => Partial<Manifest>];

const sets = (key: string, ...values: readonly string[]): readonly Change[] =>
	values.map((value) => [`${key}=${value}`, ({ configuration }) => ({ configuration: { ...configuration, [key]: value } })]);
const removes = (...keys: readonly string[]): Change => [
	`without ${keys.join(', ')}`,
	({ configuration }) => ({ configuration: Object.fromEntries(Object.entries(configuration).filter(([key]) => !keys.includes(key))) }),
];
const writes = (section: 'spec' | 'job' | 'jobManager' | 'taskManager', key: string, ...values: readonly unknown[]): readonly Change[] =>
	values.map((value) => [
		`${section}.${key}=${JSON.stringify(value)}`,
		(manifest) => ({ [section]: { ...manifest[section], [key]: value } }),
	]);
const named = (...names: readonly string[]): readonly Change[] => names.map((name) => [`name ${name}`, () => ({ name })]);

const AUTOSCALER = 'job.autoscaler.';
const OPERATOR = 'kubernetes.operator.';
const resources = (requests: object, limits?: object): object => (limits === undefined ? { requests } : { requests, limits });

const CHANGES: readonly Change[] = [
	...named('Orders', 'orders_2', '1orders', 'orders-', 'a', `o${'r'.repeat(44)}`, `o${'r'.repeat(45)}`),
	...sets('kubernetes.cluster-id', 'orders'),
	...sets('kubernetes.namespace', 'flink'),
	...sets('high-availability.cluster-id', 'orders'),
	removes('state.checkpoints.dir'),
	removes('state.savepoints.dir'),
	removes('state.checkpoints.dir', 'state.savepoints.dir'),
	removes('high-availability.type'),
	...sets('high-availability.type', 'NONE', 'zookeeper', 'standalone'),
	...sets(`${OPERATOR}deployment.rollback.enabled`, 'true', 'false'),
	...sets(`${OPERATOR}cluster.health-check.enabled`, 'true'),
	...sets(`${OPERATOR}jm-deployment-recovery.enabled`, 'false'),
	...sets(`${OPERATOR}periodic.savepoint.interval`, '6h'),
	...sets(`${OPERATOR}job.upgrade.last-state.max.allowed.checkpoint.age`, '1 h'),
	...sets(`${OPERATOR}reconcile.interval`, '10 s', '20 min'),
	...sets(`${AUTOSCALER}enabled`, 'true'),
	...sets(`${OPERATOR}${AUTOSCALER}enabled`, 'true'),
	...sets(`${AUTOSCALER}metrics.window`, '30 s', '1 min', '5 min'),
	...sets(
		`${AUTOSCALER}excluded.periods`,
		'9:30-17:00',
		'22:00-6:00',
		'* * 9-11 ? * MON-FRI',
		'9 * * * *',
		'1:00-2:00 && * * * ? * 7; 23:00-23:59',
	),
	...sets(`${AUTOSCALER}utilization.target`, '0', '0.9', '1', '1.01', '70'),
	...sets(`${AUTOSCALER}target.utilization`, '0.5', '2'),
	...sets(`${AUTOSCALER}utilization.max`, '0.6', '0.95', '1.2'),
	...sets(`${AUTOSCALER}utilization.min`, '0.1', '0.8', '-0.1'),
	...sets(`${AUTOSCALER}target.utilization.boundary`, '0.1', '-1'),
	...sets(`${AUTOSCALER}scale-up.max-factor`, '2.0', '-2.0'),
	...sets(`${AUTOSCALER}scale-down.max-factor`, '-0.5'),
	...sets(`${AUTOSCALER}memory.gc-pressure.threshold`, '0.3', '1.1'),
	...sets(`${AUTOSCALER}memory.heap-usage.threshold`, '0.9', '-1'),
	...sets(`${AUTOSCALER}memory.tuning.enabled`, 'true'),
	...sets(`${AUTOSCALER}memory.tuning.overhead`, '20', '0.5'),
	...sets(`${AUTOSCALER}scaling.effectiveness.detection.enabled`, 'true'),
	...sets(`${AUTOSCALER}scaling.effectiveness.threshold`, '10'),
	...sets(`${AUTOSCALER}observed-scalability.enabled`, 'true'),
	...sets(`${AUTOSCALER}observed-scalability.coefficient-min`, '0.001', '0.2'),
	...sets('taskmanager.memory.process.size', '4g'),
	...sets('jobmanager.memory.process.size', '2g'),
	...writes('spec', 'serviceAccount', undefined),
	...writes(
		'spec',
		'logConfiguration',
		{ 'log4j.properties': 'x' },
		{ 'log4j-console.properties': 'x' },
		{ 'logback-console.xml': '<x/>' },
	),
	...writes('spec', 'mode', 'standalone'),
	...writes(
		'spec',
		'ingress',
		{ className: 'nginx' },
		{ template: 'flink.acme.com/orders' },
		{ template: '{{name}}.{{namespace}}.acme.com' },
	),
	['no version', ({ spec }) => ({ spec: { ...spec, image: 'flink:1.20', flinkVersion: undefined } })],
	...writes('job', 'upgradeMode', 'stateless', 'savepoint', 'last-state'),
	...writes('job', 'parallelism', 0, -1, 8),
	...writes('job', 'savepointTriggerNonce', 1),
	...writes('job', 'allowNonRestoredState', true),
	...writes('jobManager', 'replicas', 0, 1, 2),
	...writes('jobManager', 'resource', undefined, { memory: '2g', cpu: 0.5 }, { memory: 'lots', cpu: 1 }, { cpu: 1 }),
	...writes('taskManager', 'replicas', 0, 3),
	...writes('taskManager', 'resource', undefined, { memory: '4Gi', cpu: 2 }, { memory: '1.5G', cpu: 2 }, { memory: '1 x', cpu: 1 }),
	...writes(
		'taskManager',
		'resource',
		{ memory: '4g', cpu: 1, ephemeralStorage: '10Gi' },
		{ memory: '4g', cpu: 1, ephemeralStorage: 'lots' },
	),
	...writes('taskManager', 'resources', resources({ cpu: '2', memory: '4Gi' }, { cpu: '1', memory: '4Gi' })),
	...writes('taskManager', 'resources', resources({ cpu: '500m', memory: '4Gi' }, { cpu: '1', memory: '2Gi' })),
	...writes('taskManager', 'resources', resources({ cpu: '0', memory: '4Gi' }), resources({ cpu: '-1', memory: '4Gi' })),
	...writes('taskManager', 'resources', resources({ cpu: '1', memory: '4Gi' }, { cpu: '2', memory: '8Gi', 'ephemeral-storage': '20Gi' })),
	...writes('taskManager', 'resources', resources({ memory: '2G' }, { memory: '2Gi' }), resources({ cpu: '1' }, { memory: '4Gi' })),
];

/** The same numbers on every machine: a linear congruential generator. */
class Dice {
	private state = 20_261_121;

	below(limit: number): number {
		this.state = (Math.imul(this.state, 1_664_525) + 1_013_904_223) >>> 0;
		return Math.floor((this.state / 2 ** 32) * limit);
	}
}

function manifest(changes: readonly Change[]): string {
	let made: Manifest = {
		name: 'orders',
		spec: { flinkVersion: 'v1_20', serviceAccount: 'flink' },
		configuration: {
			'execution.checkpointing.interval': '1 min',
			'state.checkpoints.dir': 's3://acme-flink/checkpoints',
			'state.savepoints.dir': 's3://acme-flink/savepoints',
			'high-availability.type': 'kubernetes',
			'high-availability.storageDir': 's3://acme-flink/ha',
		},
		jobManager: { resource: { memory: '2048m', cpu: 1 } },
		taskManager: { resource: { memory: '4096m', cpu: 1 } },
		job: { jarURI: 'local:///opt/flink/usrlib/orders.jar', parallelism: 2, upgradeMode: 'last-state' },
	};
	for (const [, apply] of changes) made = { ...made, ...apply(made) };
	const { name, spec, configuration, jobManager, taskManager, job } = made;
	return stringify({
		apiVersion: 'flink.apache.org/v1beta1',
		kind: 'FlinkDeployment',
		metadata: { name },
		spec: { ...spec, flinkConfiguration: configuration, jobManager, taskManager, job },
	});
}

function generated(): Record<string, string> {
	const cases: Record<string, string> = { sound: manifest([]) };
	for (const change of CHANGES) cases[change[0]] = manifest([change]);
	const dice = new Dice();
	for (let made = 0; made < RANDOM; made++) {
		const changes = Array.from({ length: 2 + dice.below(4) }, () => CHANGES[dice.below(CHANGES.length)]).filter(
			(change) => change !== undefined,
		);
		cases[changes.map(([name]) => name).join(' + ')] = manifest(changes);
	}
	return cases;
}

/** The manifests of the operator's rules that a cluster could be given as they stand, without gaps to fill in. */
function written(): Record<string, string> {
	const cases: Record<string, string> = {};
	for (const file of readdirSync(RULES).filter((name) => name.startsWith('k8s-'))) {
		const own: readonly { readonly name: string; readonly kind: string; readonly files: Readonly<Record<string, string>> }[] = parse(
			readFileSync(join(RULES, file), 'utf8'),
		);
		for (const { name, kind, files } of own) {
			if (kind === 'suppressed') continue;
			for (const [path, text] of Object.entries(files)) {
				const template = /\{\{|\$\{|\$\(|JAR_URL/.test(text);
				if (/^kind: Flink(?:Deployment|SessionJob)$/m.test(text) && !template)
					cases[`${file.slice(0, -'.yaml'.length)}: ${name}: ${path}`] = text;
			}
		}
	}
	return cases;
}

const files = new GeneratedFiles(join(ROOT, 'oracle', 'operator'));
files.write('cases.json', `${JSON.stringify({ ...generated(), ...written() }, undefined, 1)}\n`);
files.report('`npm run generate`, then `oracle/operator/run.sh --record`');
