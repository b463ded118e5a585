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

describe('a Compose service that only mounts a configuration file', () => {
	const MOUNTING = `services:
  jobmanager:
    image: flink:1.18.1
    command: jobmanager
    volumes:
      - ./flink-conf.yaml:/opt/flink/conf/flink-conf.yaml
      - checkpoints:/checkpoints
  taskmanager:
    image: flink:1.18.1
    command: taskmanager
    volumes:
      - ./flink-conf.yaml:/opt/flink/conf/flink-conf.yaml
      - checkpoints:/checkpoints
volumes:
  checkpoints:
`;

	test('says which Flink reads it, and which directories its processes share', async () => {
		const { applications, findings } = await lintFiles({
			'compose.yaml': MOUNTING,
			'flink-conf.yaml': 'execution.checkpointing.interval: 30 s\nstate.checkpoints.dir: file:///checkpoints\n',
		});
		expect(applications.map(({ version }) => version?.version)).toEqual(['1.18']);
		expect(findings.map(({ rule }) => rule)).not.toContain('checkpoint-dir-local');
	});

	test('is nothing where the file is not seen', async () => {
		const { applications } = await lintFiles({ 'compose.yaml': MOUNTING });
		expect(applications).toEqual([]);
	});
});
