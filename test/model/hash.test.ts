import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hash64 } from '../../src/model/hash.ts';

test('a hash is sixteen hexadecimal digits and the same for the same text', () => {
	expect(hash64('')).toMatch(/^[0-9a-f]{16}$/);
	expect(hash64('["min-pause-not-set",["orders"],null,null]#1')).toBe(hash64('["min-pause-not-set",["orders"],null,null]#1'));
	fc.assert(fc.property(fc.string(), (text) => /^[0-9a-f]{16}$/.test(hash64(text))));
});

test('a million names that hardly differ get a million hashes', () => {
	const seen = new Set<string>();
	for (let ordinal = 0; ordinal < 1_000_000; ordinal++) seen.add(hash64(`["state-without-ttl",["orders"],null,"count"]#${ordinal}`));
	expect(seen.size).toBe(1_000_000);
});

test('each half differs too, as often as chance has it', () => {
	const halves = [new Set<string>(), new Set<string>()];
	for (let ordinal = 0; ordinal < 50_000; ordinal++) {
		const hash = hash64(`rule #${ordinal}`);
		halves[0]?.add(hash.slice(0, 8));
		halves[1]?.add(hash.slice(8));
	}
	// Of 50,000 words of 32 bits, 0.3 are expected to meet another.
	for (const half of halves) expect(half.size).toBeGreaterThan(49_990);
});
