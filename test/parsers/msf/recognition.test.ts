import { expect, test } from 'vitest';
import { recogniseMsfJson } from '../../../src/parsers/msf/recognition.ts';

test.each([
	['a create input', '{"RuntimeEnvironment": "FLINK-1_20", "ApplicationConfiguration": {"EnvironmentProperties": {}}}'],
	['an update input', '{"ApplicationConfigurationUpdate": {"FlinkApplicationConfigurationUpdate" : {}}}'],
	['a describe answer', '{"ApplicationDetail": {"ApplicationConfigurationDescription": {"FlinkApplicationConfigurationDescription": {}}}}'],
	['a fragment', '{"CheckpointConfiguration": {"ConfigurationType": "CUSTOM"}}'],
	['snapshots alone', '{"ApplicationSnapshotConfigurationUpdate": {"SnapshotsEnabledUpdate": true}}'],
	['a notebook', '{"RuntimeEnvironment":"ZEPPELIN-FLINK-3_0","ApplicationConfiguration":{}}'],
])('%s is recognised', (_, text) => expect(recogniseMsfJson(text)).toBe(true));

test.each([
	['an empty file', ''],
	['a package file', '{"name": "x", "version": "1.0.0"}'],
	['application settings of another product', '{"ApplicationConfiguration": {"LogLevel": "Debug"}}'],
	['a CDK context that names a runtime', '{"context": {"RuntimeEnvironment": "FLINK-2_2"}}'],
	[
		'a CloudFormation template',
		'{"Resources": {"A": {"Type": "AWS::KinesisAnalyticsV2::Application", "Properties": {"RuntimeEnvironment": "FLINK-1_20", "ApplicationConfiguration": {"FlinkApplicationConfiguration": {}}}}}}',
	],
	['a list of applications', '{"ApplicationSummaries": [{"ApplicationName": "a", "RuntimeEnvironment": "FLINK-1_20"}]}'],
	['a SQL application', '{"RuntimeEnvironment": "SQL-1_0", "ApplicationConfiguration": {"ApplicationSnapshotConfiguration": {}}}'],
	[
		'the API model of an SDK',
		'{"metadata": {"endpointPrefix": "kinesisanalytics"}, "shapes": {"CheckpointConfiguration": {"type": "structure"}}}',
	],
	['local application properties', '[{"PropertyGroupId": "FlinkApplicationProperties", "PropertyMap": {"parallelism": "1"}}]'],
])('%s is not', (_, text) => expect(recogniseMsfJson(text)).toBe(false));
