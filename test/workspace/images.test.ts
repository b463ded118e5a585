import { describe, expect, test } from 'vitest';
import { lintFiles } from '../harness/project.ts';

const COMPOSE = `services:
  jobmanager:
    build: ./flink
    command: jobmanager
    environment:
      FLINK_PROPERTIES: |
        jobmanager.rpc.address: jobmanager
        execution.checkpointing.interval: 30 s
`;
const CONF = 'execution.checkpointing.min-pause: 5000\nstate.checkpoints.dir: s3://acme/checkpoints\n';

describe('a Compose service whose image is built in the project', () => {
	test('has the configuration file that its Dockerfile copies below what it states', async () => {
		const { applications, findings } = await lintFiles({
			'compose.yaml': COMPOSE,
			'flink/Dockerfile': 'FROM flink:1.18\nCOPY conf/flink-conf.yaml /opt/flink/conf/\n',
			'flink/conf/flink-conf.yaml': CONF,
		});
		expect(applications.map(({ documents }) => documents.map(({ path }) => path))).toEqual([
			['flink/conf/flink-conf.yaml', 'compose.yaml'],
		]);
		expect(findings.map(({ rule }) => rule)).not.toContain('min-pause-not-set');
		expect(findings.map(({ rule }) => rule)).not.toContain('checkpoint-storage-not-durable');
	});

	test('may have anything that a command of its Dockerfile writes there', async () => {
		const { findings } = await lintFiles({
			'compose.yaml': COMPOSE,
			'flink/Dockerfile': 'FROM flink:1.18\nRUN cat more.yaml >> $FLINK_HOME/conf/flink-conf.yaml\n',
		});
		expect(findings).toEqual([]);
	});

	test('has the image’s own file where the Dockerfile leaves it', async () => {
		const { findings, documents } = await lintFiles({
			'compose.yaml': COMPOSE,
			'flink/Dockerfile': 'FROM flink:1.18\nCOPY job.jar /opt/flink/usrlib/\n',
		});
		expect(findings.map(({ rule }) => rule)).toContain('min-pause-not-set');
		expect([...documents.keys()]).toEqual(['compose.yaml']);
	});

	test('is built by the Dockerfile that it names, in its context', async () => {
		const { findings } = await lintFiles({
			'deploy/compose.yaml': COMPOSE.replace('build: ./flink', 'build: { context: .., dockerfile: docker/Flink.Dockerfile }'),
			'docker/Flink.Dockerfile': 'FROM flink:1.18\nCOPY flink/flink-conf.yaml /opt/flink/conf/flink-conf.yaml\n',
			'flink/flink-conf.yaml': CONF,
		});
		expect(findings.map(({ rule }) => rule)).not.toContain('min-pause-not-set');
	});

	test('a Dockerfile whose image nothing runs is no file of Flink’s', async () => {
		const { documents } = await lintFiles({ 'flink/Dockerfile': 'FROM flink:1.18\nCOPY flink-conf.yaml /opt/flink/conf/\n' });
		expect([...documents.keys()]).toEqual([]);
	});
});
