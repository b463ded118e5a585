import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { rules } from '../src/rules/index.ts';
import { ruleCases } from './harness/case.ts';
import { SHARDS } from './harness/judge.ts';

// The cases themselves are judged in test/rules-judged, a share of the rules in each file.

it('has no cases for rules that do not exist', () => {
	const names = rules.map(({ meta }) => meta.name);
	expect([...ruleCases().keys()].filter((name) => !names.includes(name))).toEqual([]);
});

it('judges every share of the rules', () => {
	expect(readdirSync(join(import.meta.dirname, 'rules-judged'))).toHaveLength(SHARDS);
});
