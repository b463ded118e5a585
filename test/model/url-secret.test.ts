import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { withoutUrlSecrets } from '../../src/model/url-secret.ts';

describe('passwords inside addresses', () => {
	it.each([
		['s3://AKEY:s3cr3t@acme-flink/checkpoints', 's3://AKEY:****@acme-flink/checkpoints'],
		// Nobody encodes the slashes of such a key.
		['s3a://AKEY:ab/cd+ef@acme-flink/checkpoints', 's3a://AKEY:****@acme-flink/checkpoints'],
		['mongodb://app:p@ss:word@db:27017/shop', 'mongodb://app:****@db:27017/shop'],
		['jdbc:mysql://root:toor@mysql:3306/shop?useSSL=false', 'jdbc:mysql://root:****@mysql:3306/shop?useSSL=false'],
		['jdbc:postgresql://db/shop?user=flink&password=hunter2&ssl=true', 'jdbc:postgresql://db/shop?user=flink&password=****&ssl=true'],
		['jdbc:sqlserver://db;user=sa;password=hunter2', 'jdbc:sqlserver://db;user=sa;password=****'],
		['https://hooks.acme.example/x?token=abc', 'https://hooks.acme.example/x?token=****'],
		['one: http://a:b1@c two: http://d:e2@f', 'one: http://a:****@c two: http://d:****@f'],
	])('%s', (text, shown) => expect(withoutUrlSecrets(text, '****')).toBe(shown));
});

describe('addresses without one', () => {
	it.each([
		'http://minio:9000/bucket@2',
		'hdfs://namenode:8020/flink',
		'mongodb://db:27017/a@b:c',
		'jdbc:mysql://root:$MYSQL_PASSWORD@mysql/shop',
		'jdbc:postgresql://db/shop?user=flink&password={{ .Values.password }}',
		'kafka:9092;password',
		'https://acme.example/?passwordless=true',
	])('%s', (text) => expect(withoutUrlSecrets(text, '****')).toBe(text));
});

test('no password survives, wherever its address stands', () => {
	const word = fc.stringMatching(/^[A-Za-z0-9+=!~^-]{4,40}$/);
	fc.assert(
		fc.property(fc.string(), fc.stringMatching(/^[a-z][a-z0-9]{0,8}$/), word, fc.string(), (before, scheme, password, after) => {
			const text = `${before} ${scheme}://user:Q${password}@host/x ${after}`;
			expect(withoutUrlSecrets(text, '****')).toContain(`${scheme}://user:****@host/x `);
		}),
	);
});
