import { describe, expect, it } from 'vitest';
import { afterFix, fixFiles, lintFiles } from '../../harness/project.ts';

const LIST = `[
  {
    "Classification": "flink-log4j",
    "Properties": { "log4j.rootLogger.level": "INFO" }
  },
  {
    "Classification": "flink-conf",
    "Properties": {
      "taskmanager.numberOfTaskSlots": "2",
      "execution.checkpointing.interval": "30s",
      "execution.checkpointing.min-pause": "2 min",
      "state.backend.incremental": "yes"
    }
  }
]
`;

describe('the flink-conf classification', () => {
	it('is read in JSON, and corrected where it stands', async () => {
		const files = { 'emr/configurations.json': LIST };
		const { findings, applications } = await lintFiles(files);
		expect(applications.map(({ platform }) => platform)).toEqual(['standalone']);
		expect(findings.map(({ rule }) => rule)).toEqual(['min-pause-exceeds-interval', 'config-invalid-value']);
		expect(afterFix(files, await fixFiles(files, false))['emr/configurations.json']).toBe(LIST.replace('"30s"', '"2min"'));
	});
	it('is read in YAML and inside a larger request', async () => {
		const yaml =
			'Instances:\n  KeepAlive: true\nConfigurations:\n  - classification: flink-conf\n    properties:\n      parallelism.default: "4"\n';
		const { applications } = await lintFiles({ 'cluster.yaml': yaml });
		expect(applications[0]?.config.number('parallelism.default')).toBe(4);
	});
	it('claims nothing about what it does not state', async () => {
		const { findings } = await lintFiles({ 'c.json': '[{"Classification":"flink-conf","Properties":{"state.backend":"rocksdb"}}]' });
		expect(findings).toEqual([]);
	});
	it('says nothing of other classifications', async () => {
		expect((await lintFiles({ 'c.json': '[{"Classification":"spark-defaults","Properties":{"x":"flink-conf"}}]' })).files).toBe(0);
	});
	it('gets new properties as strings on lines of their own', async () => {
		const json =
			'[\n  {\n    "Classification": "flink-conf",\n    "Properties": {\n      "state.backend": "filesystem",\n      "state.checkpoints.dir": "s3://acme/checkpoints"\n    }\n  }\n]\n';
		const files = { 'c.json': json };
		const fixed = afterFix(files, await fixFiles(files, true, ['state-backend-legacy-name']))['c.json'];
		expect(fixed).toContain('"state.backend": "hashmap",\n');
		expect(JSON.parse(fixed ?? '')[0].Properties['state.backend']).toBe('hashmap');
	});
});
