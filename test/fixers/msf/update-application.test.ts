import { describe, expect, test } from 'vitest';
import { updateApplicationInput } from '../../../src/fixers/msf/update-application.ts';
import type { Change } from '../../../src/model/change.ts';
import { boolean, duration, enumeration, type TypedValue, text } from '../../../src/model/value.ts';
import { parseMsfJson } from '../../../src/parsers/msf/msf-json.ts';

interface Answer {
	readonly type?: string;
	readonly allowNonRestored?: boolean;
	readonly version?: number | undefined;
	readonly snapshots?: object;
}

const answer = ({ type = 'CUSTOM', allowNonRestored = false, snapshots = { SnapshotsEnabled: false }, ...rest }: Answer = {}) =>
	parseMsfJson(
		'describe.json',
		JSON.stringify({
			ApplicationDetail: {
				ApplicationName: 'orders',
				ApplicationVersionId: 'version' in rest ? rest.version : 12,
				ConditionalToken: 'token-1',
				RuntimeEnvironment: 'FLINK-1_20',
				ApplicationConfigurationDescription: {
					RunConfigurationDescription: { FlinkRunConfigurationDescription: { AllowNonRestoredState: allowNonRestored } },
					FlinkApplicationConfigurationDescription: {
						CheckpointConfigurationDescription: { ConfigurationType: type, CheckpointingEnabled: true, CheckpointInterval: 60000 },
						MonitoringConfigurationDescription: { ConfigurationType: 'DEFAULT', LogLevel: 'INFO', MetricsLevel: 'APPLICATION' },
					},
					ApplicationSnapshotConfigurationDescription: snapshots,
				},
			},
		}),
	);

const set = (key: string, value: TypedValue): Change => ({ kind: 'setOption', key, value });
const update = (document: ReturnType<typeof answer>, ...changes: Change[]): unknown => {
	const input = updateApplicationInput(document, changes);
	return input === undefined ? undefined : JSON.parse(input);
};

describe('the UpdateApplication input for a describe answer', () => {
	test('all changes in one call, nothing else', () => {
		expect(
			updateApplicationInput(answer(), [
				set('msf.snapshots-enabled', boolean(true)),
				set('execution.checkpointing.min-pause', duration(30_000)),
			]),
		).toBe(
			`{
  "ApplicationName": "orders",
  "CurrentApplicationVersionId": 12,
  "ApplicationConfigurationUpdate": {
    "FlinkApplicationConfigurationUpdate": {
      "CheckpointConfigurationUpdate": {
        "MinPauseBetweenCheckpointsUpdate": 30000
      }
    },
    "ApplicationSnapshotConfigurationUpdate": {
      "SnapshotsEnabledUpdate": true
    }
  }
}
`,
		);
	});

	test('a group that was DEFAULT becomes CUSTOM', () => {
		expect(update(answer({ type: 'DEFAULT' }), set('execution.checkpointing.interval', duration(30_000)))).toMatchObject({
			ApplicationConfigurationUpdate: {
				FlinkApplicationConfigurationUpdate: {
					CheckpointConfigurationUpdate: { ConfigurationTypeUpdate: 'CUSTOM', CheckpointIntervalUpdate: 30000 },
				},
			},
		});
	});

	test('AllowNonRestoredState is repeated where it was true', () => {
		expect(update(answer({ allowNonRestored: true }), set('msf.snapshots-enabled', boolean(true)))).toMatchObject({
			RunConfigurationUpdate: { FlinkRunConfiguration: { AllowNonRestoredState: true } },
		});
		expect(update(answer(), set('msf.snapshots-enabled', boolean(true)))).not.toHaveProperty('RunConfigurationUpdate');
	});

	test('SnapshotsEnabledUpdate is sent whenever its block is', () => {
		const mode = set('msf.snapshot-mode', enumeration('ENHANCED_SNAPSHOTS'));
		expect(update(answer(), mode)).toMatchObject({
			ApplicationConfigurationUpdate: {
				ApplicationSnapshotConfigurationUpdate: { SnapshotsEnabledUpdate: false, SnapshotModeUpdate: 'ENHANCED_SNAPSHOTS' },
			},
		});
		expect(update(answer({ snapshots: {} }), mode)).toBeUndefined();
	});

	test('the conditional token stands in for a version that is missing', () => {
		expect(update(answer({ version: undefined }), set('msf.snapshots-enabled', boolean(true)))).toMatchObject({
			ConditionalToken: 'token-1',
		});
	});

	test.each<[string, Change]>([
		['what already holds', set('execution.checkpointing.interval', duration(60_000))],
		['an option without a field', set('state.backend.type', text('rocksdb'))],
		['a value the field cannot hold', set('execution.checkpointing.interval', duration(0))],
		['what only an answer says', set('msf.current-parallelism', { type: 'number', value: 3 })],
	])('none for %s', (_, change) => expect(update(answer(), change)).toBeUndefined());

	test('none for a document that can be edited', () => {
		const document = parseMsfJson(
			'create.json',
			'{"ApplicationName": "a", "ApplicationConfiguration": {"ApplicationSnapshotConfiguration": {"SnapshotsEnabled": false}}}',
		);
		expect(update(document, set('msf.snapshots-enabled', boolean(true)))).toBeUndefined();
	});
});
