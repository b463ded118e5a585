import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { VERSION } from '../../src/cli/options.ts';
import { defaultConfig } from '../../src/config/schema.ts';
import type { LintResult } from '../../src/engine/result.ts';
import { ruleMetas } from '../../src/engine/rule-metas.ts';
import { Lines } from '../../src/model/lines.ts';
import { report } from '../../src/reporters/report.ts';
import { sarifReport } from '../../src/reporters/sarif.ts';
import { REPOSITORY, releaseTag } from '../../src/repository.ts';
import { flint } from '../cli/flint.ts';
import { documentOf, findingOf, fixOf, insertAfter, placeOf, replace, resultOf } from './build.ts';
import { sarifProblems, sarifShape } from './sarif-schema.ts';

const project = join(import.meta.dirname, '../..');

const pages = new Map([['incremental-checkpoints-off', '<!-- Generated -->\n\n# incremental-checkpoints-off\n\nRocksDB <!-- -->\n']]);

function logOf(result: LintResult, locate = (path: string): string => path): unknown {
	return JSON.parse(sarifReport(report(result, defaultConfig, '/project'), { version: '0.1.0', rules: ruleMetas, pages, locate }));
}

const conf = documentOf('a conf/flink-conf.yaml', '\ufeffs3.secret-key: hunter2hunter2\r\n# 🦊 fox\r\nstate.backend: rocksdb\r\n', [
	'hunter2hunter2',
]);
const finding = findingOf({
	rule: 'incremental-checkpoints-off',
	option: 'execution.checkpointing.incremental',
	message: { what: 'RocksDB copies `{STATE}` and {0}', why: 'see [this](1)', do: 'set it to `true`' },
	at: placeOf(conf, 'state.backend: rocksdb'),
	related: [{ place: placeOf(conf, 's3'), message: 'beside this' }],
	fix: fixOf('safe', [insertAfter(conf, 'rocksdb', 'copy: true')], { title: 'turn it on' }),
});

test('the demo is valid against the official schema, and every finding is there with its rule', async () => {
	const { out } = await flint(join(project, 'fixtures/demo'), ['lint', '--fail-on', 'never', '--format', 'sarif']);
	const log: unknown = JSON.parse(out);
	expect(sarifProblems(log)).toEqual([]);
	const [run] = sarifShape.parse(log).runs;
	expect(run.results.length).toBeGreaterThan(10);
	for (const { ruleId, ruleIndex, locations } of run.results) {
		expect(run.tool.driver.rules[ruleIndex]?.id).toBe(ruleId);
		expect(locations[0].physicalLocation.artifactLocation).toEqual({
			uri: expect.stringMatching(/^fixtures\/demo\//),
			uriBaseId: '%SRCROOT%',
		});
	}
	for (const { id, fullDescription, help, helpUri } of run.tool.driver.rules) {
		expect(fullDescription.text.length).toBeLessThanOrEqual(1024);
		expect(help.markdown).toContain(`# ${id}\n`);
		expect(help.markdown).toContain('## Why is this bad\n');
		expect(helpUri).toBe(`${REPOSITORY}/blob/${releaseTag(VERSION)}/docs/rules/${id}.md`);
	}
	const prints = run.results.map(({ partialFingerprints }) => partialFingerprints['flint/v1']);
	expect(new Set(prints).size).toBe(prints.length);
});

test('every rule can be described', () => {
	const findings = [...ruleMetas.keys()].map((rule) => findingOf({ rule, at: placeOf(conf, 'state') }));
	const log = logOf(resultOf([conf], findings));
	expect(sarifProblems(log)).toEqual([]);
	expect(sarifShape.parse(log).runs[0].tool.driver.rules.map(({ id }) => id)).toEqual([...ruleMetas.keys()].sort());
	expect(JSON.stringify(log)).not.toMatch(/\{\w+\}/);
});

test('a rule brings its page and says where it is; where there is no page, its text says all', () => {
	const log = logOf(resultOf([conf], [finding, findingOf({ rule: 'min-pause-not-set', at: placeOf(conf, 'state') })]));
	const page = 'https://github.com/flink-flint/flint/blob/v0.1.0/docs/rules';
	expect(sarifShape.parse(log).runs[0].tool.driver.rules).toMatchObject([
		{ helpUri: `${page}/incremental-checkpoints-off.md`, help: { markdown: '# incremental-checkpoints-off\n\nRocksDB <!-- -->\n' } },
		{ helpUri: `${page}/min-pause-not-set.md`, help: { text: expect.stringMatching(/^No pause is kept between checkpoints\.\nWhy: /) } },
	]);
});

test('a result says where, how bad, and what stays the same when lines move', () => {
	const log = logOf(resultOf([conf], [finding]));
	expect(sarifProblems(log)).toEqual([]);
	expect(sarifShape.parse(log).runs[0].results).toMatchObject([
		{
			ruleId: 'incremental-checkpoints-off',
			ruleIndex: 0,
			level: 'warning',
			message: { text: 'RocksDB copies `{STATE}` and {{0}}. See \\[this](1). Set it to `true`.' },
			locations: [
				{
					physicalLocation: {
						artifactLocation: { uri: 'a%20conf/flink-conf.yaml', uriBaseId: '%SRCROOT%' },
						region: { startLine: 3, startColumn: 1, endLine: 3, endColumn: 23 },
					},
				},
			],
			relatedLocations: [{ physicalLocation: { region: { startLine: 1, startColumn: 1, endLine: 1, endColumn: 3 } } }],
			partialFingerprints: { 'flint/v1': finding.fingerprint },
		},
	]);
});

test('replacements are regions of the text without its BOM; an insertion is an empty one', () => {
	const both = findingOf({
		rule: 'incremental-checkpoints-off',
		at: placeOf(conf, 'state'),
		fix: fixOf('unsafe', [replace(conf, 'rocksdb', 'hashmap'), insertAfter(conf, 'rocksdb', 'a: b')], {
			title: 'do it',
			decide: 'is it worth it',
		}),
	});
	const [fix] = sarifShape.parse(logOf(resultOf([conf], [both]))).runs[0].results[0]?.fixes ?? [];
	expect(fix?.description.text).toBe('unsafe: do it; decide: is it worth it');
	const text = conf.text.slice(1);
	const lines = new Lines(text);
	const regions = fix?.artifactChanges[0]?.replacements.map(({ deletedRegion: at, insertedContent }) => {
		const offset = lines.start(at.startLine) + at.startColumn - 1;
		expect(offset).toBe(at.charOffset);
		expect(lines.start(at.endLine) + at.endColumn - 1).toBe(at.charOffset + at.charLength);
		return [text.slice(offset, offset + at.charLength), insertedContent.text];
	});
	expect(regions).toEqual([
		['rocksdb', 'hashmap'],
		['', '\na: b'],
	]);
});

test('no secret is printed, and no fix would write its mask', () => {
	const leaky = findingOf({
		message: { what: 'the key `hunter2hunter2` is short', why: 'w', do: 'd' },
		at: placeOf(conf, 's3.secret-key: hunter2hunter2'),
		fix: fixOf('safe', [replace(conf, 's3.secret-key: hunter2hunter2', 'key: hunter2hunter2')]),
	});
	const text = JSON.stringify(logOf(resultOf([conf], [leaky])));
	expect(text).not.toContain('hunter2');
	expect(text).toContain('the key `****` is short'.replace('the', 'The'));
	expect(text).not.toContain('"fixes"');
});

test('failures of flint itself are notifications, and the run did not succeed', () => {
	const errors = [
		{ rule: 'some-rule', file: 'x y.yaml', message: 'it threw {0}' },
		{ rule: 'other', message: 'm' },
	];
	const log = logOf(resultOf([conf], [], { errors }));
	expect(sarifProblems(log)).toEqual([]);
	expect(sarifShape.parse(log).runs[0].invocations).toMatchObject([
		{
			executionSuccessful: false,
			toolExecutionNotifications: [
				{ level: 'error', descriptor: { id: 'some-rule' }, locations: [{ physicalLocation: { artifactLocation: { uri: 'x%20y.yaml' } } }] },
				{ descriptor: { id: 'other' } },
			],
		},
	]);
});

test('nothing found is a valid log too', () => {
	const log = logOf(resultOf([], []));
	expect(sarifProblems(log)).toEqual([]);
	expect(sarifShape.parse(log).runs[0].results).toEqual([]);
});

test('paths are those of the checkout; what lies outside of it has no base', () => {
	const located = (to: string): unknown =>
		sarifShape.parse(logOf(resultOf([conf], [finding]), () => to)).runs[0].results[0]?.locations[0].physicalLocation.artifactLocation;
	expect(located('jobs/a.yaml')).toEqual({ uri: 'jobs/a.yaml', uriBaseId: '%SRCROOT%' });
	expect(located('../b.yaml')).toEqual({ uri: '../b.yaml' });
});

test('the schema the tests use is the one of the standard', () => {
	const schema = readFileSync(join(project, 'node_modules/@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json'), 'utf8');
	expect(schema).toContain('Static Analysis Results Format (SARIF) Version 2.1.0');
	expect(sarifProblems({ version: '2.1.0', runs: [{ tool: {} }] })).not.toEqual([]);
});
