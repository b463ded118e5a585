import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseMavenPom } from '../../../src/parsers/build/maven-pom.ts';

const pom = (inner: string) =>
	`<?xml version="1.0"?>\n<!-- flint: a comment -->\n<project xmlns="http://maven.apache.org/POM/4.0.0">\n${inner}\n</project>\n`;
const dependency = (group: string, artifact: string, version: string) =>
	`<dependency><groupId>${group}</groupId><artifactId>${artifact}</artifactId><version>${version}</version></dependency>`;
const read = (inner: string) => {
	const text = pom(inner);
	const document = parseMavenPom('pom.xml', text);
	const range = document.claims.flinkVersion?.range;
	return { document, claims: document.claims, versionText: range === undefined ? undefined : text.slice(range.start, range.end) };
};

describe('the Flink version', () => {
	test('comes through properties, and its place is where it is written', () => {
		const { claims, versionText } =
			read(`<properties><flink.line>1.20</flink.line><flink.version>\${flink.line}.1</flink.version></properties>
			<dependencies>${dependency('org.apache.flink', 'flink-streaming-java', `\${flink.version}`)}</dependencies>`);
		expect(claims.flinkVersion?.version).toBe('1.20');
		expect(versionText).toBe(`\${flink.line}.1`);
	});

	test('is not read from a connector', () => {
		const { claims } = read(`<dependencies>${dependency('org.apache.flink', 'flink-connector-kafka', '3.3.0-1.19')}
			${dependency('org.apache.flink', 'flink-clients_2.12', '1.13.6')}</dependencies>`);
		expect(claims.flinkVersion?.version).toBe('1.13');
	});

	test('comes from dependency management, or from a property where no artifact tells it', () => {
		expect(
			read(
				`<dependencyManagement><dependencies>${dependency('org.apache.flink', 'flink-core', '2.0.0')}</dependencies></dependencyManagement>`,
			).claims.flinkVersion?.version,
		).toBe('2.0');
		const { claims, versionText } = read('<properties><flink.version>1.18.1</flink.version></properties>');
		expect(claims.flinkVersion?.version).toBe('1.18');
		expect(versionText).toBe('1.18.1');
	});

	test('is unknown where the property stands in another file', () => {
		expect(
			read(`<dependencies>${dependency('org.apache.flink', 'flink-core', `\${flink.version}`)}</dependencies>`).claims.flinkVersion,
		).toBeUndefined();
	});

	test('is not read from a comment', () => {
		expect(read(`<!-- <properties><flink.version>1.18.1</flink.version></properties> -->`).claims.flinkVersion).toBeUndefined();
	});
});

test('the artifact, Managed Flink and the main class of the shaded jar are claimed', () => {
	const { claims } = read(`<parent><artifactId>all-jobs</artifactId></parent><artifactId>orders</artifactId>
		<properties><main>com.acme.Orders</main></properties>
		<dependencies>${dependency('com.amazonaws', 'aws-kinesisanalytics-runtime', '1.2.0')}</dependencies>
		<build><plugins>
		<plugin><artifactId>maven-jar-plugin</artifactId><configuration><archive><manifest><mainClass>com.acme.Other</mainClass></manifest></archive></configuration></plugin>
		<plugin><artifactId>maven-shade-plugin</artifactId><configuration><transformers><transformer implementation="x>y"><mainClass>\${main}</mainClass></transformer></transformers></configuration></plugin>
		</plugins></build>`);
	expect(claims).toMatchObject({ name: 'orders', platform: 'msf', entryClass: 'com.acme.Orders' });
});

test.each([
	['<project><a></project>', '`</project>` closes `<a>`', 12],
	['<project><a>', '`<a>` is never closed', 10],
	['<project></project></x>', '`</x>` closes nothing', 19],
	['<project>< a></project>', 'this is no XML tag', 9],
	['<project><!-- ', '`-->` is missing', 9],
	['', 'this file holds no XML element', 0],
])('%j is a problem: %s', (text, message, start) => {
	const [problem] = parseMavenPom('pom.xml', text).problems;
	expect(problem?.message).toBe(message);
	expect(problem?.range.start).toBe(start);
});

test('a whole file has no problem, and an offset leads to its innermost element', () => {
	const { document } = read('<a>\n<b>text &amp; more</b></a>');
	expect(document.problems).toEqual([]);
	expect(document.comments.map((comment) => comment.text)).toEqual(['flint: a comment']);
	const range = document.statementAt(document.text.indexOf('text'));
	expect(document.text.slice(range.start, range.end)).toBe('<b>text &amp; more</b>');
});

test('deep and long files are read', () => {
	const deep = '<a>'.repeat(200_000) + '</b>'.repeat(200_000) + '</a>'.repeat(200_000);
	parseMavenPom('pom.xml', deep);
	parseMavenPom('pom.xml', `<p ${'x'.repeat(5_000_000)}`);
	parseMavenPom('pom.xml', '<'.repeat(2_000_000));
});

test('any text is read without throwing', () => {
	const piece = fc.constantFrom(
		'<project>',
		'</project>',
		'<a b="c">',
		'<a/>',
		'</a>',
		'<!--',
		'-->',
		'<![CDATA[',
		']]>',
		`\${x}`,
		'<',
		'>',
		'"',
		'&amp;',
		'text',
		'😀',
		'<?xml',
		'?>',
		'<!DOCTYPE',
		'[',
		']',
	);
	fc.assert(
		fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
			const document = parseMavenPom('pom.xml', pieces.join(''));
			for (const problem of document.problems) expect(problem.range.start).toBeLessThanOrEqual(problem.range.end);
		}),
	);
});
