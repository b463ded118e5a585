// biome-ignore-all lint/suspicious/noTemplateCurlyInString: shell templates are what these tests are about
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseCompose } from '../../../src/parsers/compose/compose.ts';
import { afterFix, fixFiles, lintFiles } from '../../harness/project.ts';

/** Settings as `key=value`, with what the file says at their places. */
function settings(text: string): readonly string[] {
	return parseCompose('compose.yaml', text).settings.map((setting) => {
		const { nameRange, valueRange, value } = setting;
		expect(text.slice(nameRange.start, nameRange.end)).toBe(setting.key);
		return `${setting.key}=${value.kind === 'unknown' ? '?' : value.text} (${text.slice(valueRange?.start, valueRange?.end)})`;
	});
}

const service = (environment: string, rest = ''): string =>
	`services:\n  jobmanager:\n    image: flink:1.18\n    command: jobmanager\n${rest}    environment:\n${environment}`;

describe('FLINK_PROPERTIES in a Compose file', () => {
	it('is a literal block in a list', () => {
		expect(
			settings(
				service(
					'      - |\n        FLINK_PROPERTIES=\n        state.backend: rocksdb # fast\n        execution.checkpointing.interval: 30 s\n',
				),
			),
		).toEqual(['state.backend=rocksdb (rocksdb)', 'execution.checkpointing.interval=30 s (30 s)']);
	});
	it('is a literal block in a map', () => {
		expect(settings(service('      FLINK_PROPERTIES: |\n        state.backend: rocksdb\n'))).toEqual(['state.backend=rocksdb (rocksdb)']);
	});
	it('is one item of a list', () => {
		expect(settings(service('      - "FLINK_PROPERTIES=state.backend: rocksdb"\n'))).toEqual(['state.backend=rocksdb (rocksdb)']);
	});
	it('has its line breaks written as escapes', () => {
		expect(settings(service('      FLINK_PROPERTIES: "state.backend: rocksdb\\nparallelism.default: 2"\n'))).toEqual([
			'state.backend=rocksdb (rocksdb)',
			'parallelism.default=2 (2)',
		]);
	});
	it('comes through an anchor, once for all services that use it', () => {
		const text =
			'x-env: &env\n  FLINK_PROPERTIES: |\n    state.backend: rocksdb\nservices:\n  jobmanager:\n    command: jobmanager\n    environment: *env\n  taskmanager:\n    command: taskmanager\n    environment:\n      <<: *env\n      OTHER: x\n';
		expect(settings(text)).toEqual(['state.backend=rocksdb (rocksdb)']);
	});
	it('says nothing where it is templated', () => {
		expect(settings(service('      FLINK_PROPERTIES: |\n        state.backend: ${BACKEND}\n        parallelism.default: 4\n'))).toEqual([
			'state.backend=? (${BACKEND})',
			'parallelism.default=4 (4)',
		]);
	});
});

describe('the start script of the image', () => {
	const text = (tag: string): string =>
		`services:\n  jobmanager:\n    image: flink:${tag}\n    command: jobmanager\n    environment:\n      FLINK_PROPERTIES: |\n        parallelism.default:4\n        execution.checkpointing.interval: 30 s # half a minute\n`;
	it('appended the text to flink-conf.yaml up to 1.18', () => {
		expect(settings(text('1.18'))).toEqual(['execution.checkpointing.interval=30 s (30 s)']);
	});
	it('takes each line apart itself from 1.19 on, and knows no comments', () => {
		expect(settings(text('1.20.1-java17'))).toEqual([
			'parallelism.default=4 (4)',
			'execution.checkpointing.interval=30s#halfaminute (30 s # half a minute)',
		]);
	});
});

describe('the arguments of a service', () => {
	it('are settings wherever their words stand', () => {
		expect(
			settings(
				'services:\n  jm:\n    image: flink:2.0\n    command: standalone-job --job-classname a.B -Dparallelism.default=3 -D state.backend.type=rocksdb\n',
			),
		).toEqual(['parallelism.default=3 (3)', 'state.backend.type=rocksdb (rocksdb)']);
		expect(settings('services:\n  jm:\n    image: flink:2.0\n    command:\n      - jobmanager\n      - -Dparallelism.default=3\n')).toEqual(
			['parallelism.default=3 (3)'],
		);
	});
});

describe('a cluster in a Compose file', () => {
	const cluster = `services:
  jobmanager:
    image: flink:1.20
    command: jobmanager
    environment:
      - |
        FLINK_PROPERTIES=
        jobmanager.rpc.address: jobmanager
        state.backend.type: rocksdb
        execution.checkpointing.interval: 30s
        execution.checkpointing.dir: s3://acme/checkpoints
  taskmanager:
    image: flink:1.20
    command: taskmanager
    environment:
      - |
        FLINK_PROPERTIES=
        jobmanager.rpc.address: jobmanager
        taskmanager.numberOfTaskSlots: 4
        execution.checkpointing.interval: 5 min
`;
	it('is one application, whose jobs follow the JobManager and whose TaskManagers themselves', async () => {
		const { applications } = await lintFiles({ 'compose.yaml': cluster });
		expect(applications.map(({ id, platform, version }) => [id, platform, version?.version])).toEqual([['.', 'standalone', '1.20']]);
		const config = applications[0]?.config;
		expect(config?.duration('execution.checkpointing.interval')).toBe(30_000);
		expect(config?.number('taskmanager.numberOfTaskSlots')).toBe(4);
	});
	it('has no missing memory, slots or addresses: the image states them', async () => {
		const { applications } = await lintFiles({ 'compose.yaml': cluster });
		expect(applications[0]?.config.absence('jobmanager.memory.process.size')).toBeUndefined();
		expect(applications[0]?.config.absence('execution.checkpointing.min-pause')?.certainty).toBe('owner');
	});
	it('gets its fixes inside the variable, and a second run finds none', async () => {
		const files = { 'compose.yaml': cluster };
		const fixed = afterFix(files, await fixFiles(files, false, ['min-pause-not-set', 'incremental-checkpoints-off']));
		const dir = '        execution.checkpointing.dir: s3://acme/checkpoints\n';
		const added = '        execution.checkpointing.incremental: true\n        execution.checkpointing.min-pause: 15s\n';
		expect(fixed['compose.yaml']).toBe(cluster.replace(dir, dir + added));
		const again = await fixFiles({ 'compose.yaml': fixed['compose.yaml'] ?? '' }, false, [
			'min-pause-not-set',
			'incremental-checkpoints-off',
		]);
		expect(again.files).toEqual([]);
	});
	it("reads the file that is mounted over the image's own", async () => {
		const { applications } = await lintFiles({
			'docker/compose.yaml':
				'services:\n  jobmanager:\n    image: flink:1.18\n    command: jobmanager\n    volumes:\n      - ./conf/flink-conf.yaml:/opt/flink/conf/flink-conf.yaml:ro\n    environment:\n      FLINK_PROPERTIES: |\n        parallelism.default: 3\n',
			'docker/conf/flink-conf.yaml': 'state.backend: rocksdb\nparallelism.default: 1\n',
		});
		expect(applications).toHaveLength(1);
		expect(applications[0]?.config.number('parallelism.default')).toBe(3);
		expect(applications[0]?.config.name('state.backend.type')).toBe('rocksdb');
	});
	it('is silent where nothing in the file configures Flink', async () => {
		expect((await lintFiles({ 'compose.yaml': 'services:\n  jobmanager:\n    image: flink:1.18\n    command: jobmanager\n' })).files).toBe(
			0,
		);
	});
	it('keeps quiet about what a comment inside the variable suppresses', async () => {
		const text = cluster.replace(
			'        execution.checkpointing.interval: 30s\n',
			'        # flint-ignore-next-line min-pause-not-set -- measured\n        execution.checkpointing.interval: 30s\n',
		);
		const { findings, suppressed } = await lintFiles({ 'compose.yaml': text });
		expect(findings.map(({ rule }) => rule)).not.toContain('min-pause-not-set');
		expect(suppressed).toBe(1);
	});
});

describe('every Compose file', () => {
	it('is read without throwing, with places inside the text', () => {
		const piece = fc.constantFrom(
			'services:',
			'\n',
			'  ',
			'- ',
			'|',
			'FLINK_PROPERTIES',
			': ',
			'=',
			'"',
			'&a',
			'*a',
			'<<',
			'jobmanager',
			'\\n',
			'a.b',
			'{{',
			'}}',
			'\t',
			"'",
		);
		fc.assert(
			fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
				const text = `services:\n  jobmanager:\n    environment:\n${pieces.join('')}`;
				for (const { range } of parseCompose('c.yaml', text).settings) {
					expect(range.start).toBeLessThanOrEqual(range.end);
					expect(range.end).toBeLessThanOrEqual(text.length);
				}
			}),
		);
	});
});
