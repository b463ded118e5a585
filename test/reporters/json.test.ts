import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { defaultConfig } from '../../src/config/schema.ts';
import type { LintResult } from '../../src/engine/result.ts';
import { jsonReport } from '../../src/reporters/json.ts';
import { reportJsonSchema, reportShape } from '../../src/reporters/json-schema.ts';
import { report } from '../../src/reporters/report.ts';
import { applicationOf, documentOf, findingOf, fixOf, insertAfter, placeOf, resultOf } from './build.ts';

const conf = documentOf('conf/flink-conf.yaml', 's3.secret-key: hunter2hunter2\r\nstate.backend: rocksdb\r\n', ['hunter2hunter2']);

const finding = findingOf({
	rule: 'incremental-checkpoints-off',
	option: 'execution.checkpointing.incremental',
	message: { what: 'RocksDB copies its state', why: 'upload time grows', do: 'set it to `true`' },
	at: placeOf(conf, 'state.backend: rocksdb'),
	related: [{ place: placeOf(conf, 's3'), message: 'beside this' }],
	fix: fixOf('safe', [insertAfter(conf, 'rocksdb', 'copy: hunter2hunter2')], { title: 'turn it on' }),
});

const jsonOf = (result: LintResult, cwd = '/project'): unknown => JSON.parse(jsonReport(report(result, defaultConfig, cwd), '0.1.0'));

test('a report is the contract, field by field', () => {
	const application = applicationOf('orders', [conf], { version: { version: '1.20', place: placeOf(conf, 'state') } });
	const errors = [
		{ rule: 'some-rule', file: 'x.yaml', message: 'it threw', stack: 'Error: it threw' },
		{ rule: 'other', message: 'm' },
	];
	const json = jsonOf(resultOf([conf], [finding], { applications: [application], errors, suppressed: 2 }));
	expect(json).toEqual({
		schema: 'flint-report/1',
		version: '0.1.0',
		applications: [
			{
				id: 'orders',
				platform: 'standalone',
				flinkVersion: '1.20',
				flinkVersionFrom: 'conf/flink-conf.yaml:2',
				files: ['conf/flink-conf.yaml'],
			},
		],
		findings: [
			{
				rule: 'incremental-checkpoints-off',
				severity: 'warning',
				message: 'RocksDB copies its state',
				help: 'Upload time grows. Set it to `true`.',
				applications: ['orders'],
				file: 'conf/flink-conf.yaml',
				line: 2,
				column: 1,
				endLine: 2,
				endColumn: 23,
				option: 'execution.checkpointing.incremental',
				fingerprint: finding.fingerprint,
				related: [{ file: 'conf/flink-conf.yaml', line: 1, column: 1, message: 'beside this' }],
				fix: {
					applicability: 'safe',
					title: 'turn it on',
					edits: [{ file: 'conf/flink-conf.yaml', start: 53, end: 53, text: '\ncopy: ****' }],
				},
			},
		],
		errors: [
			{ rule: 'some-rule', file: 'x.yaml', message: 'it threw' },
			{ rule: 'other', file: null, message: 'm' },
		],
		suppressed: 2,
		baselined: 0,
		summary: { files: 1, applications: 1, error: 0, warning: 1, info: 0, fixableSafe: 1, fixableUnsafe: 0 },
	});
	expect(() => reportShape.parse(json)).not.toThrow();
});

test('what is missing is null', () => {
	const bare = findingOf({ at: placeOf(conf, 'state') });
	const json = jsonOf(resultOf([conf], [bare]));
	expect(json).toMatchObject({
		applications: [{ flinkVersion: null, flinkVersionFrom: null }],
		findings: [{ option: null, fix: null, related: [] }],
	});
	expect(() => reportShape.parse(json)).not.toThrow();
});

test('paths are relative to the working directory', () => {
	expect(jsonOf(resultOf([conf], [finding]), '/project/conf')).toMatchObject({
		applications: [{ files: ['flink-conf.yaml'] }],
		findings: [{ file: 'flink-conf.yaml', fix: { edits: [{ file: 'flink-conf.yaml' }] } }],
	});
	expect(jsonOf(resultOf([conf], [finding]), '/elsewhere')).toMatchObject({ findings: [{ file: '../project/conf/flink-conf.yaml' }] });
});

test('the schema in the package is the one that is tested here', () => {
	const shipped: unknown = JSON.parse(readFileSync(join(import.meta.dirname, '../../schemas/flint-report-1.json'), 'utf8'));
	expect(shipped).toEqual(reportJsonSchema());
	expect(shipped).toMatchObject({
		$schema: 'https://json-schema.org/draft/2020-12/schema',
		title: 'flint-report/1',
		additionalProperties: false,
	});
});
