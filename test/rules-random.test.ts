import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rules } from '../src/rules/index.ts';
import { ruleCases } from './harness/case.ts';
import { expectSoundFixes } from './harness/invariants.ts';

// Random documents with random rule sets keep what style.md lists: the lines of all rules' cases, shuffled together.

const CASES = [...ruleCases().values()].flat();
const linesOf = (name: string): readonly string[] => [
	...new Set(
		CASES.flatMap(({ files }) => Object.entries(files))
			.filter(([path]) => path.endsWith(name))
			.flatMap(([, text]) => text.split('\n'))
			.filter((line) => !line.includes('flint-ignore')),
	),
];
const LEGACY = linesOf('flink-conf.yaml');
/** Flat lines only: shuffled nested ones are no YAML. */
const FLAT = linesOf('config.yaml').filter((line) => /^[a-z][\w.-]*: \S/.test(line));
const VERSION = fc.constantFrom('', "flinkVersion: '1.18'\n", "flinkVersion: '1.20'\n", "flinkVersion: '2.1'\n");
const RULES = fc.option(
	fc.subarray(
		rules.map(({ meta }) => meta.name),
		{ minLength: 1 },
	),
	{ nil: undefined },
);

const layouts = fc.record({ eol: fc.constantFrom('\n', '\r\n'), last: fc.boolean() });

async function holds(
	path: string,
	lines: readonly string[],
	layout: { eol: string; last: boolean },
	version: string,
	only: readonly string[] | undefined,
) {
	const text = lines.join(layout.eol) + (layout.last ? layout.eol : '');
	const files = version === '' ? { [path]: text } : { [path]: text, 'flint.config.yaml': version };
	for (const unsafe of [false, true]) await expectSoundFixes(files, unsafe, only);
}

test('random flink-conf.yaml files', { timeout: 120_000 }, async () => {
	const lines = fc.array(fc.constantFrom(...LEGACY), { maxLength: 14 });
	await fc.assert(
		fc.asyncProperty(lines, layouts, VERSION, RULES, (...args) => holds('conf/flink-conf.yaml', ...args)),
		{ numRuns: 150 },
	);
});

test('random config.yaml files', { timeout: 120_000 }, async () => {
	const lines = fc.uniqueArray(fc.constantFrom(...FLAT), { maxLength: 14, selector: (line) => line.split(':')[0] });
	await fc.assert(
		fc.asyncProperty(lines, layouts, VERSION, RULES, (...args) => holds('conf/config.yaml', ...args)),
		{ numRuns: 150 },
	);
});

test('there are lines to shuffle', () => {
	expect([LEGACY.length > 100, FLAT.length > 50]).toEqual([true, true]);
});
