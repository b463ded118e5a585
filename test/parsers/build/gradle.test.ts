import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseGradle } from '../../../src/parsers/build/gradle.ts';

const read = (text: string) => {
	const { claims } = parseGradle('build.gradle', text);
	const range = claims.flinkVersion?.range;
	return { version: claims.flinkVersion?.version, written: range === undefined ? undefined : text.slice(range.start, range.end), claims };
};

test.each([
	[
		'ext {\n  flinkVersion = \'1.20.1\'\n}\ndependencies { implementation "org.apache.flink:flink-streaming-java:$flinkVersion" }',
		'1.20',
		'1.20.1',
	],
	[`val flinkVersion = "1.19.0"\ndependencies { compileOnly("org.apache.flink:flink-clients:\${flinkVersion}") }`, '1.19', '1.19.0'],
	['dependencies { compileOnly("org.apache.flink:flink-clients_2.12:1.13.6") }', '1.13', 'org.apache.flink:flink-clients_2.12:1.13.6'],
	['dependencies { compileOnly("org.apache.flink:flink-connector-kafka:3.3.0-1.19") }', undefined, undefined],
	['// flinkVersion = "1.20.1"', undefined, undefined],
	['/* flinkVersion = "1.20.1" */', undefined, undefined],
	["def flink_version = '1.18.1'", '1.18', '1.18.1'],
	['extra["flinkVersion"] = "2.0.0"', '2.0', '2.0.0'],
])('%s', (text, version, written) => {
	expect(read(text)).toMatchObject({ version, written });
});

test('Managed Flink and the entry class are claimed', () => {
	const { claims } = read(
		"mainClassName = 'com.acme.Job'\ndependencies { implementation 'com.amazonaws:aws-kinesisanalytics-runtime:1.2.0' }",
	);
	expect(claims).toMatchObject({ platform: 'msf', entryClass: 'com.acme.Job' });
});

test('the statement at an offset is its line, and line comments are kept', () => {
	const text = 'plugins { }\r\nversion = "1" // note\r\n';
	const document = parseGradle('build.gradle', text);
	const range = document.statementAt(text.indexOf('"1"'));
	expect(text.slice(range.start, range.end)).toBe('version = "1" // note');
	expect(document.comments.map((comment) => comment.text)).toEqual(['note']);
});

test('any text is read without throwing', () => {
	fc.assert(
		fc.property(
			fc.array(fc.constantFrom('"', "'", '\\', '//', '/*', '*/', '\n', 'flinkVersion', ' = ', '1.20', '$', '😀')),
			(pieces) => void parseGradle('b', pieces.join('')),
		),
	);
});
