import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { afterFix, type Files, fixFiles, line, lintFiles } from '../harness/project.ts';

const INTERVAL = 'execution.checkpointing.interval';
const properties = (...lines: readonly string[]): string =>
	`    environment:\n      FLINK_PROPERTIES: |\n${['jobmanager.rpc.address: jobmanager', ...lines].map((one) => `        ${one}\n`).join('')}`;
const jobmanager = (...lines: readonly string[]): string =>
	`  jobmanager:\n    image: flink:1.20\n    command: jobmanager\n${properties(...lines)}`;
const BASE = `services:\n${jobmanager(`${INTERVAL}: 30s`)}  taskmanager:\n    image: flink:1.20\n    command: taskmanager\n${properties('taskmanager.numberOfTaskSlots: 2')}`;

async function configurations(files: Files) {
	const { applications } = await lintFiles(files);
	return applications.map(({ id, config, version, documents }) => ({ id, config, version: version?.version, documents }));
}

async function only(files: Files) {
	const [found, another] = await configurations(files);
	expect(another).toBeUndefined();
	if (found === undefined) throw new Error('no application');
	return found;
}

describe('an override file', () => {
	it('takes the place of single variables of the file beside it', async () => {
		const { config, version } = await only({
			'docker-compose.yml': BASE,
			'docker-compose.override.yml': `services:\n  jobmanager:\n${properties(`${INTERVAL}: 60s`)}`,
		});
		expect(config.duration(INTERVAL)).toBe(60_000);
		expect(config.setting(INTERVAL)?.file).toBe('docker-compose.override.yml');
		expect(config.number('taskmanager.numberOfTaskSlots')).toBe(2);
		expect(version).toBe('1.20');
		expect(config.visibility.configuration).toBe(true);
	});
	it('may bring what the file states nothing of', async () => {
		const { config, version } = await only({
			'compose.yaml': 'services:\n  jobmanager:\n    image: flink:1.18\n    command: jobmanager\n',
			'compose.override.yaml': `services:\n  jobmanager:\n${properties(`${INTERVAL}: 60s`)}`,
		});
		expect(config.duration(INTERVAL)).toBe(60_000);
		expect(version).toBe('1.18');
	});
	it('joins volumes by their directory, and `!reset` takes a field away', async () => {
		const mounted = BASE.replace('    command: jobmanager\n', '    command: jobmanager\n    volumes:\n      - data:/checkpoints\n');
		const { documents } = await only({
			'docker-compose.yml': mounted,
			'docker-compose.override.yml': 'services:\n  jobmanager:\n    volumes:\n      - ./local:/checkpoints\n      - jars:/opt/jars\n',
		});
		expect(documents[0]?.claims.volumes?.[0]?.mounts.map(({ path, source }) => [path, source])).toEqual([
			['/checkpoints', './local'],
			['/opt/jars', 'jars'],
		]);
		const reset = await only({
			'docker-compose.yml': mounted,
			'docker-compose.override.yml':
				'services:\n  jobmanager:\n    environment: !reset {}\n    volumes: !override\n      - jars:/opt/jars\n',
		});
		expect(reset.config.setting(INTERVAL)).toBeUndefined();
	});
	it('of no Flink at all is no file of the run', async () => {
		const { documents } = await lintFiles({
			'docker-compose.yml': 'services:\n  web:\n    image: acme/flinkster\n',
			'docker-compose.override.yml': 'services:\n  web:\n    image: acme/flinkster:2\n',
			'up.sh': 'docker compose -f docker-compose.yml -f docker-compose.override.yml up\n',
		});
		expect([...documents.keys()]).toEqual([]);
	});
});

describe('files that are laid over each other', () => {
	const production = `services:\n  jobmanager:\n${properties(`${INTERVAL}: 60s`)}`;
	it.each([
		['in a script', 'up.sh', '#!/bin/sh\ndocker compose \\\n  -f docker-compose.yml \\\n  -f docker-compose.prod.yml up -d\n'],
		[
			'in a Makefile',
			'deploy/Makefile',
			'COMPOSE ?= docker compose -f docker-compose.yml -f docker-compose.prod.yml\n\nup:\n\t$(COMPOSE) up\n',
		],
		['by a variable', '.env', 'TAG=1\nCOMPOSE_FILE=docker-compose.yml:docker-compose.prod.yml\n'],
		[
			'in CI',
			'.github/workflows/smoke.yml',
			'jobs:\n  smoke:\n    steps:\n      - run: docker compose -f docker-compose.yml --file docker-compose.prod.yml up\n',
		],
	])('%s', async (_, path, text) => {
		const { config, version } = await only({ 'docker-compose.yml': BASE, 'docker-compose.prod.yml': production, [path]: text });
		expect(config.duration(INTERVAL)).toBe(60_000);
		expect(version).toBe('1.20');
		expect(config.visibility.configuration).toBe(true);
	});
	it('where nothing says over what, leave open what they do not state', async () => {
		const { applications } = await lintFiles({ 'docker-compose.yml': BASE, 'docker-compose.prod.yml': production });
		expect(applications.map(({ config }) => [config.duration(INTERVAL), config.absence('state.backend.type') === undefined])).toEqual([
			[60_000, true],
			[30_000, false],
		]);
	});
	it('include others and extend their services', async () => {
		const { config, version } = await only({
			'compose.yaml': `include:\n  - flink/compose.yaml\nservices:\n  kafka:\n    image: kafka\n`,
			'flink/compose.yaml': `services:\n  jobmanager:\n    extends:\n      file: ../common.yml\n      service: flink\n    command: jobmanager\n${properties(`${INTERVAL}: 60s`)}`,
			'common.yml': `services:\n  flink:\n    image: flink:1.19\n${properties('parallelism.default: 7')}`,
		});
		expect(config.duration(INTERVAL)).toBe(60_000);
		expect(config.setting('parallelism.default')).toBeUndefined();
		expect(version).toBe('1.19');
	});
	it('extend what is not seen: what is missing is open', async () => {
		const { config } = await only({
			'compose.yaml': `services:\n  jobmanager:\n    extends: {file: ../elsewhere.yml, service: flink}\n    command: jobmanager\n${properties(`${INTERVAL}: 60s`)}`,
		});
		expect(config.absence('state.backend.type')).toBeUndefined();
	});
});

describe('a fix', () => {
	it('goes into the file that states what is in force', async () => {
		const override = `services:\n  jobmanager:\n${properties(`${INTERVAL}: 60s`)}`;
		const files = { 'docker-compose.yml': BASE, 'docker-compose.override.yml': override };
		const fixed = afterFix(files, await fixFiles(files, false, ['min-pause-not-set']));
		expect(fixed).toEqual({
			'docker-compose.yml': BASE,
			'docker-compose.override.yml': `${override}        execution.checkpointing.min-pause: 30s\n`,
		});
	});
});

describe('an override that states nothing', () => {
	const statement = fc.constantFrom(
		`${INTERVAL}: 100ms`,
		'state.backend: rocksdb',
		'restart-strategy: none',
		'taskmanager.memory.process.size: 1g',
		'high-availability.type: zookeeper',
		'execution.checkpointing.unaligned: true',
	);
	it('changes nothing', async () => {
		await fc.assert(
			fc.asyncProperty(fc.uniqueArray(statement, { maxLength: 4 }), fc.boolean(), async (statements, volumes) => {
				const mounts = volumes ? '    volumes:\n      - data:/checkpoints\n' : '';
				const plain = { 'docker-compose.yml': `services:\n${jobmanager(...statements)}${mounts}` };
				const laid = { ...plain, 'docker-compose.override.yml': 'services:\n  jobmanager:\n    ports: ["8081:8081"]\n' };
				const told = async (files: Files): Promise<readonly string[]> => {
					const result = await lintFiles(files);
					return result.findings.map((finding) => `${line(finding, result)} ${finding.fingerprint}`);
				};
				expect(await told(laid)).toEqual(await told(plain));
				expect(afterFix(laid, await fixFiles(laid, true))['docker-compose.yml']).toBe(
					afterFix(plain, await fixFiles(plain, true))['docker-compose.yml'],
				);
			}),
			{ numRuns: 20 },
		);
	});
});
