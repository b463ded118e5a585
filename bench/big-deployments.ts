import { type BigFile, grown } from './grown.ts';

/** Manifests, Compose files and what containers are given, with many small parts or one huge one. */
export const bigDeployments: Readonly<Record<string, BigFile>> = {
	'Kubernetes, many FlinkDeployments': { file: 'deployments.yaml', text: (bytes) => grown(bytes, '', flinkDeployment) },
	'Kubernetes, many FlinkSessionJobs of one cluster': {
		file: 'jobs.yaml',
		text: (bytes) => grown(bytes, flinkDeployment(0), sessionJob),
	},
	'Kubernetes, one huge flinkConfiguration': {
		file: 'deployment.yaml',
		text: (bytes) =>
			grown(
				bytes,
				'apiVersion: flink.apache.org/v1beta1\nkind: FlinkDeployment\nmetadata:\n  name: orders\nspec:\n  flinkVersion: v1_20\n  flinkConfiguration:\n    state.backend: rocksdb\n',
				(i) => `    metrics.reporter.r${i}.interval: ${i} s\n`,
			),
	},
	'Kubernetes, one huge ConfigMap': {
		file: 'config-map.yaml',
		text: (bytes) =>
			grown(
				bytes,
				'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: flink-config\ndata:\n  flink-conf.yaml: |\n    state.backend: rocksdb\n',
				(i) => `    metrics.reporter.r${i}.interval: ${i} s\n`,
			),
	},
	'Kubernetes, one long List': {
		file: 'list.yaml',
		text: (bytes) => grown(bytes, 'apiVersion: v1\nkind: List\nitems:\n', listItem),
	},
	'Helm, one huge map of values': {
		file: 'values.yaml',
		beside: {
			'Chart.yaml': 'apiVersion: v2\nname: orders\nversion: 0.1.0\n',
			'templates/config.yaml':
				'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: flink-config\ndata:\n  flink-conf.yaml: |\n    jobmanager.rpc.address: jobmanager\n    {{- range $key, $value := .Values.flink }}\n    {{ $key }}: {{ $value }}\n    {{- end }}\n',
		},
		text: (bytes) => grown(bytes, 'flink:\n', (i) => `  metrics.reporter.r${i}.interval: ${i} s\n`),
	},
	'Prometheus, many alerts': {
		file: 'alerts.rules.yaml',
		beside: { 'flink-conf.yaml': 'execution.checkpointing.interval: 30 s\njobmanager.rpc.address: jobmanager\n' },
		text: (bytes) => grown(bytes, 'groups:\n  - name: flink\n    rules:\n', alert),
	},
	'Kubernetes, many ConfigMaps': { file: 'config-maps.yaml', text: (bytes) => grown(bytes, '', configMap) },
	'Compose, many clusters': { file: 'docker-compose.yml', text: (bytes) => grown(bytes, 'services:\n', composeCluster) },
	'Compose, one huge FLINK_PROPERTIES': {
		file: 'docker-compose.yml',
		text: (bytes) =>
			grown(
				bytes,
				'services:\n  jobmanager:\n    image: flink:1.20\n    command: jobmanager\n    environment:\n      FLINK_PROPERTIES: |\n        jobmanager.rpc.address: jobmanager\n',
				(i) => `        metrics.reporter.r${i}.interval: ${i} s\n`,
			),
	},
	'env-file': {
		file: 'flink.env',
		text: (bytes) => grown(bytes, 'FLINK_PROPERTIES="state.backend: rocksdb', (i) => `\nmetrics.reporter.r${i}.interval: ${i} s`, '"\n'),
	},
	'env-file, other variables': {
		file: 'flink.env',
		text: (bytes) => grown(bytes, 'FLINK_PROPERTIES="state.backend: rocksdb"\n', (i) => `OTHER_${i}="value ${i}"\n`),
	},
	Dockerfile: {
		file: 'Dockerfile',
		text: (bytes) =>
			grown(
				bytes,
				'FROM flink:1.20\nENV FLINK_PROPERTIES="state.backend: rocksdb',
				(i) => `\\n\\\nmetrics.reporter.r${i}.interval: ${i} s`,
				'"\n',
			),
	},
	'Dockerfile, many instructions': {
		file: 'Dockerfile',
		text: (bytes) =>
			grown(bytes, 'FROM flink:1.20\nENV FLINK_PROPERTIES="state.backend: rocksdb"\n', (i) => `RUN echo ${i} && \\\n  touch /opt/${i}\n`),
	},
};

function flinkDeployment(index: number): string {
	return `---
apiVersion: flink.apache.org/v1beta1
kind: FlinkDeployment
metadata:
  name: orders-${index}
spec:
  image: flink:1.20
  flinkVersion: v1_20
  flinkConfiguration:
    taskmanager.numberOfTaskSlots: "2"
    state.backend: rocksdb
    state.checkpoints.dir: s3://bucket/checkpoints/${index}
    execution.checkpointing.interval: ${1 + (index % 90)} s
  serviceAccount: flink
  jobManager:
    resource: { memory: "2048m", cpu: 1 }
  taskManager:
    resource: { memory: "4096m", cpu: 2 }
  job:
    jarURI: local:///opt/flink/usrlib/orders-${index}.jar
    parallelism: ${1 + (index % 8)}
    upgradeMode: savepoint
`;
}

function sessionJob(index: number): string {
	return `---
apiVersion: flink.apache.org/v1beta1
kind: FlinkSessionJob
metadata:
  name: job-${index}
spec:
  deploymentName: orders-0
  flinkConfiguration:
    execution.checkpointing.interval: ${1 + (index % 90)} s
  job:
    jarURI: https://example.org/job-${index}.jar
    parallelism: 2
    upgradeMode: stateless
`;
}

function configMap(index: number): string {
	return `---
apiVersion: v1
kind: ConfigMap
metadata:
  name: flink-config-${index}
data:
  flink-conf.yaml: |
    jobmanager.rpc.address: jobmanager-${index}
    state.backend: rocksdb
    execution.checkpointing.interval: ${1 + (index % 90)} s
    parallelism.default: ${index}
`;
}

function composeCluster(index: number): string {
	return `  jobmanager${index}:
    image: flink:1.20
    command: jobmanager
    environment:
      - |
        FLINK_PROPERTIES=
        jobmanager.rpc.address: jobmanager${index}
        state.backend: rocksdb
        execution.checkpointing.interval: ${1 + (index % 90)} s
  taskmanager${index}:
    image: flink:1.20
    command: taskmanager
    environment:
      - |
        FLINK_PROPERTIES=
        jobmanager.rpc.address: jobmanager${index}
        taskmanager.numberOfTaskSlots: 2
`;
}

function listItem(i: number): string {
	const [, ...lines] = flinkDeployment(i).split('\n');
	return lines.map((line, at) => (line === '' ? '' : `${at === 0 ? '  - ' : '    '}${line}\n`)).join('');
}

function alert(i: number): string {
	return `      - alert: FlinkAlert${i}
        expr: increase(flink_jobmanager_job_numberOfFailedCheckpoints{job_name="orders-${i}"}[10m]) > 0
        for: 5m
        labels: { severity: page }
        annotations:
          summary: checkpoints of orders-${i} fail
`;
}
