import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * Writes a repository of `count` files in which teams keep how their jobs are deployed: folders of a manifest with a base and an
 * overlay, a configuration file beside a Compose file, scripts, SQL, a chart's values, and as many files that are not Flink's.
 */
export function writeDeploymentTree(root: string, count: number): void {
	for (let number = 0; number < count; number++) {
		const [name, text] = FILES[number % FILES.length]?.(number) ?? ['', ''];
		const path = join(root, `team${Math.floor(number / 240)}`, `job${Math.floor(number / FILES.length)}`, name);
		mkdirSync(dirname(path), { recursive: true });
		writeFileSync(path, text);
	}
}

type Make = (number: number) => readonly [path: string, text: string];

const FILES: readonly Make[] = [
	(number) => [
		'k8s/base/deployment.yaml',
		`apiVersion: flink.apache.org/v1beta1
kind: FlinkDeployment
metadata:
  name: job-${number}
spec:
  image: registry.example/job-${number}:1
  flinkVersion: v1_20
  flinkConfiguration:
    taskmanager.numberOfTaskSlots: "2"
    state.backend: rocksdb
    state.checkpoints.dir: s3://bucket/${number}
    execution.checkpointing.interval: ${10 + (number % 50)} s
  jobManager:
    resource: { memory: "2048m", cpu: 1 }
  taskManager:
    resource: { memory: "4096m", cpu: 2 }
  job:
    jarURI: local:///opt/job.jar
    parallelism: 2
    upgradeMode: savepoint
`,
	],
	() => ['k8s/base/kustomization.yaml', 'resources:\n  - deployment.yaml\n'],
	(number) => [
		'k8s/prod/patch.yaml',
		`apiVersion: flink.apache.org/v1beta1
kind: FlinkDeployment
metadata:
  name: job-${number - 2}
spec:
  job:
    parallelism: ${2 + (number % 30)}
`,
	],
	() => ['k8s/prod/kustomization.yaml', 'resources:\n  - ../base\npatches:\n  - path: patch.yaml\n'],
	(number) => [
		'local/compose.yaml',
		`services:
  jobmanager:
    image: flink:1.20
    command: jobmanager
    environment:
      FLINK_PROPERTIES: |
        jobmanager.rpc.address: jobmanager
        parallelism.default: ${1 + (number % 4)}
    volumes: [./flink-conf.yaml:/opt/flink/conf/flink-conf.yaml]
`,
	],
	(number) => [
		'local/flink-conf.yaml',
		`taskmanager.numberOfTaskSlots: 4\nexecution.checkpointing.interval: ${number % 90} s\nstate.checkpoints.dir: file:///tmp/checkpoints\n`,
	],
	(number) => ['run.sh', `#!/bin/sh\nflink run -d -Dparallelism.default=${1 + (number % 8)} -c org.example.Job${number} job.jar\n`],
	(number) => [
		'sql/job.sql',
		`SET 'execution.checkpointing.interval' = '${10 + (number % 60)} s';
CREATE TABLE orders (id BIGINT, amount DOUBLE, PRIMARY KEY (id) NOT ENFORCED) WITH ('connector' = 'upsert-kafka', 'topic' = 'orders-${number}');
CREATE TABLE sums (amount DOUBLE) WITH ('connector' = 'print');
INSERT INTO sums SELECT SUM(amount) FROM orders GROUP BY id;
`,
	],
	(number) => [
		'Dockerfile',
		`FROM flink:1.20\nENV FLINK_PROPERTIES="parallelism.default: ${number % 9}"\nCOPY job.jar /opt/flink/usrlib/\n`,
	],
	(number) => [
		'service/application.yaml',
		`server:\n  port: ${8000 + (number % 1000)}\nspring:\n  application:\n    name: service-${number}\n`,
	],
	(number) => ['service/package.json', `{ "name": "service-${number}", "scripts": { "start": "node index.js" } }\n`],
	(number) => ['service/README.md', `# Service ${number}\n\nAsks Flink nothing.\n`],
];
