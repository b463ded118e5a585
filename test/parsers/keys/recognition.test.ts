import { describe, expect, it } from 'vitest';
import { recogniseConfiguration } from '../../../src/parsers/keys/recognition.ts';

describe('what is Flink configuration', () => {
	it.each([
		['flink-conf.yaml', 'jobmanager.rpc.address: localhost\n', 'flink-conf'],
		['flink-conf.yaml', '', 'flink-conf'],
		['flink-conf.yaml', '\ufeff# only comments\n\n', 'flink-conf'],
		['flink-conf.yaml', 'PK\u0003\u0004\0\0', 'flink-conf'],
		['flink-conf.yaml', 's3.access.key: x\n', 'flink-conf'],
		['flink-conf.yaml', 'state.backend=rocksdb\n', 'flink-conf'],
		['my-flink-conf.prod.yaml', '\ufeffparallelism.default: 2\n', 'flink-conf'],
		['config.yaml', 'taskmanager:\n  numberOfTaskSlots: 2\n', 'config-yaml'],
		['config.yaml', 'execution:\r\n  checkpointing:\r\n    interval: 60s\r\n', 'config-yaml'],
		['config.yaml', 'jobmanager.rpc.ardress: x\n', 'config-yaml'],
		['config.yaml', '"state.backend.type": rocksdb\n', 'config-yaml'],
		['config.yaml', 'jobmanager.rpc.address: {{ .Values.host }}\n', 'config-yaml'],
		['config.yaml', '{{- if .x }}\nhigh-availability:\n  type: kubernetes\n{{- end }}\n', 'config-yaml'],
		['flink.yml', 'rest.port: 8081\n', 'config-yaml'],
	])('%s %j is %s', (name, text, format) => expect(recogniseConfiguration(name, text)).toBe(format));

	it.each([
		['config.yaml', ''],
		['config.yaml', 'server:\n  port: 8080\nspring:\n  application:\n    name: x\n'],
		['config.yaml', 'rest:\n  port: 8080\nclient:\n  timeout: 30\n'],
		['config.yaml', 'java.lang.IllegalStateException: x\n\tat a.b.C(D.java:1)\nCaused by: y: z\n'],
		[
			'flink.yaml',
			'apiVersion: flink.apache.org/v1beta1\nkind: FlinkDeployment\nspec:\n  flinkConfiguration:\n    state.backend: rocksdb\n',
		],
		[
			'flink-configuration-configmap.yaml',
			'apiVersion: v1\nkind: ConfigMap\ndata:\n  flink-conf.yaml: |+\n    jobmanager.rpc.address: x\n',
		],
		[
			'docker-compose.yml',
			'services:\n  jobmanager:\n    environment:\n      - |\n        FLINK_PROPERTIES=\n        jobmanager.rpc.address: jobmanager\n',
		],
		['values.yaml', 'jobmanager:\n  replicas: 1\ntaskmanager:\n  numberOfTaskSlots: 2\n'],
		['ci.yml', 'on: push\njobs:\n  build:\n    runs-on: x\n'],
		['template.yaml', 'AWSTemplateFormatVersion: "2010-09-09"\nResources:\n  App:\n    Type: AWS::KinesisAnalyticsV2::Application\n'],
		['flink-conf.yaml', 'log4j.rootLogger: INFO\n'],
		[
			'flink-pipeline.yaml',
			'source:\n  type: mysql\n\nsink: # the lake\n  type: paimon\n\npipeline:\n  name: orders\n  operator-chaining: true\n  parallelism: 2\n',
		],
		['flink-job.conf', 'kafka {\n  brokers = "k:9092"\n}\njob {\n  state.backend: rocksdb\n}\n'],
		['data.yaml', `${' '.repeat(100_000)}x\n`.repeat(20)],
	])('%s %j is not', (name, text) => expect(recogniseConfiguration(name, text)).toBeUndefined());
});
