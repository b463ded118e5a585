import { type BigFile, grown } from './grown.ts';

/** Configuration files of a cluster or a job, one by one larger than any that a person writes. */
export const bigConfiguration: Readonly<Record<string, BigFile>> = {
	'flink-conf.yaml': {
		file: 'flink-conf.yaml',
		text: (bytes) => grown(bytes, 'state.backend: rocksdb\n', (i) => `metrics.reporter.r${i}.interval: ${i} s\n`),
	},
	'flink-conf.yaml, unknown keys': {
		file: 'flink-conf.yaml',
		text: (bytes) => grown(bytes, 'state.backend: rocksdb\n', (i) => `taskmanager.memory.share${i}.size: ${i} mb\n`),
	},
	'flink-conf.yaml, one key again and again': {
		file: 'flink-conf.yaml',
		text: (bytes) =>
			grown(bytes, 'state.backend: rocksdb\n', (i) => `execution.checkpointing.interval: ${i} s\nparallelism.default: ${i}\n`),
	},
	'config.yaml': {
		file: 'config.yaml',
		text: (bytes) =>
			grown(
				bytes,
				'state:\n  backend:\n    type: rocksdb\nmetrics:\n  reporter:\n',
				(i) => `    r${i}:\n      interval: ${i} s\n      class: org.example.Reporter${i}\n`,
			),
	},
	'Managed Flink JSON': {
		file: 'app.json',
		text: (bytes) =>
			grown(
				bytes,
				'{\n  "ApplicationName": "orders",\n  "RuntimeEnvironment": "FLINK-1_20",\n  "ApplicationConfiguration": {\n    "FlinkApplicationConfiguration": {\n      "CheckpointConfiguration": { "ConfigurationType": "DEFAULT" }\n    },\n    "EnvironmentProperties": {\n      "PropertyGroups": [\n',
				(i) => `        { "PropertyGroupId": "g${i}", "PropertyMap": { "bucket": "b${i}", "interval": "${i}" } },\n`,
				'        { "PropertyGroupId": "last", "PropertyMap": {} }\n      ]\n    }\n  }\n}\n',
			),
	},
	'EMR JSON': {
		file: 'cluster.json',
		text: (bytes) =>
			grown(
				bytes,
				'[\n  {\n    "Classification": "flink-conf",\n    "Properties": {\n',
				(i) => `      "metrics.reporter.r${i}.interval": "${i} s",\n`,
				'      "state.backend": "rocksdb"\n    }\n  }\n]\n',
			),
	},
	'EMR YAML': {
		file: 'cluster.yaml',
		text: (bytes) =>
			grown(
				bytes,
				'- Classification: flink-conf\n  Properties:\n    state.backend: rocksdb\n',
				(i) => `    metrics.reporter.r${i}.interval: ${i} s\n`,
			),
	},
	'job-config .properties': {
		file: 'job.properties',
		text: (bytes) => grown(bytes, 'state.backend=rocksdb\n', (i) => `metrics.reporter.r${i}.interval=${i} s\n`),
		beside: { 'flint.config.yaml': 'applications:\n  - name: orders\n    files: ["job.properties"]\n    jobConfig: ["job.properties"]\n' },
	},
};
