import { describe, expect, test } from 'vitest';
import { type Files, lintFiles } from '../harness/project.ts';

const CONF = 'state.backend: rocksdb\n';
const POM =
	'<project><artifactId>ARTIFACT</artifactId><dependencies><dependency><groupId>org.apache.flink</groupId><artifactId>flink-streaming-java</artifactId><version>1.20.1</version></dependency>MSF</dependencies></project>';
const MSF_RUNTIME =
	'<dependency><groupId>com.amazonaws</groupId><artifactId>aws-kinesisanalytics-runtime</artifactId><version>1.2.0</version></dependency>';

const pom = (artifact: string): string => POM.replace('ARTIFACT', artifact).replace('MSF', '');
const msfPom = (artifact: string): string => POM.replace('ARTIFACT', artifact).replace('MSF', MSF_RUNTIME);
const app = (name: string, jar: string): string =>
	JSON.stringify({
		ApplicationName: name,
		RuntimeEnvironment: 'FLINK-1_19',
		ApplicationConfiguration: {
			ApplicationCodeConfiguration: { CodeContent: { S3ContentLocation: { FileKey: jar } } },
			FlinkApplicationConfiguration: { ParallelismConfiguration: { ConfigurationType: 'DEFAULT' } },
		},
	});
const job = (name: string, body = ''): string =>
	`import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
public class ${name} {
  public static void main(String[] args) throws Exception {
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
    ${body}
    env.execute();
  }
}
`;

/** Each application as `id platform version: files`. */
async function grouped(files: Files): Promise<readonly string[]> {
	const { applications } = await lintFiles(files);
	return applications
		.map(({ id, platform, version, documents }) => `${id} ${platform} ${version?.version}: ${documents.map(({ path }) => path).join(' ')}`)
		.sort();
}

describe('a job joins', () => {
	test("its own module's configuration file", async () => {
		expect(await grouped({ 'pom.xml': pom('orders'), 'src/main/java/Orders.java': job('Orders'), 'conf/flink-conf.yaml': CONF })).toEqual([
			'Orders standalone 1.20: conf/flink-conf.yaml src/main/java/Orders.java pom.xml',
		]);
	});

	test('the only one around, if no other module could be meant', async () => {
		expect(
			await grouped({ 'job/pom.xml': pom('orders'), 'job/src/main/java/Orders.java': job('Orders'), 'deploy/flink-conf.yaml': CONF }),
		).toEqual(['Orders standalone 1.20: deploy/flink-conf.yaml job/src/main/java/Orders.java job/pom.xml']);
	});

	test('the application that names its artifact', async () => {
		const files = {
			'a/pom.xml': msfPom('orders'),
			'a/src/main/java/Orders.java': job('Orders'),
			'deploy/one.json': app('payments', 'payments-1.0.jar'),
			'deploy/two.json': app('orders-prod', 'orders-1.0.jar'),
		};
		expect(await grouped(files)).toEqual([
			'orders-prod msf 1.19: deploy/two.json a/src/main/java/Orders.java a/pom.xml',
			'payments msf 1.19: deploy/one.json',
		]);
	});
});

describe('a job stays alone', () => {
	test('where several files could be meant', async () => {
		const files = {
			'pom.xml': pom('orders'),
			'src/main/java/Orders.java': job('Orders'),
			'dev/flink-conf.yaml': CONF,
			'prod/flink-conf.yaml': CONF,
		};
		expect(await grouped(files)).toEqual([
			'Orders unknown 1.20: src/main/java/Orders.java pom.xml',
			'dev standalone undefined: dev/flink-conf.yaml',
			'prod standalone undefined: prod/flink-conf.yaml',
		]);
	});

	test('where another module stands around the same file', async () => {
		const files = {
			'a/pom.xml': pom('a'),
			'a/src/main/java/A.java': job('A'),
			'b/pom.xml': pom('b'),
			'b/src/main/java/B.java': job('B'),
			'conf/flink-conf.yaml': CONF,
		};
		expect(await grouped(files)).toEqual([
			'A unknown 1.20: a/src/main/java/A.java a/pom.xml',
			'B unknown 1.20: b/src/main/java/B.java b/pom.xml',
			'conf standalone undefined: conf/flink-conf.yaml',
		]);
	});

	test('where the only file is the operator’s own', async () => {
		const files = {
			'pom.xml': pom('orders'),
			'src/main/java/Orders.java': job('Orders'),
			'conf/flink-conf.yaml': `${CONF}kubernetes.operator.watched.namespaces: jobs\n`,
		};
		expect(await grouped(files)).toEqual([
			'Orders unknown 1.20: src/main/java/Orders.java pom.xml',
			'conf kubernetes-operator undefined: conf/flink-conf.yaml',
		]);
	});
});

test('the jobs of one module share its configuration file, and each has the sources it mentions', async () => {
	const files = {
		'pom.xml': pom('jobs'),
		'src/main/java/Orders.java': job('Orders', 'Object total = Totals.TOTAL;'),
		'src/main/java/Refunds.java': job('Refunds'),
		'src/main/java/Totals.java':
			'import org.apache.flink.api.common.state.ValueStateDescriptor;\nclass Totals { static final ValueStateDescriptor<Long> TOTAL = new ValueStateDescriptor<>("total", Long.class); }\n',
		'conf/flink-conf.yaml': `${CONF}execution.checkpointing.interval: 1 min\n`,
	};
	expect(await grouped(files)).toEqual([
		'Orders standalone 1.20: conf/flink-conf.yaml src/main/java/Orders.java src/main/java/Totals.java pom.xml',
		'Refunds standalone 1.20: conf/flink-conf.yaml src/main/java/Refunds.java pom.xml',
	]);
	const { findings } = await lintFiles(files);
	expect(findings.find(({ rule }) => rule === 'incremental-checkpoints-off')?.applications).toEqual(['Orders', 'Refunds']);
});

test('what one file lacks, another of the same application cures', async () => {
	const conf = `${CONF}state.checkpoints.dir: s3://acme/checkpoints\n`;
	const rules = async (body: string): Promise<readonly string[]> =>
		(
			await lintFiles({ 'pom.xml': pom('orders'), 'src/main/java/Orders.java': job('Orders', body), 'conf/flink-conf.yaml': conf })
		).findings.map(({ rule }) => rule);
	const keyed = 'env.socketTextStream("h", 1).keyBy(x -> x).print();';
	expect(await rules(keyed)).toContain('checkpointing-disabled');
	expect(await rules(`env.enableCheckpointing(60_000); ${keyed}`)).not.toContain('checkpointing-disabled');
});

test('two files of one folder: the one that the version reads counts', async () => {
	const both = { 'conf/flink-conf.yaml': 'state.backend: hashmap\n', 'conf/config.yaml': 'state.backend.type: rocksdb\n' };
	const backend = async (version: string): Promise<string | undefined> => {
		const { applications } = await lintFiles({ ...both, 'flint.config.yaml': `flinkVersion: '${version}'\n` });
		return applications[0]?.config.name('state.backend.type');
	};
	expect([await backend('1.18'), await backend('1.20'), await backend('2.0')]).toEqual(['hashmap', 'hashmap', 'rocksdb']);
});

test('flint’s configuration states an application whatever the folders say', async () => {
	const files = {
		'flint.config.yaml': 'applications:\n  - name: shop\n    files: [deploy/prod.yaml, services/orders/]\n    environment: production\n',
		'deploy/prod.yaml': 'jobmanager.rpc.address: jm\nstate.backend.type: rocksdb\n',
		'deploy/dev.yaml': 'jobmanager.rpc.address: jm\n',
		'services/orders/src/main/java/Orders.java': job('Orders'),
	};
	expect(await grouped(files)).toEqual([
		'deploy standalone undefined: deploy/dev.yaml',
		'shop standalone undefined: deploy/prod.yaml services/orders/src/main/java/Orders.java',
	]);
});

test('a job that only runs locally gets no production rules', async () => {
	const local = job('Orders', 'env.socketTextStream("h", 1).keyBy(x -> x).print();').replace(
		'getExecutionEnvironment()',
		'createLocalEnvironment()',
	);
	const { findings, applications } = await lintFiles({ 'Orders.java': local });
	expect(applications[0]?.environment).toBe('development');
	expect(findings).toEqual([]);
});

test('a constant stands for the key that its Flink version gives the option', async () => {
	const body = 'env.configure(c);';
	const source = job('Orders', body)
		.replace(
			'StreamExecutionEnvironment env',
			'Configuration c = new Configuration();\n    c.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, "s3://a/b");\n    StreamExecutionEnvironment env',
		)
		.replace('import ', 'import org.apache.flink.configuration.*;\nimport ');
	for (const version of ['1.17', '1.20', '2.0']) {
		const { applications } = await lintFiles({ 'Orders.java': source, 'flint.config.yaml': `flinkVersion: '${version}'\n` });
		expect(applications[0]?.config.known('execution.checkpointing.dir')?.value).toEqual({ type: 'text', value: 's3://a/b' });
	}
});

describe('an application on a Flink before the first that flint knows', () => {
	test('gets no findings about running jobs, but those about its files', async () => {
		const files = {
			'pom.xml': pom('old').replace('1.20.1', '1.9.3'),
			'src/main/java/Old.java': job(
				'Old',
				'env.setStateBackend(new org.apache.flink.runtime.state.filesystem.FsStateBackend("file:///tmp/x"));',
			),
			'conf/flink-conf.yaml': 'state.backend: filesystem\nstate.backend: rocksdb\n',
		};
		const { applications, findings } = await lintFiles(files);
		expect(applications[0]?.earlierFlink?.text).toBe('1.9.3');
		expect(applications[0]?.version).toBeUndefined();
		expect(findings.map(({ rule }) => rule)).toContain('config-duplicate-key');
		expect(findings.map(({ rule }) => rule)).not.toContain('state-backend-legacy-name');
		expect(findings.map(({ rule }) => rule)).not.toContain('checkpoint-dir-local');
	});
});

describe('a SQL script', () => {
	const TABLE = "CREATE TABLE a (x INT) WITH ('connector' = 'datagen');\n";
	const SCRIPT = `${TABLE}INSERT INTO s SELECT x FROM a;\n`;

	test('is an application of its own, with the Flink of the build around it', async () => {
		expect(await grouped({ 'pom.xml': pom('orders'), 'src/main/resources/sql/orders.sql': SCRIPT })).toEqual([
			'orders unknown 1.20: src/main/resources/sql/orders.sql pom.xml',
		]);
	});

	test('runs in the only cluster around it, and so does the one beside it', async () => {
		expect(await grouped({ 'conf/flink-conf.yaml': CONF, 'sql/one.sql': SCRIPT, 'sql/two.sql': SCRIPT })).toEqual([
			'one standalone undefined: conf/flink-conf.yaml sql/one.sql',
			'two standalone undefined: conf/flink-conf.yaml sql/two.sql',
		]);
	});

	test('runs in none of several clusters', async () => {
		expect(await grouped({ 'a/flink-conf.yaml': CONF, 'b/flink-conf.yaml': CONF, 'sql/one.sql': SCRIPT })).toEqual([
			'a standalone undefined: a/flink-conf.yaml',
			'b standalone undefined: b/flink-conf.yaml',
			'one unknown undefined: sql/one.sql',
		]);
	});

	test('that only defines tables leaves the cluster to others', async () => {
		expect(await grouped({ 'conf/flink-conf.yaml': CONF, 'sql/tables.sql': TABLE })).toEqual([
			'conf standalone undefined: conf/flink-conf.yaml',
			'tables unknown undefined: sql/tables.sql',
		]);
	});
});

test('what a SQL gateway is given alone is a part: its cluster has a file of its own', async () => {
	const { findings } = await lintFiles({
		'sql-gateway-defaults.yaml': 'sql-gateway.session.idle-timeout: 10 min\nexecution.checkpointing.interval: 1 min\n',
	});
	expect(findings).toEqual([]);
});
