import { describe, expect, it } from 'vitest';
import type { ConfigDocument } from '../../../src/model/document.ts';
import { parseDockerfile } from '../../../src/parsers/docker/dockerfile.ts';
import { parseEnvFile } from '../../../src/parsers/docker/env-file.ts';
import { versionOfImage } from '../../../src/parsers/docker/image.ts';
import { afterFix, fixFiles, lintFiles } from '../../harness/project.ts';

function settings({ settings, text }: ConfigDocument): readonly string[] {
	return settings.map(({ key, valueRange }) => `${key}=${text.slice(valueRange?.start, valueRange?.end)}`);
}

describe('an environment file', () => {
	it('states FLINK_PROPERTIES on one line', () => {
		expect(settings(parseEnvFile('.env', 'A=1\nFLINK_PROPERTIES=state.backend: rocksdb\nB=2\n'))).toEqual(['state.backend=rocksdb']);
	});
	it('states it over several lines in quotes, or with escapes', () => {
		expect(settings(parseEnvFile('.env', 'FLINK_PROPERTIES="state.backend: rocksdb\nparallelism.default: 4"\n'))).toEqual([
			'state.backend=rocksdb',
			'parallelism.default=4',
		]);
		expect(settings(parseEnvFile('.env', 'export FLINK_PROPERTIES="state.backend: rocksdb\\nparallelism.default: 4"\n'))).toEqual([
			'state.backend=rocksdb',
			'parallelism.default=4',
		]);
	});
	it('gets a wrong value corrected, and claims nothing about what it does not say', async () => {
		const files = { '.env': 'FLINK_PROPERTIES="execution.checkpointing.interval: 30s\nexecution.checkpointing.min-pause: 2 min"\n' };
		const { findings } = await lintFiles(files);
		expect(findings.map(({ rule }) => rule)).toEqual(['min-pause-exceeds-interval']);
		expect(afterFix(files, await fixFiles(files, false))).toEqual({
			'.env': 'FLINK_PROPERTIES="execution.checkpointing.interval: 2min\nexecution.checkpointing.min-pause: 2 min"\n',
		});
	});
});

describe('a Dockerfile', () => {
	it('states FLINK_PROPERTIES, joined lines and escapes included', () => {
		const document = parseDockerfile(
			'Dockerfile',
			'FROM flink:1.18-java11\nENV FLINK_PROPERTIES="state.backend: rocksdb\\nparallelism.default: 4"\n',
		);
		expect(settings(document)).toEqual(['state.backend=rocksdb', 'parallelism.default=4']);
		expect(document.parts?.[0]?.claims.flinkVersion?.version).toBe('1.18');
	});
	it('says nothing about Flink where it only installs things', async () => {
		expect((await lintFiles({ Dockerfile: 'FROM flink:1.18\nRUN echo FLINK_PROPERTIES\n' })).files).toBe(0);
	});
});

const imageVersion = (image: string): string | undefined => versionOfImage(image, { start: 0, end: 1 })?.flinkVersion?.version;

describe('the version in an image name', () => {
	it('is that of the official image', () => {
		expect(imageVersion('flink:1.20.0-scala_2.12-java17')).toBe('1.20');
		expect(imageVersion('docker.io/library/flink:2.0')).toBe('2.0');
	});
	it("is not a job's own", () => {
		expect(imageVersion('registry.example:5000/orders-job:1.18')).toBeUndefined();
		expect(imageVersion('acme/orders:7-flink1.19')).toBe('1.19');
		expect(imageVersion('flink@sha256:0123')).toBeUndefined();
		expect(imageVersion('flink:latest')).toBeUndefined();
	});
	it('may be older than flint knows', () => {
		expect(versionOfImage('flink:1.9.3-scala_2.12', { start: 3, end: 9 })).toEqual({
			earlierFlink: { text: '1.9.3-scala_2.12', range: { start: 3, end: 9 } },
		});
	});
});
