import fc from 'fast-check';
import { expect, it } from 'vitest';
import { secretLines } from '../../../src/parsers/keys/secret-lines.ts';

const found = (text: string, known: readonly { start: number; end: number }[] = []): readonly string[] =>
	secretLines('flink-conf', text, known).map(({ start, end }) => text.slice(start, end));

it.each([
	['# s3.secret-key: abc def\n', ['abc def']],
	['#- s3.secret-key=abc\n', ['abc']],
	['    "db.password" : "x y"\r\n', ['"x y"']],
	['ENV DB_PASSWORD=abc\n', ['abc']],
	['s3.secret-key:\n', []],
	['secret: |\n  text\n', []],
	['security.delegation.tokens.enabled: false\n', []],
	['parallelism.default: 4\n', []],
])('finds the value in %j', (text, values) => expect(found(text)).toEqual(values));

it('passes over what is known', () => expect(found('s3.secret-key: abc\n', [{ start: 15, end: 18 }])).toEqual([]));

it('says nothing of programs', () => expect(secretLines('java', 'password = "abc";', [])).toEqual([]));

it('reads rulers, long words and long lines in one go', () => {
	const long = 50_000;
	for (const ruler of ['#', '-', '# ', '-#\t', '"', 'password', '.', ': ', '= '])
		expect(found(`${ruler.repeat(long)}\n`).length).toBeLessThan(2);
});

it('finds ordered ranges within the lines', () => {
	const line = fc.stringMatching(/^[#\- ]{0,4}(?:s3\.secret-key|db\.password|plain)[:= ]{1,3}[a-z# ]{0,12}$/);
	fc.assert(
		fc.property(fc.array(line, { maxLength: 20 }), (lines) => {
			const text = lines.join('\n');
			const ranges = secretLines('config-yaml', text, []);
			for (const [index, { start, end }] of ranges.entries()) {
				expect(text.slice(start, end)).toMatch(/^\S(?:[^\n]*\S)?$/);
				expect(start).toBeGreaterThanOrEqual(ranges[index - 1]?.end ?? 0);
			}
		}),
	);
});
