import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { gradleEditor } from '../../../src/fixers/build/gradle-editor.ts';
import { mavenPomEditor } from '../../../src/fixers/build/maven-pom-editor.ts';
import type { Editor } from '../../../src/fixers/editor.ts';
import type { Parse } from '../../../src/model/document.ts';
import { parseGradle } from '../../../src/parsers/build/gradle.ts';
import { parseMavenPom } from '../../../src/parsers/build/maven-pom.ts';
import { applyEdits } from '../text-edits.ts';

/** The text after an artifact was given a version; undefined where the editor refuses. */
function written(editor: Editor, parse: Parse, path: string, text: string, coordinates: string): string | undefined {
	const [group = '', artifact = '', version = ''] = coordinates.split(':');
	const edits = editor.setDependency?.(parse(path, text), { group, artifact, version });
	return edits === undefined ? undefined : applyEdits(text, edits);
}
const pom = (text: string, coordinates: string) => written(mavenPomEditor, parseMavenPom, 'pom.xml', text, coordinates);
const gradle = (text: string, coordinates: string) => written(gradleEditor, parseGradle, 'build.gradle', text, coordinates);

const FLINK = 'org.apache.flink:flink-streaming-java:2.0.2';
const dependency = (artifact: string, version: string, group = 'org.apache.flink') =>
	`<dependency><groupId>${group}</groupId><artifactId>${artifact}</artifactId>${version === '' ? '' : `<version>${version}</version>`}</dependency>`;
const project = (dependencies: string, properties = '', more = '') =>
	`<project>\n<properties>${properties}</properties><!-- <version>1.18.1</version> -->\n<dependencies>${dependencies}</dependencies>\n${more}</project>\n`;

describe('a version in a pom.xml', () => {
	test('is written where the dependency states it', () => {
		const text = project(`${dependency('flink-streaming-java', ' 1.20.1 ')}${dependency('flink-clients', '1.20.1')}`);
		expect(pom(text, FLINK)).toBe(text.replace(' 1.20.1 ', ' 2.0.2 '));
	});

	test('is written into the property that it names, through another property', () => {
		const text = project(
			`${dependency('flink-streaming-java', `\${flink.version}`)}${dependency('flink-clients', `\${flink.version}`)}`,
			`<flink.version>\${base}</flink.version><base>1.20.1</base>`,
		);
		expect(pom(text, FLINK)).toBe(text.replace('<base>1.20.1', '<base>2.0.2'));
	});

	test('is written into dependencyManagement where the dependency has none', () => {
		const managed = `<dependencyManagement><dependencies>${dependency('flink-streaming-java', '1.20.1')}</dependencies></dependencyManagement>`;
		const text = project(dependency('flink-streaming-java', ''), '', managed);
		expect(pom(text, FLINK)).toBe(
			text.replace(
				'<version>1.20.1</version></dependency></dependencies></dependencyM',
				'<version>2.0.2</version></dependency></dependencies></dependencyM',
			),
		);
	});

	test('leaves a property alone that artifacts of another release use too', () => {
		const text = project(`${dependency('flink-streaming-java', `\${v}`)}${dependency('flink-connector-kafka', `\${v}`)}`, '<v>1.16.3</v>');
		expect(pom(text, FLINK)).toBe(text.replace(`\${v}`, '2.0.2'));
		const connector = 'org.apache.flink:flink-connector-kafka:4.0.0-2.0';
		expect(pom(text, connector)).toBe(text.replace(`kafka</artifactId><version>\${v}`, 'kafka</artifactId><version>4.0.0-2.0'));
	});

	test('finds an artifact by its name with a Scala version, and replaces a composed version as a whole', () => {
		const text = project(dependency(`flink-streaming-java_\${scala}`, `1.14.\${patch}`), '<scala>2.12</scala><patch>6</patch>');
		expect(pom(text, FLINK)).toBe(text.replace(`1.14.\${patch}`, '2.0.2'));
		const parents = project(dependency(`flink-streaming-java_\${scala}`, '1.14.6'));
		expect(pom(parents, FLINK)).toBe(parents.replace('1.14.6', '2.0.2'));
	});

	test.each([
		['the version comes from a parent or a BOM', project(dependency('flink-streaming-java', ''))],
		['the artifact is not there', project(dependency('flink-clients', '1.20.1'))],
		['the property is in another file', project(dependency('flink-streaming-java', `\${flink.version}`))],
		[
			'profiles give the property other values',
			project(
				dependency('flink-streaming-java', `\${v}`),
				'<v>1.20.1</v>',
				'<profiles><profile><properties><v>1.18.1</v></properties></profile></profiles>',
			),
		],
		[
			'profiles give the artifact other versions',
			project(
				dependency('flink-streaming-java', '1.20.1'),
				'',
				`<profiles><profile><dependencies>${dependency('flink-streaming-java', '1.18.1')}</dependencies></profile></profiles>`,
			),
		],
		['a comment stands in the version', project(dependency('flink-streaming-java', '1.20<!-- x -->.1'))],
		[
			'only a plugin has it',
			project(
				'',
				'',
				`<build><plugins><plugin><dependencies>${dependency('flink-streaming-java', '1.20.1')}</dependencies></plugin></plugins></build>`,
			),
		],
	])('is refused where %s', (_, text) => {
		expect(pom(text, FLINK)).toBeUndefined();
	});

	test('is refused where it is no version', () => {
		const text = project(dependency('flink-streaming-java', '1.20.1'));
		expect(pom(text, 'org.apache.flink:flink-streaming-java:</version>')).toBeUndefined();
		expect(pom(text, 'org.apache.flink:flink-streaming-java:')).toBeUndefined();
	});

	test('keeps CRLF, a BOM and comments, and a second time changes nothing', () => {
		const text = `\uFEFF${project(`<!-- core -->${dependency('flink-streaming-java', '1.20.1')}`)}`.replaceAll('\n', '\r\n');
		const after = pom(text, FLINK) ?? '';
		expect(after).toBe(text.replace('>1.20.1<', '>2.0.2<'));
		expect(pom(after, FLINK)).toBe(after);
	});
});

describe('a version in a Gradle build', () => {
	test.each([
		["implementation 'org.apache.flink:flink-streaming-java:1.20.1'", "implementation 'org.apache.flink:flink-streaming-java:2.0.2'"],
		[
			'implementation("org.apache.flink:flink-streaming-java_2.12:1.14.6:tests@jar") // 1.14.6',
			'implementation("org.apache.flink:flink-streaming-java_2.12:2.0.2:tests@jar") // 1.14.6',
		],
		[
			`ext { flinkVersion = '1.20.1' }\nimplementation "org.apache.flink:flink-streaming-java:$flinkVersion"\nimplementation "org.apache.flink:flink-clients:$flinkVersion"`,
			`ext { flinkVersion = '2.0.2' }\nimplementation "org.apache.flink:flink-streaming-java:$flinkVersion"\nimplementation "org.apache.flink:flink-clients:$flinkVersion"`,
		],
		[
			`val versions = mapOf("flink" to "x")\nval flink = "1.20.1"\nimplementation("org.apache.flink:flink-streaming-java:\${flink}")`,
			`val versions = mapOf("flink" to "x")\nval flink = "2.0.2"\nimplementation("org.apache.flink:flink-streaming-java:\${flink}")`,
		],
		[
			`v = '1.16.3'\nimplementation "org.apache.flink:flink-streaming-java:$v"\nimplementation "org.apache.flink:flink-connector-kafka:$v"`,
			`v = '1.16.3'\nimplementation "org.apache.flink:flink-streaming-java:2.0.2"\nimplementation "org.apache.flink:flink-connector-kafka:$v"`,
		],
		[
			`implementation "org.apache.flink:flink-streaming-java_\${scala}:1.14.$patch"`,
			`implementation "org.apache.flink:flink-streaming-java_\${scala}:2.0.2"`,
		],
	])('%s', (text, expected) => {
		expect(gradle(text, FLINK)).toBe(expected);
		expect(gradle(expected, FLINK)).toBe(expected);
	});

	test.each([
		['// implementation "org.apache.flink:flink-streaming-java:1.20.1"'],
		['implementation libs.flink.streaming'],
		['implementation "org.apache.flink:flink-streaming-java:$flinkVersion"'],
		['implementation group: "org.apache.flink", name: "flink-streaming-java", version: "1.20.1"'],
		[`v = '1.20.1'\nif (old) v = '1.18.1'\nimplementation "org.apache.flink:flink-streaming-java:$v"`],
		[`v = '1.20.1'\nv = project.property('v')\nimplementation "org.apache.flink:flink-streaming-java:$v"`],
		[`implementation 'org.apache.flink:flink-streaming-java:$v'\nv = '1.20.1'`],
		[`implementation 'org.apache.flink:flink-streaming-java:1.20.1'\ntest 'org.apache.flink:flink-streaming-java:1.18.1'`],
	])('is refused in %s', (text) => {
		expect(gradle(text, FLINK)).toBeUndefined();
	});
});

describe('random builds', () => {
	const version = fc.stringMatching(/^[1-9]\.\d{1,2}\.\d(?:-SNAPSHOT)?$/);
	const gap = fc.constantFrom('', ' ', '\n\t', '\r\n', ' <!-- v --> ');

	it('change in nothing but the version, once', () => {
		fc.assert(
			fc.property(
				version,
				version,
				version,
				fc.array(gap, { minLength: 4, maxLength: 4 }),
				fc.boolean(),
				(old, other, fresh, gaps, named) => {
					const [a = '', b = '', c = '', d = ''] = gaps;
					const text = `${a}<project>${b}<properties><p>${old}</p></properties><dependencies>${dependency('flink-core', other, 'com.acme')}${c}${dependency('flink-core', named ? `\${p}` : old)}${d}</dependencies></project>`;
					const after = pom(text, `org.apache.flink:flink-core:${fresh}`);
					const [before, behind] = named
						? ['<p>', '</p>']
						: ['org.apache.flink</groupId><artifactId>flink-core</artifactId><version>', '</version>'];
					expect(after).toBe(text.replace(`${before}${old}${behind}`, `${before}${fresh}${behind}`));
					expect(pom(after ?? '', `org.apache.flink:flink-core:${fresh}`)).toBe(after);
				},
			),
		);
	});

	it('of any text are survived', () => {
		fc.assert(
			fc.property(
				fc.string({ unit: fc.constantFrom('<', '>', '/', '$', '{', '}', '"', "'", ':', 'a', '\n', 'dependency', 'org.apache.flink:a:1') }),
				(text) => {
					pom(text, FLINK);
					gradle(text, 'org.apache.flink:a:2');
				},
			),
		);
	});
});
