import { describe, expect, test } from 'vitest';
import { catalogue } from '../../../src/catalog/catalogue.ts';
import { EffectiveConfiguration } from '../../../src/model/effective/effective.ts';
import { fixedByMsf } from '../../../src/model/effective/msf.ts';
import { inPrecedence } from '../../../src/model/effective/precedence.ts';
import { formatValue } from '../../../src/model/value.ts';
import { parseMsfJson } from '../../../src/parsers/msf/msf-json.ts';

const INTERVAL = 'execution.checkpointing.interval';
const MIN_PAUSE = 'execution.checkpointing.min-pause';
const ENABLED = 'msf.checkpointing-enabled';
const TYPE = 'msf.checkpoint-configuration-type';

function configuration(text: string): EffectiveConfiguration {
	const document = parseMsfJson('app.json', text);
	const visible = { configuration: document.problems.length === 0 && document.claims.partial !== true, program: false };
	return new EffectiveConfiguration(inPrecedence(document.settings), [document], 'msf', '1.20', visible, catalogue);
}

const create = (flink: object, application: object = {}): EffectiveConfiguration =>
	configuration(
		JSON.stringify({ ApplicationName: 'a', ApplicationConfiguration: { FlinkApplicationConfiguration: flink, ...application } }),
	);

const update = (checkpoint: object): EffectiveConfiguration =>
	configuration(
		JSON.stringify({
			ApplicationName: 'a',
			ApplicationConfigurationUpdate: { FlinkApplicationConfigurationUpdate: { CheckpointConfigurationUpdate: checkpoint } },
		}),
	);

/** The value in force as text, `?` where it is unknown. */
function held(config: EffectiveConfiguration, ...keys: string[]): string[] {
	return keys.map((key) => {
		const { value } = config.get(key);
		return value?.kind === 'known' ? formatValue(value.value) : value === undefined ? 'nothing' : '?';
	});
}

describe('checkpoint settings', () => {
	test('DEFAULT holds whatever stands beside it', () => {
		const config = create({
			CheckpointConfiguration: {
				ConfigurationType: 'DEFAULT',
				CheckpointingEnabled: false,
				CheckpointInterval: 1,
				MinPauseBetweenCheckpoints: 1,
			},
		});
		expect(held(config, TYPE, ENABLED, INTERVAL, MIN_PAUSE)).toEqual(['DEFAULT', 'true', '1 min', '5 s']);
		expect(config.get(INTERVAL).origin).toEqual({ kind: 'platform', fixed: false });
	});

	test('an application without any has the DEFAULT ones', () => {
		expect(held(create({}), TYPE, ENABLED, INTERVAL, MIN_PAUSE)).toEqual(['DEFAULT', 'true', '1 min', '5 s']);
	});

	test('CUSTOM holds what it states; what it leaves out is unknown, and a pause is missing', () => {
		const config = create({ CheckpointConfiguration: { ConfigurationType: 'CUSTOM', CheckpointInterval: 30000 } });
		expect(held(config, TYPE, ENABLED, INTERVAL, MIN_PAUSE)).toEqual(['CUSTOM', '?', '30 s', 'nothing']);
		expect(config.absence(MIN_PAUSE)?.certainty).toBe('owner');
		expect(config.absence(ENABLED)).toBeUndefined();
	});

	test('without its type nothing is sure but what is stated', () => {
		const config = create({ CheckpointConfiguration: { CheckpointInterval: 30000 } });
		expect(held(config, TYPE, ENABLED, INTERVAL, MIN_PAUSE)).toEqual(['?', '?', '30 s', '?']);
		expect(config.absence(MIN_PAUSE)).toBeUndefined();
	});

	test('a type that is filled in later leaves the rest open', () => {
		const config = create({ CheckpointConfiguration: { ConfigurationType: '<type>', CheckpointInterval: 30000 } });
		expect(held(config, TYPE, ENABLED, INTERVAL, MIN_PAUSE)).toEqual(['?', '?', '30 s', '?']);
	});

	test('an update says nothing about what it leaves out', () => {
		const config = update({ ConfigurationTypeUpdate: 'CUSTOM', CheckpointIntervalUpdate: 30000 });
		expect(held(config, TYPE, ENABLED, INTERVAL, MIN_PAUSE)).toEqual(['CUSTOM', '?', '30 s', '?']);
		expect(config.absence(MIN_PAUSE)).toBeUndefined();
		expect(held(update({ CheckpointIntervalUpdate: 30000 }), TYPE, MIN_PAUSE, 'msf.autoscaling-enabled', 'parallelism.default')).toEqual([
			'?',
			'?',
			'?',
			'?',
		]);
		expect(held(update({ ConfigurationTypeUpdate: 'DEFAULT' }), INTERVAL, MIN_PAUSE)).toEqual(['1 min', '5 s']);
	});

	test('a text that does not parse may hide anything', () => {
		const config = configuration('{"ApplicationName": "a", "ApplicationConfiguration": {"FlinkApplicationConfiguration": {}');
		expect(held(config, TYPE, INTERVAL)).toEqual(['?', '?']);
	});
});

describe('everything else', () => {
	test("the service's defaults, and what AWS does not publish", () => {
		expect(
			held(
				create({}),
				'parallelism.default',
				'msf.parallelism-per-kpu',
				'msf.autoscaling-enabled',
				'msf.rollback-enabled',
				'msf.snapshots-enabled',
			),
		).toEqual(['1', '1', 'true', 'false', '?']);
		expect(
			held(create({}), 'execution.checkpointing.tolerable-failed-checkpoints', 'execution.checkpointing.dir', 'restart-strategy.type'),
		).toEqual(['?', '?', '?']);
		expect(held(create({}), 'pipeline.object-reuse')).toEqual(['false']);
	});

	test('values the service enforces, under keys the catalogue knows', () => {
		const fixed = {
			'execution.checkpointing.timeout': '1 h',
			'execution.checkpointing.max-concurrent-checkpoints': '1',
			'execution.checkpointing.mode': 'EXACTLY_ONCE',
			'execution.checkpointing.num-retained': '1',
			'execution.checkpointing.incremental': 'true',
			'execution.checkpointing.unaligned.enabled': 'false',
			'execution.checkpointing.local-backup.enabled': 'true',
			'execution.state-recovery.from-local': 'true',
			'state.backend.type': 'rocksdb',
		};
		expect(held(create({}), ...Object.keys(fixed))).toEqual(Object.values(fixed));
		for (const key of Object.keys(fixed)) {
			expect(catalogue.find(key).map((option) => option.key)).toEqual([key]);
			expect(fixedByMsf(key)).toBeDefined();
		}
	});
});
