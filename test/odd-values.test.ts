import { describe, expect, it } from 'vitest';
import { type Files, lintFiles } from './harness/project.ts';
import { readings } from './harness/wild-case.ts';

// Values that look wrong and that Flink takes: in every place where they can stand they are read, and nothing is said of them.

type Pairs = readonly (readonly [key: string, value: string, read: string])[];

/** What a job may state too. */
const JOB: Pairs = [
	['restart-strategy.type', 'fixeddelay', 'fixeddelay'],
	['restart-strategy.fixed-delay.attempts', '10', '10'],
	['restart-strategy.fixed-delay.delay', '15sec', '15 s'],
	['execution.checkpointing.interval', '60sec', '1 min'],
	['execution.checkpointing.min-pause', '30 SECONDS', '30 s'],
	['execution.checkpointing.timeout', '10 MINUTE', '10 min'],
	['execution.checkpointing.tolerable-failed-checkpoints', '3', '3'],
	['execution.checkpointing.externalized-checkpoint-retention', 'RETAIN_ON_CANCELLATION', 'RETAIN_ON_CANCELLATION'],
	['state.backend.type', 'rocksdb', 'rocksdb'],
	['state.backend.incremental', 'true', 'true'],
	['state.checkpoints.dir', 's3://acme/checkpoints', 's3://acme/checkpoints'],
	['state.savepoints.dir', 's3://acme/savepoints', 's3://acme/savepoints'],
	['pipeline.max-parallelism', '720', '720'],
	['flink.hadoop.fs.s3a.endpoint', 'http://minio:9000', 'http://minio:9000'],
];

const CLUSTER: Pairs = [
	['taskmanager.slot.timeout', '10 s', '10 s'],
	['taskmanager.registration.timeout', '5 MINUTE', '5 min'],
	['jobmanager.memory.process.size', '1600Mb', '1600m'],
	['taskmanager.memory.process.size', '4Gb', '4g'],
	['taskmanager.memory.flink.size', '3431m', '3431m'],
	['taskmanager.memory.managed.size', '1G', '1g'],
	['taskmanager.numberOfTaskSlots', '4', '4'],
	['parallelism.default', '4', '4'],
	['metrics.scope.jm', '<host>.jobmanager', '<host>.jobmanager'],
	[
		'metrics.scope.task',
		'<host>.taskmanager.<tm_id>.<job_name>.<task_name>.<subtask_index>',
		'<host>.taskmanager.<tm_id>.<job_name>.<task_name>.<subtask_index>',
	],
];

const OPERATOR: Pairs = [
	['kubernetes.operator.savepoint.history.max.age', '24h', '24h'],
	['kubernetes.operator.periodic.savepoint.interval', '6h', '6h'],
];

const ZOOKEEPER: Pairs = [
	['high-availability.type', 'zookeeper', 'zookeeper'],
	['high-availability.storageDir', 's3://acme/ha', 's3://acme/ha'],
	['high-availability.zookeeper.quorum', 'zk-1:2181,zk-2:2181', 'zk-1:2181,zk-2:2181'],
	['high-availability.cluster-id', '/orders', '/orders'],
];

const KUBERNETES: Pairs = [
	['high-availability.type', 'kubernetes', 'kubernetes'],
	['high-availability.storageDir', 's3://acme/ha', 's3://acme/ha'],
];

const flat = (pairs: Pairs, indent = ''): string => pairs.map(([key, value]) => `${indent}${key}: ${value}\n`).join('');
const quoted = (pairs: Pairs, indent: string): string => pairs.map(([key, value]) => `${indent}${key}: "${value}"\n`).join('');
const escaped = (pairs: Pairs): string => pairs.map(([key, value]) => `${key}: ${value}`).join('\\n');
const dynamic = (pairs: Pairs): readonly string[] => pairs.map(([key, value]) => `-D${key}="${value}"`);
const properties = (pairs: Pairs): string => JSON.stringify(Object.fromEntries(pairs), undefined, 2);

/** A map of maps, in the order of the keys. */
function nested(pairs: Pairs): string {
	const lines: string[] = [];
	let open: readonly string[] = [];
	for (const [key, value] of pairs.toSorted(([a], [b]) => (a < b ? -1 : 1))) {
		const path = key.split('.');
		const same = path.findIndex((part, at) => part !== open[at]);
		for (const [at, part] of path.entries()) {
			if (at >= same) lines.push(`${'  '.repeat(at)}${part}:${at === path.length - 1 ? ` ${value}` : ''}\n`);
		}
		open = path;
	}
	return lines.join('');
}

const java = (pairs: Pairs): string =>
	`import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

class Orders {
	public static void main(String[] args) throws Exception {
		Configuration config = new Configuration();
${pairs.map(([key, value]) => `\t\tconfig.setString("${key}", "${value}");\n`).join('')}		StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(config);
		env.execute();
	}
}
`;

const STANDALONE: Pairs = [...JOB, ...CLUSTER, ...ZOOKEEPER, ...OPERATOR];
const MANAGED: Pairs = [...JOB, ...CLUSTER, ...KUBERNETES, ...OPERATOR];

const configMap = (name: string, body: string): string =>
	`apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: flink-config\ndata:\n  ${name}: ${body}`;
const compose = (environment: string): string =>
	`services:\n  jobmanager:\n    image: flink:1.18\n    command: jobmanager\n    volumes: [./plugins/s3:/opt/flink/plugins/s3]\n    environment:\n${environment}`;
const deployment = (configuration: string): string =>
	`apiVersion: flink.apache.org/v1beta1\nkind: FlinkDeployment\nmetadata:\n  name: orders\nspec:\n  image: acme/orders:7-flink1.19\n  flinkVersion: v1_19\n  serviceAccount: flink\n  flinkConfiguration:\n${configuration}  jobManager:\n    resource:\n      memory: 2048m\n      cpu: 1\n  taskManager:\n    resource:\n      memory: 4Gi\n      cpu: 2\n      ephemeralStorage: 10Gi\n  job:\n    jarURI: local:///opt/flink/usrlib/orders.jar\n    parallelism: 4\n    upgradeMode: last-state\n    state: running\n`;
const sessionJob = (configuration: string): string =>
	`apiVersion: flink.apache.org/v1beta1\nkind: FlinkSessionJob\nmetadata:\n  name: orders\nspec:\n  deploymentName: shared\n  flinkConfiguration:\n${configuration}  job:\n    jarURI: https://repo.example.org/orders.jar\n    parallelism: 4\n    upgradeMode: savepoint\n`;
const NO_MEMORY: Pairs = MANAGED.filter(([key]) => !/memory\.(?:process|flink|managed)\.size|parallelism\.default/.test(key));

const PLACES: readonly (readonly [name: string, pairs: Pairs, files: (pairs: Pairs) => Files])[] = [
	['flink-conf.yaml', STANDALONE, (pairs) => ({ 'conf/flink-conf.yaml': `# production\n${flat(pairs)}` })],
	['config.yaml', STANDALONE, (pairs) => ({ 'conf/config.yaml': flat(pairs) })],
	['a nested config.yaml', STANDALONE.filter(([key]) => key !== 'restart-strategy'), (pairs) => ({ 'conf/config.yaml': nested(pairs) })],
	[
		'a literal block in a ConfigMap',
		MANAGED,
		(pairs) => ({ 'k8s/config.yaml': configMap('flink-conf.yaml', `|\n${flat(pairs, '    ')}`) }),
	],
	['a kept block in a ConfigMap', MANAGED, (pairs) => ({ 'k8s/config.yaml': configMap('config.yaml', `|+\n${flat(pairs, '    ')}`) })],
	['quotes in a ConfigMap', MANAGED, (pairs) => ({ 'k8s/config.yaml': configMap('flink-conf.yaml', `"${escaped(pairs)}\\n"\n`) })],
	[
		'a Helm template',
		MANAGED,
		(pairs) => ({
			'chart/templates/config.yaml': configMap('flink-conf.yaml', `|\n${flat(pairs, '    ')}`).replace(
				'flink-config',
				'{{ .Release.Name }}-config',
			),
		}),
	],
	['a FlinkDeployment', NO_MEMORY, (pairs) => ({ 'k8s/orders.yaml': deployment(quoted(pairs, '    ')) })],
	['a FlinkDeployment without quotes', NO_MEMORY, (pairs) => ({ 'k8s/orders.yaml': deployment(flat(pairs, '    ')) })],
	['a FlinkSessionJob', [...JOB, ...OPERATOR], (pairs) => ({ 'k8s/orders.yaml': sessionJob(quoted(pairs, '    ')) })],
	[
		'a list item of a Compose file',
		STANDALONE,
		(pairs) => ({ 'compose.yaml': compose(`      - |\n        FLINK_PROPERTIES=\n${flat(pairs, '        ')}`) }),
	],
	[
		'a map entry of a Compose file',
		STANDALONE,
		(pairs) => ({ 'compose.yaml': compose(`      FLINK_PROPERTIES: |\n${flat(pairs, '        ')}`) }),
	],
	[
		'a quoted line of a Compose file',
		STANDALONE,
		(pairs) => ({ 'compose.yaml': compose(`      - "FLINK_PROPERTIES=${escaped(pairs)}"\n`) }),
	],
	['an environment file', STANDALONE, (pairs) => ({ '.env': `FLINK_PROPERTIES="${flat(pairs).trimEnd()}"\n` })],
	['an environment file with escapes', STANDALONE, (pairs) => ({ 'flink.env': `FLINK_PROPERTIES="${escaped(pairs)}"\n` })],
	['a Dockerfile', STANDALONE, (pairs) => ({ Dockerfile: `FROM flink:1.18\nENV FLINK_PROPERTIES="${escaped(pairs)}"\n` })],
	['EMR', STANDALONE, (pairs) => ({ 'emr.json': `[{ "Classification": "flink-conf", "Properties": ${properties(pairs)} }]\n` })],
	[
		'EMR in YAML',
		STANDALONE,
		(pairs) => ({ 'emr.yaml': `Configurations:\n  - Classification: flink-conf\n    Properties:\n${quoted(pairs, '      ')}` }),
	],
	[
		'arguments of a script',
		STANDALONE,
		(pairs) => ({ 'run.sh': `flink run-application -t yarn-application \\\n  ${dynamic(pairs).join(' \\\n  ')} \\\n  orders.jar\n` }),
	],
	[
		'the properties of a job',
		JOB,
		(pairs) => ({
			'flint.config.yaml': 'applications:\n  - name: orders\n    files: ["job/**"]\n    jobConfig: ["job/*.properties"]\n',
			'job/orders.properties': pairs.map(([key, value]) => `${key} = ${value}\n`).join(''),
		}),
	],
	['a Java program', JOB, (pairs) => ({ 'src/main/java/Orders.java': java(pairs) })],
	[
		'a SQL script',
		JOB,
		(pairs) => ({
			'orders.sql': `${pairs.map(([key, value]) => `SET '${key}' = '${value}';\n`).join('')}CREATE TABLE orders (id BIGINT) WITH ('connector' = 'kafka');\n`,
		}),
	],
];

describe.each(PLACES)('in %s', (_place, pairs, files) => {
	it('are read, and nothing is said', async () => {
		const result = await lintFiles(files(pairs));
		const read = readings(result).map((reading) => reading.slice(reading.indexOf(' ') + 1));
		for (const [key, , value] of pairs) expect(read).toContain(`${key} = ${value}`);
		expect(result.findings.map(({ rule, message }) => `${rule}: ${message.what}`)).toEqual([]);
	});
});

// That the name is old is true from a known version on; the value is right under either.
describe('the old name of the restart strategy', () => {
	it('takes the spelling without a dash, whatever the place', async () => {
		for (const [, pairs, files] of PLACES.filter(([, , make]) => !('conf/config.yaml' in make([])))) {
			const old = pairs.map((pair): Pairs[number] => (pair[0] === 'restart-strategy.type' ? ['restart-strategy', pair[1], pair[2]] : pair));
			const { findings } = await lintFiles(files(old));
			expect(findings.filter(({ rule }) => rule !== 'config-deprecated-key').map(({ message }) => message.what)).toEqual([]);
		}
	});
});
