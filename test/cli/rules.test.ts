import { describe, expect, test } from 'vitest';
import { ruleNames } from '../../src/engine/rule-names.ts';
import { rulesShape } from '../../src/reporters/rules/json-schema.ts';
import { folderWith } from '../workspace/project.ts';
import { flint } from './flint.ts';

const root = folderWith({});
const listed = async (...argv: readonly string[]): Promise<readonly Record<string, unknown>[]> => {
	const { code, out, err } = await flint(root, ['rules', '--format', 'json', ...argv]);
	expect([code, err]).toEqual([0, '']);
	return rulesShape.parse(JSON.parse(out)).rules;
};

describe('as text', () => {
	test('summaries stand below where there is no room beside', async () => {
		const { out } = await flint(root, ['rules', '--category', 'restart']);
		expect(out).toMatch(/^rule +severity +fix +category\n/);
		expect(out).toMatch(/\nrestart-strategy-none +error +unsafe +restart\n {4}The first failure ends the job\.\n/);
		expect(out).toMatch(/\n\n\d+ rules?; `flint explain RULE` says more\n$/);
	});

	test('and beside where there is', async () => {
		const { out } = await flint(root, ['rules', '--color', 'never'], { terminal: 140 });
		expect(out).toMatch(/^rule +severity +fix +category +what it finds\n/);
		expect(out).toMatch(/\nmin-pause-not-set +warning +safe, unsafe +checkpointing +No pause is kept between checkpoints\.\n/);
		expect(out.split('\n').filter((line) => line.length > 140)).toEqual([]);
	});
});

test('as JSON, every rule once', async () => {
	const rules = await listed();
	expect(rules.map(({ name }) => name).sort()).toEqual([...ruleNames].sort());
	expect(rules.find(({ name }) => name === 'min-pause-not-set')).toMatchObject({
		severity: 'warning',
		category: 'checkpointing',
		fixes: ['safe', 'unsafe'],
		flinkVersions: { from: null, to: null },
		summary: 'No pause is kept between checkpoints.',
		options: ['execution.checkpointing.min-pause'],
		page: 'https://github.com/flink-flint/flint/blob/v0.1.0/docs/rules/min-pause-not-set.md',
	});
});

test('filtered', async () => {
	expect(new Set((await listed('--category', 'managed-flink')).map(({ category }) => category))).toEqual(new Set(['managed-flink']));
	expect(new Set((await listed('--severity', 'error')).map(({ severity }) => severity))).toEqual(new Set(['error']));
	expect((await listed('--fixable')).filter(({ fixes }) => Array.isArray(fixes) && fixes.length === 0)).toEqual([]);
	expect((await listed('--fixable')).length).toBeLessThan((await listed()).length);
	expect((await flint(root, ['rules', '--category', 'meta', '--fixable'])).out).toBe('no rule is like that\n');
	expect((await flint(root, ['rules', '--category', 'none'])).code).toBe(2);
});
