import { describe, expect, test } from 'vitest';
import { platformFields } from '../../../src/catalog/platform-fields.ts';
import type { ConfigDocument } from '../../../src/model/document.ts';
import { parseMsfJson } from '../../../src/parsers/msf/msf-json.ts';
import { fields } from '../../../src/parsers/msf/shapes.ts';

const parse = (text: string): ConfigDocument => parseMsfJson('app.json', text);
const json = (value: unknown): ConfigDocument => parse(JSON.stringify(value, undefined, 2));

/** A create input with the given FlinkApplicationConfiguration. */
const flink = (blocks: object, rest: object = {}): ConfigDocument =>
	json({
		ApplicationName: 'orders',
		RuntimeEnvironment: 'FLINK-1_20',
		...rest,
		ApplicationConfiguration: { FlinkApplicationConfiguration: blocks },
	});

const said = (document: ConfigDocument): Record<string, string> =>
	Object.fromEntries(
		document.settings.map(({ key, value }) => [
			key,
			value.kind === 'unknown' ? '?' : `${value.kind === 'invalid' ? '!' : ''}${value.text}`,
		]),
	);

const slice = ({ text }: ConfigDocument, range: { start: number; end: number } | undefined): string =>
	range === undefined ? '' : text.slice(range.start, range.end);

const inert = (document: ConfigDocument): Record<string, string> =>
	Object.fromEntries(document.settings.flatMap(({ name, inert: why }) => (why === undefined ? [] : [[name, why]])));

test('every platform key of the fields is catalogued', () => {
	const catalogued = platformFields.map(({ key }) => key);
	expect(fields.map(({ key }) => key).filter((key) => key.startsWith('msf.') && !catalogued.includes(key))).toEqual([]);
});

describe('the three shapes', () => {
	test('CreateApplication', () => {
		const document = json({
			ApplicationName: 'orders',
			RuntimeEnvironment: 'FLINK-1_20',
			ServiceExecutionRole: 'arn:aws:iam::1:role/r',
			ApplicationConfiguration: {
				ApplicationCodeConfiguration: {
					CodeContent: { S3ContentLocation: { BucketARN: 'arn:aws:s3:::b', FileKey: 'jars/orders-1.2.jar' } },
				},
				FlinkApplicationConfiguration: {
					CheckpointConfiguration: {
						ConfigurationType: 'CUSTOM',
						CheckpointingEnabled: true,
						CheckpointInterval: 60000,
						MinPauseBetweenCheckpoints: 5000,
					},
					MonitoringConfiguration: { ConfigurationType: 'CUSTOM', MetricsLevel: 'TASK', LogLevel: 'WARN' },
					ParallelismConfiguration: { ConfigurationType: 'CUSTOM', Parallelism: 4, ParallelismPerKPU: 2, AutoScalingEnabled: false },
				},
				ApplicationSnapshotConfiguration: { SnapshotsEnabled: true, SnapshotMode: 'ENHANCED_SNAPSHOTS' },
				ApplicationSystemRollbackConfiguration: { RollbackEnabled: true },
			},
			CloudWatchLoggingOptions: [{ LogStreamARN: 'arn:aws:logs:x' }],
		});
		expect(said(document)).toEqual({
			'msf.runtime-environment': 'FLINK-1_20',
			'msf.service-execution-role': 'arn:aws:iam::1:role/r',
			'msf.checkpoint-configuration-type': 'CUSTOM',
			'msf.checkpointing-enabled': 'true',
			'execution.checkpointing.interval': '60000',
			'execution.checkpointing.min-pause': '5000',
			'msf.monitoring-configuration-type': 'CUSTOM',
			'msf.metrics-level': 'TASK',
			'msf.log-level': 'WARN',
			'msf.parallelism-configuration-type': 'CUSTOM',
			'parallelism.default': '4',
			'msf.parallelism-per-kpu': '2',
			'msf.autoscaling-enabled': 'false',
			'msf.snapshots-enabled': 'true',
			'msf.snapshot-mode': 'ENHANCED_SNAPSHOTS',
			'msf.rollback-enabled': 'true',
			'msf.log-stream': 'arn:aws:logs:x',
		});
		expect(document.claims).toMatchObject({
			name: 'orders',
			platform: 'msf',
			artifact: 'orders-1.2.jar',
			flinkVersion: { version: '1.20' },
		});
		expect(document.claims.partial).toBeUndefined();
		expect(document.claims.readOnly).toBeUndefined();
		expect([document.problems, document.notes]).toEqual([[], []]);
	});

	test('UpdateApplication is partial', () => {
		const document = json({
			ApplicationName: 'orders',
			CurrentApplicationVersionId: 3,
			RuntimeEnvironmentUpdate: 'FLINK-1_20',
			ApplicationConfigurationUpdate: {
				ApplicationCodeConfigurationUpdate: { CodeContentUpdate: { S3ContentLocationUpdate: { FileKeyUpdate: 'orders-1.3.jar' } } },
				FlinkApplicationConfigurationUpdate: { CheckpointConfigurationUpdate: { CheckpointIntervalUpdate: 10000 } },
				ApplicationSnapshotConfigurationUpdate: { SnapshotsEnabledUpdate: true },
			},
			RunConfigurationUpdate: { FlinkRunConfiguration: { AllowNonRestoredState: true } },
		});
		expect(said(document)).toEqual({
			'msf.runtime-environment': 'FLINK-1_20',
			'execution.checkpointing.interval': '10000',
			'msf.snapshots-enabled': 'true',
			'msf.allow-non-restored-state': 'true',
		});
		expect(document.settings.map(({ name }) => name)).toContain('CheckpointIntervalUpdate');
		expect(document.claims).toMatchObject({ partial: true, artifact: 'orders-1.3.jar', flinkVersion: { version: '1.20' } });
		expect(document.notes).toEqual([]);
	});

	test('DescribeApplication is read-only, and its DEFAULT values are in force', () => {
		const document = json({
			ApplicationDetail: {
				ApplicationName: 'orders',
				RuntimeEnvironment: 'FLINK-1_8',
				ApplicationVersionId: 7,
				ApplicationConfigurationDescription: {
					ApplicationCodeConfigurationDescription: {
						CodeContentDescription: { S3ApplicationCodeLocationDescription: { FileKey: 'a/b.jar' } },
					},
					RunConfigurationDescription: { FlinkRunConfigurationDescription: { AllowNonRestoredState: false } },
					FlinkApplicationConfigurationDescription: {
						CheckpointConfigurationDescription: {
							ConfigurationType: 'DEFAULT',
							CheckpointingEnabled: true,
							CheckpointInterval: 60000,
							MinPauseBetweenCheckpoints: 9000,
						},
						ParallelismConfigurationDescription: { ConfigurationType: 'DEFAULT', Parallelism: 1, CurrentParallelism: 4 },
					},
				},
			},
		});
		expect(document.claims).toMatchObject({ name: 'orders', artifact: 'b.jar', readOnly: true });
		expect(document.claims.flinkVersion).toBeUndefined();
		expect(document.claims.partial).toBeUndefined();
		expect(said(document)).toMatchObject({ 'msf.current-parallelism': '4', 'msf.allow-non-restored-state': 'false' });
		expect(Object.keys(inert(document))).toEqual(['MinPauseBetweenCheckpoints']);
	});

	test('the value of --application-configuration alone is partial', () => {
		const document = json({ FlinkApplicationConfiguration: { CheckpointConfiguration: { ConfigurationType: 'DEFAULT' } } });
		expect(said(document)).toEqual({ 'msf.checkpoint-configuration-type': 'DEFAULT' });
		expect(document.claims.partial).toBe(true);
		expect(inert(document)).toEqual({});
	});

	test('an application inside other objects is found; of several the first is read', () => {
		const one = { ApplicationName: 'a', ApplicationConfiguration: { ApplicationSnapshotConfiguration: { SnapshotsEnabled: true } } };
		expect(json({ Parameters: one }).claims.name).toBe('a');
		const several = json([one, { ...one, ApplicationName: 'b' }]);
		expect(several.claims.name).toBe('a');
		expect(several.settings).toHaveLength(1);
		expect(several.notes.map(({ what }) => what)).toEqual(['this file holds several applications, and only the first one is checked']);
	});

	test('names in PropertyMap mean nothing', () => {
		const document = json({
			ApplicationName: 'orders',
			ApplicationConfiguration: {
				EnvironmentProperties: {
					PropertyGroups: [
						{ PropertyGroupId: 'p', PropertyMap: { ApplicationName: 'x', RuntimeEnvironment: 'FLINK-1_13', 'parallelism.default': '9' } },
					],
				},
			},
		});
		expect(document.settings).toEqual([]);
		expect(document.claims).toEqual({ platform: 'msf', name: 'orders' });
	});

	test('a Studio notebook and a SQL application', () => {
		expect(flink({}, { RuntimeEnvironment: 'ZEPPELIN-FLINK-3_0' }).claims.notebook).toBe(true);
		expect(flink({}, { ApplicationMode: 'INTERACTIVE' }).claims.notebook).toBe(true);
		expect(flink({ ParallelismConfiguration: { Parallelism: 2 } }, { RuntimeEnvironment: 'SQL-1_0' }).settings).toEqual([]);
	});
});

describe('values', () => {
	const parallelism = (value: unknown) => flink({ ParallelismConfiguration: { ConfigurationType: 'CUSTOM', Parallelism: value } });

	test('booleans and numbers as texts are read and noted', () => {
		const document = flink({
			CheckpointConfiguration: { ConfigurationType: 'CUSTOM', CheckpointingEnabled: 'True', CheckpointInterval: '60000' },
		});
		expect(document.settings.slice(2).map(({ value }) => value)).toEqual([
			{ kind: 'known', value: { type: 'boolean', value: true }, text: 'True' },
			{ kind: 'known', value: { type: 'duration', ms: 60000 }, text: '60000' },
		]);
		expect(document.notes.map(({ kind, setting }) => [kind, setting?.name])).toEqual([
			['surprising-type', 'CheckpointingEnabled'],
			['surprising-type', 'CheckpointInterval'],
		]);
	});

	test.each([`\${PARALLELISM}`, '<parallelism>', '{{ parallelism }}', 'REPLACE_ME', '#{P}', '$P', 'YOUR_PARALLELISM'])(
		'%s is filled in later',
		(text) => {
			expect(parallelism(text).settings.at(-1)?.value.kind).toBe('unknown');
			expect(parallelism(text).notes).toEqual([]);
		},
	);

	test('a default in a template is kept', () => {
		expect(parallelism(`\${P:-4}`).settings.at(-1)?.value).toMatchObject({ kind: 'unknown', fallback: { type: 'number', value: 4 } });
	});

	test.each([
		[0, 'the smallest value AWS takes is 1'],
		[1.5, 'AWS expects a whole number'],
		['many', 'AWS expects a whole number'],
		[null, 'AWS expects a whole number'],
		[true, 'AWS expects a whole number'],
		[[4], 'AWS expects a whole number'],
		['', 'AWS expects a whole number'],
	])('Parallelism %j is invalid', (value, why) =>
		expect(parallelism(value).settings.at(-1)?.value).toMatchObject({ kind: 'invalid', why }),
	);

	test('out of the limits of the API', () => {
		const document = flink({
			CheckpointConfiguration: {
				ConfigurationType: 'Custom',
				CheckpointInterval: 0,
				MinPauseBetweenCheckpoints: -1,
				CheckpointingEnabled: 'yes',
			},
			ParallelismConfiguration: { ConfigurationType: 'CUSTOM', ParallelismPerKPU: 64 },
		});
		expect(document.settings.flatMap(({ name, value }) => (value.kind === 'invalid' ? [[name, value.why]] : []))).toEqual([
			['ConfigurationType', 'AWS expects one of `DEFAULT`, `CUSTOM`'],
			['CheckpointInterval', 'the smallest value AWS takes is 1'],
			['MinPauseBetweenCheckpoints', 'the smallest value AWS takes is 0'],
			['CheckpointingEnabled', 'AWS expects `true` or `false`'],
			['ParallelismPerKPU', 'the largest value AWS takes is 8'],
		]);
	});

	test('values beside DEFAULT have no effect', () => {
		const document = flink({
			CheckpointConfiguration: { CheckpointInterval: 10000, ConfigurationType: 'DEFAULT' },
			MonitoringConfiguration: { ConfigurationType: 'DEFAULT', LogLevel: 'DEBUG' },
			ParallelismConfiguration: { ConfigurationType: 'CUSTOM', Parallelism: 4 },
		});
		expect(inert(document)).toEqual({
			CheckpointInterval: 'under `ConfigurationType: DEFAULT` the service uses `60000` whatever stands here',
			LogLevel: 'the service takes it only under `ConfigurationType: CUSTOM`',
		});
	});

	test('ranges: the whole property, the quoted name, the value', () => {
		const document = parse(
			'{ "ApplicationName" : "a",\t"ApplicationConfiguration": {"FlinkApplicationConfiguration":{"CheckpointConfiguration":{"ConfigurationType":"CUSTOM", "CheckpointInterval" : 60000 }}}}',
		);
		const interval = document.settings.at(-1);
		expect([interval?.range, interval?.nameRange, interval?.valueRange].map((range) => slice(document, range))).toEqual([
			'"CheckpointInterval" : 60000',
			'"CheckpointInterval"',
			'60000',
		]);
		expect(slice(document, document.anchor)).toBe('"ApplicationName" : "a"');
		const inside = document.text.indexOf('60000');
		expect(slice(document, document.statementAt(inside))).toBe('"CheckpointInterval" : 60000');
		expect(slice(document, document.statementAt(document.text.indexOf('"CheckpointConf')))).toContain('"CheckpointConfiguration":{');
		expect(document.statementAt(0)).toEqual({ start: 0, end: document.text.length });
	});
});

describe('what is wrong in a sound text', () => {
	test('a block in the wrong place has no effect and is noted once', () => {
		const document = json({
			ApplicationName: 'orders',
			ApplicationConfiguration: { CheckpointConfiguration: { ConfigurationType: 'CUSTOM', CheckpointInterval: 10000 } },
		});
		const why = '`CheckpointConfiguration` belongs into `FlinkApplicationConfiguration`';
		expect(inert(document)).toEqual({ ConfigurationType: why, CheckpointInterval: why });
		expect(document.notes.map(({ kind, what }) => [kind, what])).toEqual([
			['dropped-line', `AWS does not take \`CheckpointConfiguration\` here: ${why}`],
		]);
	});

	test("another call's spelling", () => {
		const document = json({
			ApplicationName: 'orders',
			ApplicationConfigurationUpdate: {
				FlinkApplicationConfigurationUpdate: { CheckpointConfigurationUpdate: { CheckpointInterval: 10000 } },
			},
		});
		expect(inert(document)).toEqual({ CheckpointInterval: 'UpdateApplication calls this `CheckpointIntervalUpdate`' });
		expect(document.notes.map(({ kind }) => kind)).toEqual(['dropped-line']);
	});

	test('a field that only an answer has', () => {
		const document = flink({ ParallelismConfiguration: { ConfigurationType: 'CUSTOM', Parallelism: 4, CurrentParallelism: 4 } });
		expect(inert(document)).toEqual({ CurrentParallelism: 'CreateApplication has no such field' });
		expect(document.notes.map(({ what }) => what)).toEqual([
			'AWS does not take `CurrentParallelism` here: CreateApplication has no such field',
		]);
	});

	test('a missing ConfigurationType', () => {
		const document = flink({ CheckpointConfiguration: { CheckpointInterval: 10000 } });
		expect(said(document)['execution.checkpointing.interval']).toBe('10000');
		expect(document.notes.map(({ kind, what }) => [kind, what])).toEqual([
			['load-fails', '`ConfigurationType` is missing from `CheckpointConfiguration`, and AWS rejects the request without it'],
		]);
	});

	test('a repeated field loses to the last one; a repeated block has no effect at all', () => {
		const document = parse(`{"ApplicationName": "a", "ApplicationConfiguration": {"FlinkApplicationConfiguration": {
			"CheckpointConfiguration": {"ConfigurationType": "CUSTOM", "CheckpointInterval": 1000},
			"CheckpointConfiguration": {"ConfigurationType": "CUSTOM", "CheckpointInterval": 2000, "CheckpointInterval": 3000}}}}`);
		expect(
			document.settings.filter(({ inert: why }) => why === undefined).map(({ value }) => value.kind === 'known' && value.text),
		).toEqual(['CUSTOM', '2000', '3000']);
		expect(document.notes.map(({ kind, setting }) => [kind, setting?.name])).toEqual([
			['duplicate', undefined],
			['duplicate', 'CheckpointInterval'],
		]);
	});
});

describe('secrets', () => {
	test('values of sensitive names, wherever they stand', () => {
		const document = json({
			ApplicationName: 'orders',
			ConditionalToken: 'abc',
			ApplicationConfiguration: {
				EnvironmentProperties: {
					PropertyGroups: [
						{
							PropertyGroupId: 'p',
							PropertyMap: {
								'db.password': 'hunter2',
								'pin.secret': '123456',
								tokens: ['one', 2],
								'api-key': `\${KEY}`,
								'use.token': 'true',
								region: 'eu-west-1',
								'jaas.config': 'a "b" c',
							},
						},
					],
				},
			},
		});
		expect(document.secrets.map((range) => slice(document, range))).toEqual(['hunter2', '123456', 'one', 'a \\"b\\" c']);
	});
});

describe('text that is no JSON', () => {
	const problem = (text: string) => {
		const document = parse(text);
		expect(document.problems).toHaveLength(1);
		const [first] = document.problems;
		const start = first?.range.start ?? -1;
		return { line: text.slice(0, start).split('\n').length, at: slice(document, first?.range), message: first?.message, document };
	};
	const body =
		'{\n  "ApplicationName": "a",\n  "ApplicationConfiguration": {\n    "ApplicationSnapshotConfiguration": {\n      "SnapshotsEnabled": false';

	test('a trailing comma', () => {
		const found = problem(`${body},\n    }\n  }\n}`);
		expect(found).toMatchObject({ line: 6, at: '}' });
		expect(found.message).toContain('property name');
		expect(said(found.document)).toEqual({ 'msf.snapshots-enabled': 'false' });
	});

	test('a missing brace', () => {
		const found = problem(`${body}\n    }\n  }\n`);
		expect(found.message).toBe('a closing brace `}` is missing');
		expect(said(found.document)).toEqual({ 'msf.snapshots-enabled': 'false' });
	});

	test('a missing brace in the middle does not make blocks misplaced', () => {
		const found = problem(
			'{"ApplicationName": "a", "ApplicationConfiguration": {"FlinkApplicationConfiguration": {"CheckpointConfiguration": {"ConfigurationType": "CUSTOM",\n"ParallelismConfiguration": {"ConfigurationType": "CUSTOM", "Parallelism": 3}}}}',
		);
		expect(inert(found.document)).toEqual({});
		expect(said(found.document)['parallelism.default']).toBe('3');
	});

	test('an ellipsis', () => {
		const found = problem(
			'{\n  "ApplicationName": "a",\n  ...\n  "ApplicationConfiguration": {"ApplicationSnapshotConfiguration": {"SnapshotsEnabled": true}}\n}',
		);
		expect(found).toMatchObject({ line: 3, at: '...' });
		expect(said(found.document)).toEqual({ 'msf.snapshots-enabled': 'true' });
	});

	test('text after the document', () => {
		const found = problem(`${body}}}}\naws kinesisanalyticsv2 start-application`);
		expect(found).toMatchObject({ line: 6, message: 'the JSON document ends before this, and nothing may follow it' });
	});

	test('a comment', () => {
		expect(problem(`// orders\n${body}}}}`)).toMatchObject({ line: 1, at: '// orders' });
	});

	test('a text that is not closed', () => {
		expect(problem('{"ApplicationConfiguration": {"FlinkApplicationConfiguration": {\n"x": "abc\n}}}')).toMatchObject({ line: 2 });
	});

	test('templates outside of texts are values that are filled in later', () => {
		const document = parse(
			`{"ApplicationName": "a", "ApplicationConfiguration": {"FlinkApplicationConfiguration": {"ParallelismConfiguration": {"ConfigurationType": "CUSTOM", "Parallelism": \${P}, "ParallelismPerKPU": #{K}, "AutoScalingEnabled": {{ auto }}}}}}`,
		);
		expect(document.problems).toEqual([]);
		expect(said(document)).toMatchObject({ 'parallelism.default': '?', 'msf.parallelism-per-kpu': '?', 'msf.autoscaling-enabled': '?' });
		expect(slice(document, document.settings.at(-1)?.valueRange)).toBe('{{ auto }}');
	});

	test.each(['', ' ', '\uFEFF', 'null', '[]', '"x"', '{', '[[', '{"ApplicationConfiguration"', '\u0000', '}', '{"a":'])(
		'%j does not throw',
		(text) => {
			const document = parse(text);
			expect(document.settings).toEqual([]);
			expect(document.anchor.end).toBeLessThanOrEqual(text.length);
			expect(document.statementAt(0).start).toBe(0);
		},
	);

	test('100,000 brackets are one problem', () => {
		for (const bracket of ['[', '{"a":']) {
			const document = parse(`{"ApplicationConfiguration": ${bracket.repeat(100_000)}`);
			expect(document.problems.map(({ message }) => message)).toEqual(['it nests deeper than 500 levels']);
		}
	});

	test('a BOM counts as one unit', () => {
		const document = parse(`\uFEFF${body}}}}`);
		expect(document.problems).toEqual([]);
		expect(slice(document, document.settings[0]?.range)).toBe('"SnapshotsEnabled": false');
	});

	test.each(['"CheckpointInterval": 1', '"CheckpointConfiguration": {}'])('130,000 times %s', (entry) => {
		const many = Array.from({ length: 130_000 }, () => entry).join(',');
		const document = parse(
			`{"ApplicationName": "a", "ApplicationConfiguration": {"FlinkApplicationConfiguration": {"CheckpointConfiguration": {${many}}}}}`,
		);
		expect(document.problems).toEqual([]);
		expect(document.notes.filter(({ kind }) => kind === 'duplicate')).toHaveLength(129_999);
	});

	test('10 MB are read', () => {
		const groups = Array.from({ length: 60_000 }, (_, index) => ({
			PropertyGroupId: `g${index}`,
			PropertyMap: { 'db.password': `p${index}`, 'some.other.key': 'x'.repeat(90) },
		}));
		const document = json({
			ApplicationName: 'a',
			ApplicationConfiguration: {
				EnvironmentProperties: { PropertyGroups: groups },
				ApplicationSnapshotConfiguration: { SnapshotsEnabled: true },
			},
		});
		expect(document.text.length).toBeGreaterThan(10_000_000);
		expect(document.secrets).toHaveLength(60_000);
		for (let index = 0; index < 1000; index++) document.statementAt(index * 10_000);
	});
});
