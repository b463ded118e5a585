import { describe, expect, test } from 'vitest';
import { applyEdits, compatible } from '../../src/engine/edits.ts';
import { type Editors, planFix } from '../../src/engine/plan.ts';
import { gradleEditor } from '../../src/fixers/build/gradle-editor.ts';
import { mavenPomEditor } from '../../src/fixers/build/maven-pom-editor.ts';
import { javaEditor } from '../../src/fixers/java/java-editor.ts';
import type { Change } from '../../src/model/change.ts';
import type { Finding, PlannedFix } from '../../src/model/finding.ts';
import { type Files, lintFiles } from '../harness/project.ts';

const editors: Editors = { java: javaEditor, 'maven-pom': mavenPomEditor, gradle: gradleEditor };
const JOB = 'src/main/java/demo/Job.java';
const job = (statements: string) =>
	`package demo;\nimport org.apache.flink.streaming.api.environment.*;\nclass Job {\n\tpublic static void main(String[] args) {\n\t\tStreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();\n\t\t${statements}\n\t}\n}\n`;
const pom = (dependency: string) =>
	`<project><artifactId>demo</artifactId><dependencies><dependency><groupId>org.apache.flink</groupId><artifactId>flink-clients</artifactId><version>1.20.1</version></dependency>${dependency}</dependencies></project>`;
const MSF =
	'<dependency><groupId>com.amazonaws</groupId><artifactId>aws-kinesisanalytics-runtime</artifactId><version>1.2.0</version></dependency>';

async function plan(files: Files, ...changes: readonly Change[]): Promise<PlannedFix | undefined> {
	const { applications } = await lintFiles(files);
	const [application] = applications;
	if (application === undefined) throw new Error('no application');
	return planFix(application, { title: 'try', applicability: 'unsafe', changes }, editors);
}

async function fixed(files: Files, ...changes: readonly Change[]): Promise<Files | undefined> {
	const planned = await plan(files, ...changes);
	if (planned === undefined) return undefined;
	const of = (path: string) => planned.edits.filter(({ file }) => file === path);
	return Object.fromEntries(Object.entries(files).map(([path, text]) => [path, applyEdits(text, of(path))]));
}

const finding = (fix: PlannedFix | undefined): Finding => ({
	rule: 'try',
	severity: 'info',
	message: { what: '', why: '', do: '' },
	applications: [],
	at: { file: JOB, range: { start: 0, end: 0 } },
	related: [],
	fingerprint: '',
	...(fix === undefined ? {} : { fix }),
});

const uid = (operator: string, text: string): Change => ({ kind: 'addUid', file: JOB, operator: `demo.Job.${operator}`, uid: text });
const replace: Change = {
	kind: 'replaceCall',
	file: JOB,
	call: 'demo.Job.setFailOnCheckpointingErrors',
	name: 'setTolerableCheckpointFailureNumber',
	arguments: [{ kind: 'value', value: 3 }],
};

describe('addUid', () => {
	test('names operators, several at once', async () => {
		const files = { [JOB]: job('env.fromSequence(1, 2).print();') };
		expect(await fixed(files, uid('fromSequence', 'numbers'), uid('print', 'out'))).toEqual({
			[JOB]: job('env.fromSequence(1, 2).uid("numbers").print().uid("out");'),
		});
	});

	test('is refused where another operator of the job has the uid, or no operator has the id', async () => {
		const files = { [JOB]: job('env.fromSequence(1, 2).uid("a").print();') };
		expect(await fixed(files, uid('print', 'a'))).toBeUndefined();
		expect(await fixed(files, uid('map', 'b'))).toBeUndefined();
		expect(await fixed(files, uid('fromSequence', 'b'))).toBeUndefined();
	});

	test('two fixes that give one uid wait for each other', async () => {
		const files = { [JOB]: job('env.fromSequence(1, 2).print();') };
		const fixes = await Promise.all([
			plan(files, uid('fromSequence', 'a')),
			plan(files, uid('print', 'a')),
			plan(files, uid('print', 'b')),
		]);
		const findings = fixes.map((fix) => finding(fix));
		expect(compatible(findings.slice(0, 2)).chosen).toHaveLength(1);
		expect(compatible(findings.filter((_, index) => index !== 1)).chosen).toHaveLength(2);
	});
});

describe('replaceCall', () => {
	test('writes another call', async () => {
		const files = { [JOB]: job('env.getCheckpointConfig().setFailOnCheckpointingErrors(false);'), 'pom.xml': pom('') };
		expect(await fixed(files, replace)).toEqual({
			...files,
			[JOB]: job('env.getCheckpointConfig().setTolerableCheckpointFailureNumber(3);'),
		});
	});

	test('on Managed Flink writes nothing that the service decides', async () => {
		const files = { [JOB]: job('env.getCheckpointConfig().setFailOnCheckpointingErrors(false);'), 'pom.xml': pom(MSF) };
		expect(await fixed(files, replace)).toBeUndefined();
	});
});

describe('setDependency', () => {
	const change = (file: string): Change => ({
		kind: 'setDependency',
		file,
		group: 'org.apache.flink',
		artifact: 'flink-clients',
		version: '2.0.2',
	});

	test('writes a version into either kind of build', async () => {
		const maven = { [JOB]: job(''), 'pom.xml': pom('') };
		expect(await fixed(maven, change('pom.xml'))).toEqual({ ...maven, 'pom.xml': pom('').replace('1.20.1', '2.0.2') });
		const gradle = { [JOB]: job(''), 'build.gradle': "dependencies { implementation 'org.apache.flink:flink-clients:1.20.1' }\n" };
		expect(await fixed(gradle, change('build.gradle'))).toEqual({
			...gradle,
			'build.gradle': "dependencies { implementation 'org.apache.flink:flink-clients:2.0.2' }\n",
		});
	});

	test('is no change where the version stands already, or the file is none of a build', async () => {
		const files = { [JOB]: job(''), 'pom.xml': pom('').replace('1.20.1', '2.0.2') };
		expect(await fixed(files, change('pom.xml'))).toBeUndefined();
		expect(await fixed(files, change(JOB))).toBeUndefined();
		expect(await fixed(files, change('other.xml'))).toBeUndefined();
	});
});
