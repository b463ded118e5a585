import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { matcher } from '../../src/config/glob.ts';
import { parseConfig } from '../../src/config/parse.ts';
import { type NewSuppression, patternOf, withSuppressions } from '../../src/config/write-suppressions.ts';

const ONE: NewSuppression = { rule: 'r', file: 'a.json', reason: 'why' };
const ENTRY = '- rule: r\n    file: a.json\n    reason: why\n';

describe('entries go behind those that are there', () => {
	test.each([
		['an empty file', '', `suppressions:\n  ${ENTRY}`],
		['a file of comments', '# hi', `# hi\nsuppressions:\n  ${ENTRY}`],
		['no list', 'platform: msf\n', `platform: msf\nsuppressions:\n  ${ENTRY}`],
		['an empty key', 'suppressions: # none\nplatform: msf\n', `suppressions: # none\n  ${ENTRY}platform: msf\n`],
		['an empty list', 'suppressions: []\nplatform: msf\n', `suppressions:\n  ${ENTRY}platform: msf\n`],
		[
			'a list',
			'suppressions:\n  - rule: x\n    reason: y # z\nplatform: msf\n',
			`suppressions:\n  - rule: x\n    reason: y # z\n  ${ENTRY}platform: msf\n`,
		],
		[
			'a list without indentation',
			'suppressions:\n- rule: x\n  reason: y',
			`suppressions:\n- rule: x\n  reason: y\n${ENTRY.replaceAll('\n    ', '\n  ')}`,
		],
		[
			'a list in braces',
			'suppressions: [{ rule: x, reason: y }]\n',
			'suppressions: [{ rule: x, reason: y }, { rule: "r", file: "a.json", reason: "why" }]\n',
		],
		['CRLF', 'platform: msf\r\n', `platform: msf\r\nsuppressions:\r\n  ${ENTRY.replaceAll('\n', '\r\n')}`],
	])('%s', (_, before, after) => {
		expect(withSuppressions(before, [ONE])).toBe(after);
	});

	test.each([
		['a mapping in braces', '{ platform: msf }'],
		['a text', 'hello'],
		['a value that is no list', 'suppressions: no\n'],
		['a file that does not parse', 'a: "b\n'],
		['a second document', 'platform: msf\n---\nplatform: msf\n'],
	])('%s has no place for them', (_, before) => {
		expect(withSuppressions(before, [ONE])).toBeUndefined();
	});
});

test('whatever a reason and an option hold is read back', () => {
	const word = fc.string({ minLength: 1 }).filter((text) => text.trim() !== '' && !/\p{Cc}/u.test(text));
	const entry = fc.record({ rule: fc.constant('r'), option: word, reason: word.map((text) => text.trim()) });
	const before = fc.constantFrom(
		'',
		'suppressions:\n  - rule: r\n    reason: y\n',
		'suppressions: [{ rule: r, reason: y }]\n',
		'suppressions: []\n',
	);
	fc.assert(
		fc.property(before, fc.array(entry, { minLength: 1, maxLength: 3 }), (text, added) => {
			const after = withSuppressions(text, added);
			expect(after).toBeDefined();
			const { suppressions } = parseConfig({ path: 'flint.config.yaml', text: after ?? '' }, 'flint.config.yaml', ['r']);
			expect(suppressions.slice(-added.length).map(({ rule, option, reason }) => ({ rule, option, reason }))).toEqual(added);
		}),
	);
});

test('the pattern of a file matches that file and no other', () => {
	const name = fc.stringMatching(/^[\w.[\]*?!# ()-]*[\w\]]$/);
	const path = fc
		.array(name, { minLength: 1, maxLength: 3 })
		.map((parts) => parts.join('/'))
		.filter((whole) => !/(^|\/)\.{1,2}(\/|$)/.test(whole));
	fc.assert(
		fc.property(path, path, (own, other) => {
			const matches = matcher([patternOf(own)]);
			expect(matches(own)).toBe(true);
			if (other !== own && !other.startsWith(`${own}/`)) expect(matches(other)).toBe(other.toLowerCase() === own.toLowerCase());
			expect(matches(`deep/${own}`)).toBe(false);
		}),
	);
});
