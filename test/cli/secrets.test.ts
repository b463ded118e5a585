import { rmSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { folderWith } from '../workspace/project.ts';
import { flint } from './flint.ts';

// A secret's value is in no output of any command, whatever format it stands in, and whatever is said of the lines around it.

type Project = (secret: string) => Readonly<Record<string, string>>;

/** Each format with a secret among statements that many rules and fixes speak of. */
const PROJECTS: Readonly<Record<string, Project>> = {
	'flink-conf.yaml': (secret) => ({
		'conf/flink-conf.yaml': `# here
state.backend: rocksdb
s3.secret-key: ${secret}
execution.checkpointing.interval: 5000
s3.secret.key: ${secret}#${secret}
security.ssl.internal.key-password: ${secret}
security.ssl.internal.key-password: ${secret}
# s3.secret-key: ${secret}
s3.session-token=${secret}
web.submit.enable: no
`,
	}),
	'flink-conf.yaml for 2.x': (secret) => ({
		'flint.config.yaml': "flinkVersion: '2.1'\n",
		'conf/flink-conf.yaml': `# to be converted
jobmanager.rpc.address: flink-master
security.ssl.enabled: true
s3.secret-key: "${secret}"
security.ssl.keystore-password: ${secret}
cluster.evenly-spread-out-slots: true
# s3.session-token: ${secret}
s3.session-token=${secret}
`,
	}),
	'config.yaml': (secret) => ({
		'conf/config.yaml': `state:
  backend: rocksdb
  backend.incremental: yes
s3:
  secret-key: '${secret}'
  secret-key : ${secret}
metrics.reporter.dd.apikey: "${secret}"
restart-strategy: fixed-delay
restart-strategy.fixed-delay.attempts: 1
metrics.latency.interval: 1000
`,
	}),
	'config.yaml that does not load': (secret) => ({
		'conf/config.yaml': `s3.secret-key: ${secret}\ns3.secret-key: ${secret}\nparallelism.default: 4\nfs.azure.account.key.x: @${secret}\n`,
	}),
	'Managed Flink': (secret) => ({
		'app.json': JSON.stringify(
			{
				ApplicationName: 'orders',
				RuntimeEnvironment: 'FLINK-1_13',
				ServiceExecutionRole: 'arn:aws:iam::123456789012:role/orders',
				ApplicationConfiguration: {
					FlinkApplicationConfiguration: { CheckpointConfiguration: { ConfigurationType: 'CUSTOM', CheckpointingEnabled: false } },
					ApplicationSnapshotConfiguration: { SnapshotsEnabled: false },
					EnvironmentProperties: { PropertyGroups: [{ PropertyGroupId: 'Db', PropertyMap: { 'db.password': secret, token: secret } }] },
				},
			},
			undefined,
			2,
		),
	}),
	Java: (secret) => ({
		'src/main/java/com/acme/OrdersJob.java': `package com.acme;

import java.util.Properties;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

public class OrdersJob {
    private static final String PASSWORD = "${secret}";

    public static void main(String[] args) throws Exception {
        Configuration conf = new Configuration();
        conf.setString("s3.secret-key", "${secret}"); conf.setString("execution.checkpointing.interval", "1");
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(conf);
        env.enableCheckpointing(500); Properties kafka = new Properties(); kafka.setProperty("ssl.key.password", PASSWORD);
        kafka.put("sasl.jaas.config", "Login required password=\\"${secret}\\";"); env.getConfig().setLatencyTrackingInterval(500L);
        env.fromSequence(0, 100).print();
        env.execute("orders");
    }
}
`,
	}),
	SQL: (secret) => ({
		'orders.sql': `SET 's3.secret-key' = '${secret}';
SET 'execution.checkpointing.interval' = '1';
CREATE TABLE orders (id BIGINT) WITH ('connector' = 'jdbc', 'username' = 'shop', 'password' = '${secret}');
CREATE TABLE sums (id BIGINT, total BIGINT) WITH ('connector' = 'upsert-kafka', 'properties.ssl.key.password' = '${secret}');
INSERT INTO sums SELECT id, COUNT(*) FROM orders GROUP BY id;
`,
	}),
	Compose: (secret) => ({
		'docker-compose.yml': `services:
  jobmanager:
    image: flink:1.13
    command: jobmanager -Ds3.secret-key=${secret} -Dmetrics.latency.interval=5
    environment:
      - |
        FLINK_PROPERTIES=
        state.backend: rocksdb
        s3.secret-key: ${secret}
        execution.checkpointing.interval: 1
`,
	}),
	'environment files and images': (secret) => ({
		'.env': `FLINK_PROPERTIES="s3.secret-key: ${secret}"\n`,
		Dockerfile: `FROM flink:1.13\nENV FLINK_PROPERTIES="metrics.latency.interval: 5\\ns3.secret-key: ${secret}"\n`,
		'submit.sh': `#!/bin/sh\nflink run -Ds3.secret-key=${secret} -Dexecution.checkpointing.interval=1 -c com.acme.Orders orders.jar\n`,
	}),
	Kubernetes: (secret) => ({
		'orders.yaml': `# orders
apiVersion: flink.apache.org/v1beta1
kind: FlinkDeployment
metadata:
  name: orders
spec:
  flinkVersion: v2_0
  podTemplate:
    spec:
      containers:
        - name: flink-main-container
          env: [{ name: DB_PASSWORD, value: ${secret} }]
  flinkConfiguration:
    high-availability: kubernetes
    high-availability.storageDir: s3://acme/ha
    s3.secret-key: "${secret}"
    s3.secret.key: ${secret}
    cluster.evenly-spread-out-slots: "true"
  job: { jarURI: "local:///opt/orders.jar", upgradeMode: last-state }
---
apiVersion: v1
kind: ConfigMap
metadata:
  name: flink-config
data:
  flink-conf.yaml: |
    state.backend: rocksdb
    s3.secret-key: ${secret}
    execution.checkpointing.interval: 1
`,
	}),
	EMR: (secret) => ({
		'emr.json': JSON.stringify([
			{
				Classification: 'flink-conf',
				Properties: { 's3.secret-key': secret, 'metrics.latency.interval': '5', 'state.backend': 'rocksdb' },
			},
		]),
	}),
	'configuration of jobs': (secret) => ({
		'flint.config.yaml': 'applications:\n  - name: orders\n    files: ["conf/*"]\n    jobConfig: ["conf/job.properties"]\n',
		'conf/job.properties': `s3.secret-key=${secret}\nexecution.checkpointing.interval=1\ndb.password: ${secret}\n`,
		'conf/flink-conf.yaml': 'jobmanager.rpc.address: jobmanager\n',
	}),
	'keys by their form': (secret) => ({
		'conf/flink-conf.yaml': `# key-${secret.slice(0, 2)}
metrics.latency.interval: 1000
env.java.opts: -Dkey=-----BEGIN PRIVATE KEY-----${secret}-----END PRIVATE KEY-----
state.backend: rocksdb
`,
	}),
};

const COMMANDS: readonly (readonly string[])[] = [
	['lint'],
	['lint', '--verbose', '--stats', '--color', 'always'],
	['lint', '--format', 'json'],
	['lint', '--format', 'sarif'],
	['lint', '--format', 'github'],
	['lint', '--format', 'markdown'],
	['lint', '--format', 'agent'],
	['fix'],
	['fix', '--unsafe'],
	['fix', '--unsafe', '--format', 'json'],
	['fix', '--unsafe', '--format', 'pull-request'],
	['show'],
	['show', '--all'],
	['show', '--format', 'json'],
	['show', '--option', 's3.secret-key'],
	['explain', 's3.secret-key'],
	['lint', '--add-suppressions', 'known'],
	['fix', '--unsafe', '--write', '--verbose'],
];

const secrets = fc.stringMatching(/^[A-Za-z][A-Za-z0-9+/_.-]{11,30}[A-Za-z0-9]$/);

test.each(Object.entries(PROJECTS))('%s', { timeout: 120_000 }, async (_, project) => {
	await fc.assert(
		fc.asyncProperty(secrets, async (secret) => {
			const files = project(secret);
			const root = folderWith(files);
			const paths = Object.keys(files).filter((path) => path !== 'flint.config.yaml');
			const commands = [...COMMANDS, ...paths.map((path) => ['show', '--file', join(root, path)])];
			for (const command of commands) {
				const { out, err } = await flint(root, command);
				expect.soft([command, out.includes(secret), err.includes(secret)]).toEqual([command, false, false]);
			}
			rmSync(root, { recursive: true });
		}),
		{ numRuns: 3 },
	);
});
