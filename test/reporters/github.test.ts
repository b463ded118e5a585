import { expect, test } from 'vitest';
import { defaultConfig } from '../../src/config/schema.ts';
import { githubReport } from '../../src/reporters/github.ts';
import { report } from '../../src/reporters/report.ts';
import { documentOf, findingOf, fixOf, insertAfter, placeOf, resultOf, type Told } from './build.ts';

const conf = documentOf('conf, old/flink:conf.yaml', 'state.backend: rocksdb\nlist:\n  - 1\n');

function linesOf(findings: readonly Told[], summary = false): readonly string[] {
	const whole = report(resultOf([conf], findings.map(findingOf)), defaultConfig, '/project');
	return [...githubReport(whole, { locate: (path) => `jobs/${path}`, summary })].join('').trimEnd().split('\n');
}

test('a finding is one command, with everything escaped that would end it early', () => {
	const fix = fixOf('unsafe', [insertAfter(conf, 'rocksdb', 'a: b')], { title: 'turn it on', decide: 'is 100% worth it' });
	const message = { what: '50% is off: a, b\n::error::injected', why: 'it hurts', do: 'repair it' };
	expect(linesOf([{ severity: 'error', message, at: placeOf(conf, 'state.backend: rocksdb'), fix }])).toEqual([
		'::error file=jobs/conf%2C old/flink%3Aconf.yaml,line=1,endLine=1,col=1,endColumn=22,title=flint%3A some-rule' +
			'::50%25 is off: a, b%0A::error::injected.%0AIt hurts.%0ARepair it.%0AFix (unsafe): turn it on; decide: is 100%25 worth it',
	]);
});

test('an info is a notice, and a place that spans lines has no columns', () => {
	expect(linesOf([{ severity: 'info', at: placeOf(conf, 'list:\n  - 1') }])).toEqual([
		'::notice file=jobs/conf%2C old/flink%3Aconf.yaml,line=2,endLine=3,title=flint%3A some-rule::Something is off.%0AIt hurts.%0ARepair it.',
	]);
});

test('GitHub shows ten annotations of a kind: the worst come first, the others are lines of the log', () => {
	const many = Array.from(
		{ length: 13 },
		(_, index): Told => ({
			severity: index < 12 ? 'warning' : 'error',
			message: { what: `##[error]fault ${index}`, why: 'w', do: 'd' },
			symbol: String(index),
			at: placeOf(conf, 'list'),
		}),
	);
	const lines = linesOf(many, true);
	expect(lines.filter((line) => line.startsWith('::error '))).toHaveLength(1);
	expect(lines[0]).toMatch(/^::error .*fault 12/);
	expect(lines.filter((line) => line.startsWith('::warning '))).toHaveLength(10);
	expect(lines.slice(11)).toEqual([
		'warning[some-rule] jobs/conf, old/flink:conf.yaml:2:1 ## [error]fault 10',
		'warning[some-rule] jobs/conf, old/flink:conf.yaml:2:1 ## [error]fault 11',
		'GitHub shows 10 annotations of a kind; 2 findings more stand above',
		'1 error, 12 warnings in 1 file of 1 application',
	]);
});

test('a long message is cut before it is escaped', () => {
	const [line = ''] = linesOf([{ message: { what: '%'.repeat(9000), why: 'w', do: 'd' }, at: placeOf(conf, 'list') }]);
	expect(line).toMatch(/::(%25){4000}$/);
});
