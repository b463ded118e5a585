// biome-ignore-all lint/suspicious/noTemplateCurlyInString: shell templates are what these tests are about
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isSensitiveKey } from '../../../src/model/secret.ts';
import { readValue, templateIn } from '../../../src/model/syntax/value-syntax.ts';
import { formatValue, type OptionType, type TypedValue } from '../../../src/model/value.ts';

describe('values', () => {
	it.each<[OptionType, string, TypedValue]>([
		['duration', '15sec', { type: 'duration', ms: 15_000 }],
		['duration', '10 SECONDS', { type: 'duration', ms: 10_000 }],
		['duration', '5 MINUTE', { type: 'duration', ms: 300_000 }],
		['duration', '60000', { type: 'duration', ms: 60_000 }],
		['duration', '1500 micro', { type: 'duration', ms: 1.5 }],
		['memory', '1600Mb', { type: 'memory', bytes: 1_677_721_600 }],
		['memory', '8G', { type: 'memory', bytes: 8 * 2 ** 30 }],
		['boolean', 'TRUE', { type: 'boolean', value: true }],
		['int', '-3', { type: 'number', value: -3 }],
		['double', '0.1f', { type: 'number', value: 0.1 }],
		['list', "a;'b;c'", { type: 'list', items: ['a', 'b;c'] }],
		['map', 'a:1,b:2', { type: 'map', entries: { a: '1', b: '2' } }],
		['string', ' x ', { type: 'text', value: ' x ' }],
	])('%s %j', (type, text, value) => expect(readValue(type, text)).toEqual({ kind: 'known', value, text }));

	it.each<[OptionType, string, string]>([
		['duration', '10 sekunden', '`sekunden` is no time unit that Flink knows (d, h, min, s, ms and their long names)'],
		['duration', '1.5 s', '`1.5 s` is no whole number, and Flink reads no fractions of a unit'],
		['duration', 'PT10M', 'ISO-8601 durations are read only from Flink 2.1 on: write a number and a unit'],
		['duration', '-1 s', 'a duration starts with a number'],
		['memory', '1024ßm', '`ßm` is no memory unit that Flink knows (b, k, m, g, t, also as kb … tb)'],
		['memory', '1Gi', '`gi` is no memory unit that Flink knows (b, k, m, g, t, also as kb … tb)'],
		['boolean', 'yes', 'a boolean is `true` or `false`'],
		['int', '99999999999', 'it does not fit into 32 bits (-2147483648 to 2147483647)'],
		['int', '60_000', 'Flink reads no underscores in numbers'],
		['int', 'ten', 'it is no whole number'],
		['map', 'a=1', '`a=1` is no `key:value` pair'],
		['list', "'a", 'a quote in it is not closed'],
	])('%s %j is invalid', (type, text, why) => expect(readValue(type, text)).toEqual({ kind: 'invalid', text, why }));

	it('reads enums without case, but not hyphens for underscores', () => {
		const enumValues = ['EXACTLY_ONCE', 'AT_LEAST_ONCE'];
		expect(readValue('enum', 'exactly_once', { enumValues })).toMatchObject({
			kind: 'known',
			value: { type: 'enum', value: 'EXACTLY_ONCE' },
		});
		expect(readValue('enum', 'exactly-once', { enumValues })).toMatchObject({
			kind: 'invalid',
			why: 'it is none of `EXACTLY_ONCE`, `AT_LEAST_ONCE`',
		});
	});

	it('reads what the version reads', () => {
		expect(readValue('duration', '10m', { version: '1.14' }).kind).toBe('invalid');
		expect(readValue('duration', '10m', { version: '1.15' }).kind).toBe('known');
		expect(readValue('duration', 'PT10M', { version: '2.0' }).kind).toBe('invalid');
		expect(readValue('duration', 'PT10M', { version: '2.1' })).toMatchObject({ kind: 'known', value: { ms: 600_000 } });
	});

	it.each([
		['${A}', undefined],
		['${A:-60 s}', '60 s'],
		['"${A:-60 s}"', '60 s'],
		['x-${A:-1}', undefined],
		['$A', undefined],
		['{{ a }}', undefined],
		['<bucket>', undefined],
	])('%s is templated', (text, fallback) => expect(templateIn(text)?.fallback).toBe(fallback));

	it.each(['a$', '50%', 'a@b.c', '{a: 1}', '<host>.taskmanager.<tm_id>', '[a]', '#1', '%d{HH:mm}'])('%s is not', (text) =>
		expect(templateIn(text)).toBeUndefined(),
	);

	it('reads back what it formats', () => {
		const typed = fc.oneof(
			fc.nat({ max: 1e12 }).map((ms): [OptionType, TypedValue] => ['duration', { type: 'duration', ms }]),
			fc.nat({ max: 2 ** 50 }).map((bytes): [OptionType, TypedValue] => ['memory', { type: 'memory', bytes }]),
			fc.boolean().map((value): [OptionType, TypedValue] => ['boolean', { type: 'boolean', value }]),
			fc.integer().map((value): [OptionType, TypedValue] => ['long', { type: 'number', value }]),
		);
		fc.assert(
			fc.property(typed, ([type, value]) => {
				expect(readValue(type, formatValue(value))).toMatchObject({ kind: 'known', value });
			}),
		);
	});

	it('never throws, whatever its length', () => {
		const types: readonly OptionType[] = ['duration', 'memory', 'boolean', 'int', 'long', 'float', 'double', 'string', 'list', 'map'];
		fc.assert(
			fc.property(fc.constantFrom(...types), fc.string({ unit: 'binary' }), (type, text) => {
				expect(readValue(type, text)).toHaveProperty('kind');
			}),
		);
		for (const type of types)
			for (const piece of ['9', "'", '${', '__A', '%a', '<', ' ', '@a', 'a:1,', '{{', '$(', '<%']) readValue(type, piece.repeat(200_000));
	});
});

describe('secrets', () => {
	it.each(['s3.secret-key', 'my.password', 'fs.azure.account.key.x', 'security.kerberos.login.TOKEN', 'metrics.reporter.x.apikey'])(
		'%s is one',
		(key) => expect(isSensitiveKey(key)).toBe(true),
	);
	it.each([
		'parallelism.default',
		'kubernetes.secrets',
		'kubernetes.env.secretKeyRef',
		'security.delegation.tokens.enabled',
		'security.kerberos.fetch.delegation-token',
	])('%s is none', (key) => expect(isSensitiveKey(key)).toBe(false));
	it('hides no durations', () => expect(isSensitiveKey('security.delegation.tokens.renewal.retry.backoff', 'duration')).toBe(false));
});
