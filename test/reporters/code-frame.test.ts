import { expect, test } from 'vitest';
import { numberWidthOf } from '../../src/reporters/layout/code-frame.ts';

test('line numbers are as wide as the largest one', () => {
	expect(numberWidthOf([7, 120, 9])).toBe(3);
});

test('a finding may have more marks than a call takes arguments', () => {
	expect(numberWidthOf(Array.from({ length: 500_000 }, (_, index) => index))).toBe(6);
});
