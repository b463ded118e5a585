import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Row, rowLines } from '../../src/reporters/layout/columns.ts';
import { widthOf } from '../../src/reporters/layout/width.ts';

const paint = (text: string): string => text;
const row = (key: string, value: string, origin: string, brief = false): Row => ({ key, value, origin, brief, details: [] });

describe('rows', () => {
	test('stand in three columns where all of them fit', () => {
		const rows = [row('a.b', '1', 'x.yaml:1'), row('a.long.key', 'two words', 'x.yaml:22 setX')];
		expect(rowLines(rows, { width: 60, paint })).toEqual(['  a.b         1          x.yaml:1', '  a.long.key  two words  x.yaml:22 setX']);
	});

	test('else in two, with what is brief beside its value and the rest below', () => {
		const rows = [row('a.b', '1', 'default', true), row('a.long.key', 'two words', `${'long/'.repeat(6)}x.yaml:22 setX`)];
		expect(rowLines(rows, { width: 44, paint })).toEqual([
			'  a.b         1  default',
			'  a.long.key  two words',
			'      long/long/long/long/long/long/x.yaml:22',
			'      setX',
		]);
	});

	test('with details below', () => {
		expect(rowLines([{ ...row('k', 'unknown', 'f:1'), details: ['it is computed'] }], { width: 40, paint })).toEqual([
			'  k  unknown  f:1',
			'      it is computed',
		]);
	});

	test('show control characters of a file as what they are not', () => {
		expect(rowLines([row('k', 'a\u001b[2Jb', 'f:1')], { width: 40, paint })).toEqual(['  k  a\ufffd[2Jb  f:1']);
	});

	test('never lose a word, and never are wider than asked unless a single word is', () => {
		const word = fc.stringMatching(/^[a-z.\u4e00-\u4e10]{1,70}$/);
		const words = fc.array(word, { minLength: 1, maxLength: 6 }).map((parts) => parts.join(' '));
		const rows = fc.array(
			fc.record({ key: word, value: words, origin: words, brief: fc.boolean(), details: fc.array(words, { maxLength: 2 }) }),
			{
				maxLength: 6,
			},
		);
		fc.assert(
			fc.property(rows, fc.integer({ min: 40, max: 160 }), (some, width) => {
				const lines = rowLines(some, { width, paint });
				const said = some.flatMap(({ key, value, origin, details }) => [key, value, origin, ...details]).flatMap((text) => text.split(' '));
				expect(lines.flatMap((line) => line.trim().split(/ +/)).sort()).toEqual(said.sort());
				for (const line of lines) if (line.trim().includes(' ')) expect(widthOf(line)).toBeLessThanOrEqual(width);
			}),
		);
	});
});
