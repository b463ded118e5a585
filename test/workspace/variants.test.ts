import { describe, expect, test } from 'vitest';
import { lintFiles } from '../harness/project.ts';

const compose = (memory: string): string => `services:
  jobmanager:
    image: flink:1.20
    command: jobmanager
    environment:
      FLINK_PROPERTIES: |
        jobmanager.rpc.address: jobmanager
  taskmanager:
    image: flink:1.20
    command: taskmanager
    environment:
      FLINK_PROPERTIES: |
        jobmanager.rpc.address: jobmanager
        ${memory}
`;
const mounted = `services:
  jobmanager:
    image: flink:1.18
    command: jobmanager
    volumes:
      - ./conf/flink-conf.yaml:/opt/flink/conf/flink-conf.yaml
    environment:
      FLINK_PROPERTIES: |
        parallelism.default: 3
`;
const deployment = (interval: string): string => `apiVersion: flink.apache.org/v1beta1
kind: FlinkDeployment
metadata:
  name: orders
spec:
  flinkVersion: v1_20
  flinkConfiguration:
    execution.checkpointing.interval: "${interval}"
`;
const JOB = `apiVersion: flink.apache.org/v1beta1
kind: FlinkSessionJob
metadata:
  name: clicks
spec:
  deploymentName: orders
  job:
    jarURI: https://repo.acme.example/clicks.jar
    upgradeMode: stateless
`;
const INTERVAL = 'execution.checkpointing.interval';

describe('files that state the same cluster whole', () => {
	test('are variants: the sizes of one Compose file say nothing of the other', async () => {
		const { applications, findings } = await lintFiles({
			'linux-compose.yml': compose('taskmanager.memory.flink.size: 6144m'),
			'mac-compose.yml': compose('taskmanager.memory.process.size: 2048m'),
		});
		expect(applications).toHaveLength(2);
		expect(findings.map(({ rule }) => rule)).not.toContain('memory-pools-exceed-total');
	});
	test('are variants: each FlinkDeployment has its own interval', async () => {
		const { applications } = await lintFiles({ 'dev.yaml': deployment('20 min'), 'prod.yaml': deployment('30 s') });
		expect(applications.map(({ config }) => config.duration(INTERVAL))).toEqual([1_200_000, 30_000]);
	});
	test('leave it open in which of them a session job runs, unless it stands beside one', async () => {
		const files = { 'dev.yaml': deployment('20 min'), 'prod.yaml': deployment('30 s') };
		const apart = await lintFiles({ ...files, 'job.yaml': JOB });
		expect(apart.applications.find(({ id }) => id === 'clicks')?.config.duration(INTERVAL)).toBeUndefined();
		const beside = await lintFiles({ ...files, 'prod.yaml': `${deployment('30 s')}---\n${JOB}` });
		expect(beside.applications.find(({ id }) => id === 'clicks')?.config.duration(INTERVAL)).toBe(30_000);
	});
	test('may mount the same configuration file', async () => {
		const files = { 'a.yml': mounted, 'b.yml': mounted, 'conf/flink-conf.yaml': 'state.backend: rocksdb\n' };
		const { applications } = await lintFiles(files);
		expect(applications.map(({ config }) => config.name('state.backend.type'))).toEqual(['rocksdb', 'rocksdb']);
	});
});

describe('a client in a Compose file', () => {
	const client = `services:
  jobmanager:
    image: flink:1.20
    command: jobmanager
    environment:
      FLINK_PROPERTIES: |
        jobmanager.rpc.address: jobmanager
        parallelism.default: 2
  sql-client:
    image: flink:1.20
    command: bin/sql-client.sh
    environment:
      FLINK_PROPERTIES: |
        jobmanager.rpc.address: jobmanager
        parallelism.default: 4
`;
	test('speaks after the cluster, and what the cluster lacks is missing there', async () => {
		const { applications } = await lintFiles({ 'compose.yaml': client });
		expect(applications.map(({ config }) => config.get('parallelism.default').value)).toMatchObject([{ kind: 'known', text: '4' }]);
		// A missing option is placed in the first document.
		expect(applications.map(({ documents }) => documents.map(({ claims }) => claims.process))).toEqual([['jobmanager', undefined]]);
	});
	test('is asked where the cluster has none of its own', async () => {
		const { applications } = await lintFiles({ 'compose.yaml': client.replace('        parallelism.default: 2\n', '') });
		expect(applications.map(({ config }) => config.get('parallelism.default').value)).toMatchObject([{ kind: 'known', text: '4' }]);
	});
});
