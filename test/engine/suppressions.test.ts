import { describe, expect, test } from 'vitest';
import { defaultConfig, type FlintConfig } from '../../src/config/schema.ts';
import { applySuppressions, type SuppressionResult } from '../../src/engine/suppressions.ts';
import type { ConfigDocument } from '../../src/model/document.ts';
import { applicationOf, documentOf, findingOf, placeOf } from '../reporters/build.ts';

const RULES = ['rule-a', 'rule-b', 'suppression-unused'];

function apply(
	document: ConfigDocument,
	found: readonly (readonly [string, string])[],
	config: FlintConfig = defaultConfig,
): SuppressionResult {
	const findings = found.map(([rule, part]) => findingOf({ rule, at: placeOf(document, part), option: 'some.option' }));
	return applySuppressions({
		findings,
		documents: [document],
		applications: [applicationOf('orders', [document])],
		config,
		ruleNames: RULES,
	});
}

/** What is left: rule, place as text, message. */
function left(document: ConfigDocument, { findings }: SuppressionResult): readonly string[] {
	return findings.map(({ rule, at, message }) => {
		const text = document.text.slice(at.range.start, at.range.end);
		return rule.startsWith('suppression-') ? `${rule} \`${text}\`: ${message.what}` : `${rule} \`${text}\``;
	});
}

function leftOf(text: string, found: readonly (readonly [string, string])[], config?: FlintConfig): readonly string[] {
	const document = documentOf('x.yaml', text);
	return left(document, apply(document, found, config));
}

describe('a comment covers', () => {
	test('the next line', () => {
		const text = '# flint-ignore-next-line rule-a -- small state\nkey: 1\nother: 2\n';
		expect(leftOf(text, [['rule-a', 'key']])).toEqual([]);
		expect(
			leftOf(text, [
				['rule-a', 'key'],
				['rule-b', 'key'],
				['rule-a', 'other'],
			]),
		).toEqual(['rule-b `key`', 'rule-a `other`']);
	});

	test('the next line that is no comment, so that they can be stacked', () => {
		const text = '# flint-ignore-next-line rule-a -- x\n# why\n  # flint-ignore-next-line rule-b -- y\nkey: 1\n';
		expect(
			leftOf(text, [
				['rule-a', 'key'],
				['rule-b', 'key'],
			]),
		).toEqual([]);
	});

	test('its own line', () => {
		const text = 'key: 1 # flint-ignore-line rule-a -- x\nother: 2\n';
		expect(
			leftOf(text, [
				['rule-a', 'key'],
				['rule-a', 'other'],
			]),
		).toEqual(['rule-a `other`']);
	});

	test('the whole file', () => {
		const text = 'key: 1\nother: 2\n# flint-ignore-file rule-a, rule-b -- generated\n';
		expect(
			leftOf(text, [
				['rule-a', 'key'],
				['rule-b', 'other'],
			]),
		).toEqual([]);
	});

	test('what stands deep inside the statement that begins there', () => {
		const document: ConfigDocument = {
			...documentOf('x.yaml', '# flint-ignore-next-line rule-a -- x\nstream\n  .keyBy()\n  .map();\n'),
			statementAt: () => ({ start: 37, end: 62 }),
		};
		expect(left(document, apply(document, [['rule-a', 'map']]))).toEqual([]);
	});

	test('several rules, with and without spaces', () => {
		expect(
			leftOf('key: 1 # flint-ignore-line rule-a,rule-b -- x\n', [
				['rule-a', 'key'],
				['rule-b', 'key'],
			]),
		).toEqual([]);
		expect(
			leftOf('key: 1 # flint-ignore-line rule-a rule-b -- x\n', [
				['rule-a', 'key'],
				['rule-b', 'key'],
			]),
		).toEqual([]);
	});

	test('what it covers is counted', () => {
		const document = documentOf('x.yaml', 'key: 1 # flint-ignore-line rule-a -- x\n');
		expect(apply(document, [['rule-a', 'key']]).suppressed).toMatchObject([{ rule: 'rule-a' }]);
	});
});

describe('a suppression is itself a finding', () => {
	test('without a reason, and covers nothing', () => {
		for (const comment of ['flint-ignore-line rule-a', 'flint-ignore-line rule-a --', 'flint-ignore-line rule-a small state']) {
			expect(leftOf(`key: 1 # ${comment}\n`, [['rule-a', 'key']])).toContain('rule-a `key`');
		}
		expect(leftOf('key: 1 # flint-ignore-line rule-a\n', [['rule-a', 'key']])).toEqual([
			'rule-a `key`',
			'suppression-without-reason `# flint-ignore-line rule-a`: the suppression gives no reason, so it suppresses nothing',
		]);
	});

	test('where nothing needs it, for each of its rules', () => {
		expect(leftOf('key: 1 # flint-ignore-line rule-a, rule-b -- x\n', [['rule-a', 'key']])).toEqual([
			'suppression-unused `rule-b`: nothing here needs the suppression of `rule-b`',
		]);
	});

	test('where the rule does not exist', () => {
		const document = documentOf('x.yaml', 'key: 1 # flint-ignore-line rule-aa -- x\n');
		const result = apply(document, []);
		expect(left(document, result)).toEqual(['suppression-unknown-rule `rule-aa`: there is no rule `rule-aa` to suppress']);
		expect(result.findings[0]).toMatchObject({ severity: 'warning', applications: ['orders'], message: { do: 'write `rule-a`' } });
	});

	test('where it names no rule', () => {
		expect(leftOf('key: 1 # flint-ignore-file -- x\n', [['rule-a', 'key']])).toEqual([
			'rule-a `key`',
			'suppression-unknown-rule `# flint-ignore-file -- x`: the suppression names no rule',
		]);
	});

	test('but not of a rule that is off, nor where the level says so', () => {
		const off = (rule: string): FlintConfig => ({ ...defaultConfig, rules: new Map([[rule, { level: 'off', options: {} }]]) });
		const text = 'key: 1 # flint-ignore-line rule-a -- x\n';
		expect(leftOf(text, [])).toHaveLength(1);
		expect(leftOf(text, [], off('rule-a'))).toEqual([]);
		expect(leftOf(text, [], off('suppression-unused'))).toEqual([]);
	});
});

test.each([
	['# flint-ignore'],
	['# see flint-ignore-line rule-a -- x'],
	['# flint-ignore-lines rule-a -- x'],
	['flint-ignore-line: rule-a'],
])('what only looks like one is none: %s', (line) => {
	expect(leftOf(`${line}\nkey: 1\n`, [['rule-a', 'key']])).toEqual(['rule-a `key`']);
});

describe("flint's configuration", () => {
	const text = 'suppressions:\n  - rule: rule-a\n    reason: x\n';
	const config = (more: { readonly file?: string; readonly option?: string }): FlintConfig => ({
		...defaultConfig,
		source: { path: 'flint.config.yaml', text },
		suppressions: [{ rule: 'rule-a', reason: 'x', range: { start: 26, end: 32 }, ...more }],
	});

	test.each([[{}], [{ file: 'x.yaml' }], [{ file: '*.yaml', option: 'some.option' }]])('suppresses with %j', (more) => {
		expect(leftOf('key: 1\n', [['rule-a', 'key']], config(more))).toEqual([]);
	});

	test.each([[{ file: 'y.yaml' }], [{ option: 'other.option' }]])('does not with %j, and says that it is unused', (more) => {
		const document = documentOf('x.yaml', 'key: 1\n');
		const { findings } = apply(document, [['rule-a', 'key']], config(more));
		expect(findings).toMatchObject([
			{ rule: 'rule-a' },
			{ rule: 'suppression-unused', at: { file: 'flint.config.yaml', range: { start: 26, end: 32 } } },
		]);
	});
});

test('a hundred thousand of them say nothing where they match nothing', () => {
	const text = '# flint-ignore-next-line rule-a -- x\n'.repeat(100_000);
	const { findings } = apply(documentOf('x.yaml', `${text}key: 1\n`), [['rule-a', 'key']]);
	expect(findings).toEqual([]);
});
