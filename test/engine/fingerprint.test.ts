import fc from 'fast-check';
import { expect, test } from 'vitest';
import { byPlace, type Unmarked, withFingerprints } from '../../src/engine/fingerprint.ts';

const finding = fc.record({
	rule: fc.constantFrom('rule-a', 'rule-b'),
	applications: fc.constantFrom(['orders'], ['orders', 'payments'], []),
	option: fc.constantFrom('option.a', 'option.b'),
	start: fc.nat(50),
});

const made = fc.array(finding).map((all): Unmarked[] =>
	all.map(({ start, ...rest }) => ({
		...rest,
		severity: 'info',
		message: { what: '', why: '', do: '' },
		related: [],
		at: { file: 'a.yaml', range: { start, end: start + 1 } },
	})),
);

test('fingerprints are unique in a report', () => {
	fc.assert(
		fc.property(made, (findings) => {
			const marks = withFingerprints(findings).map(({ fingerprint }) => fingerprint);
			expect(new Set(marks).size).toBe(marks.length);
			for (const mark of marks) expect(mark).toMatch(/^[0-9a-f]{16}$/);
		}),
	);
});

test('moved lines and a renamed file leave them alone', () => {
	fc.assert(
		fc.property(made, fc.nat(1000), (findings, by) => {
			const moved = findings.map((one) => ({
				...one,
				at: { file: 'b.yaml', range: { start: one.at.range.start + by, end: one.at.range.end + by } },
			}));
			expect(withFingerprints(moved).map((one) => one.fingerprint)).toEqual(withFingerprints(findings).map((one) => one.fingerprint));
		}),
	);
});

test('they are the same from run to run', () => {
	const [one] = withFingerprints([
		{
			rule: 'min-pause-not-set',
			severity: 'warning',
			message: { what: '', why: '', do: '' },
			applications: ['orders'],
			related: [],
			option: 'execution.checkpointing.min-pause',
			at: { file: 'a.yaml', range: { start: 0, end: 1 } },
		},
	]);
	expect(one?.fingerprint).toMatchInlineSnapshot(`"1c4803c5c32fd2fe"`);
});

test('reports are ordered by file and place', () => {
	fc.assert(
		fc.property(made, (findings) => {
			const starts = findings.toSorted(byPlace).map(({ at }) => at.range.start);
			expect(starts).toEqual(starts.toSorted((a, b) => a - b));
		}),
	);
});
