import { describe, expect, it } from 'vitest';
import { catalogue } from '../../../src/catalog/catalogue.ts';
import type { ConfigDocument, Format } from '../../../src/model/document.ts';
import type { Visibility } from '../../../src/model/effective/absence.ts';
import { EffectiveConfiguration } from '../../../src/model/effective/effective.ts';
import { inPrecedence } from '../../../src/model/effective/precedence.ts';
import type { Platform } from '../../../src/model/platform.ts';
import type { Setting } from '../../../src/model/setting.ts';
import type { FlinkVersion } from '../../../src/model/version.ts';

const WHOLE: Visibility = { configuration: true, program: true };
const BACKEND = 'state.backend.type';
const INTERVAL = 'execution.checkpointing.interval';
const PAUSE = 'execution.checkpointing.min-pause';

function setting(key: string, text: string, more: Partial<Setting> = {}): Setting {
	const option = catalogue.find(key)[0];
	if (option === undefined) throw new Error(`the catalogue has no ${key}`);
	const range = { start: 0, end: 1 };
	const value = catalogue.read(option, text, undefined);
	const file = more.layer === 'program' || more.layer === 'table' ? 'Job.java' : 'conf/flink-conf.yaml';
	return { key, name: key, value, layer: 'file', kind: 'entry', condition: 'always', file, range, nameRange: range, ...more };
}

const call = (key: string, text: string, more: Partial<Setting> = {}) => setting(key, text, { layer: 'program', kind: 'setter', ...more });

function document(path: string, format: Format): ConfigDocument {
	const range = { start: 7, end: 9 };
	const parts = { settings: [], notes: [], problems: [], comments: [], secrets: [] };
	return { path, format, text: '', claims: {}, anchor: range, statementAt: () => range, tree: undefined, ...parts };
}

interface Circumstances {
	readonly version?: FlinkVersion;
	readonly platform?: Platform;
	readonly visibility?: Visibility;
}

function effective(settings: readonly Setting[], { version = '1.20', platform = 'standalone', visibility = WHOLE }: Circumstances = {}) {
	const documents = [document('conf/flink-conf.yaml', 'flink-conf')];
	return new EffectiveConfiguration(inPrecedence(settings), documents, platform, version, visibility, catalogue);
}

describe('precedence', () => {
	it('takes the default of the version where nothing is set', () => {
		expect(effective([]).name(BACKEND)).toBe('hashmap');
		expect(effective([], { version: '1.18' }).get(BACKEND)).toMatchObject({ value: undefined, origin: { kind: 'none' } });
	});

	it('merges layers by literal key before it looks at aliases', () => {
		const low = setting(BACKEND, 'hashmap');
		const high = setting('state.backend', 'rocksdb', { layer: 'dynamic' });
		expect(effective([low, high]).name(BACKEND)).toBe('hashmap');
		expect(effective([setting('state.backend', 'hashmap'), high]).name(BACKEND)).toBe('rocksdb');
	});

	it('counts an entry only under a name that the version reads, and a call always', () => {
		const key = 'execution.checkpointing.incremental';
		expect(effective([setting(key, 'true')], { version: '1.18' }).boolean(key)).toBe(false);
		expect(effective([call(key, 'true')], { version: '1.18' }).boolean(key)).toBe(true);
	});

	it('lets the program win, its last call first', () => {
		const config = effective([call(INTERVAL, '5 s'), setting(INTERVAL, '1 min'), call(INTERVAL, '7 s')]);
		expect(config.duration(INTERVAL)).toBe(7000);
		expect(config.get(INTERVAL).shadowed.map(({ layer }) => layer)).toEqual(['file', 'program']);
	});

	it('applies env.configure in program order', () => {
		const configured = call(INTERVAL, '1 min', { kind: 'configured' });
		expect(effective([call(INTERVAL, '5 s'), configured]).duration(INTERVAL)).toBe(60_000);
		expect(effective([configured, call(INTERVAL, '5 s')]).duration(INTERVAL)).toBe(5000);
	});

	it.each([
		['1.18', 'hashmap'],
		['1.20', 'rocksdb'],
	] as const)('adds a backend that env.configure brings to the configuration by literal key: %s', (version, expected) => {
		const settings = [setting(BACKEND, 'rocksdb'), call('state.backend', 'hashmap', { kind: 'configured' })];
		expect(effective(settings, { version }).name(BACKEND)).toBe(expected);
	});

	it('puts TableConfig over the environment, whatever the order', () => {
		const table = setting('parallelism.default', '3', { layer: 'table', kind: 'configured' });
		expect(effective([table, call('parallelism.default', '8')]).number('parallelism.default')).toBe(3);
	});

	it('ignores what the program says about an option of the cluster', () => {
		const key = 'taskmanager.numberOfTaskSlots';
		expect(effective([call(key, '8', { kind: 'entry' }), setting(key, '2')]).number(key)).toBe(2);
	});

	it('takes an option away where the program does', () => {
		const config = effective([setting(INTERVAL, '1 min'), call(INTERVAL, '0', { unset: true })]);
		expect(config.get(INTERVAL).value).toBeUndefined();
	});

	it('rejects the program where the configuration forbids it', () => {
		const config = effective([setting('execution.program-config.enabled', 'false'), setting(INTERVAL, '1 min'), call(INTERVAL, '5 s')]);
		expect(config.duration(INTERVAL)).toBe(60_000);
	});
});

describe('conditions', () => {
	it('leaves out what holds only in a local run', () => {
		expect(effective([setting(INTERVAL, '1 min'), call(INTERVAL, '1 s', { condition: 'local' })]).duration(INTERVAL)).toBe(60_000);
	});

	it('does not know what holds only sometimes', () => {
		const config = effective([setting(INTERVAL, '1 min'), call(INTERVAL, '1 s', { condition: 'sometimes' })]);
		expect(config.get(INTERVAL).value?.kind).toBe('unknown');
	});

	it('does not know which of two files runs last', () => {
		const config = effective([call(INTERVAL, '1 s'), call(INTERVAL, '2 s', { file: 'Other.java' })]);
		expect(config.get(INTERVAL).value?.kind).toBe('unknown');
		expect(effective([call(INTERVAL, '2 s'), call(INTERVAL, '2 s', { file: 'Other.java' })]).duration(INTERVAL)).toBe(2000);
	});

	it('leaves out what has no effect where it stands', () => {
		expect(effective([setting(INTERVAL, '1 min', { inert: 'not read' })]).get(INTERVAL).value).toBeUndefined();
	});
});

describe('Managed Flink', () => {
	const msf = { platform: 'msf', visibility: { configuration: true, program: true } } as const;

	it('fixes values that nothing overrides', () => {
		const config = effective([call('execution.checkpointing.timeout', '5 min')], msf);
		expect(config.duration('execution.checkpointing.timeout')).toBe(3_600_000);
		expect(config.get('execution.checkpointing.timeout').origin).toEqual({ kind: 'platform', fixed: true });
	});

	it('rejects what the program says about checkpoints, but not its own options', () => {
		const config = effective([call(INTERVAL, '5 s'), call('pipeline.max-parallelism', '256')], msf);
		expect(config.duration(INTERVAL)).toBe(60_000);
		expect(config.number('pipeline.max-parallelism')).toBe(256);
	});
});

describe('checked', () => {
	it('holds what the configuration comes to and every statement of the program', () => {
		const [first, second] = [setting(INTERVAL, '1 s'), setting(INTERVAL, '2 s', { layer: 'dynamic' })];
		const called = call(INTERVAL, '3 s');
		expect(effective([first, second, called]).checked(INTERVAL)).toEqual([second, called]);
	});
});

describe('absence', () => {
	const certainty = (settings: readonly Setting[], visibility: Visibility) => {
		const absence = effective(settings, { visibility }).absence(PAUSE);
		return absence === undefined ? undefined : [absence.certainty, absence.programUnseen];
	};

	it.each([
		[true, true, 'owner', false],
		[true, false, 'owner', true],
		[false, true, 'lower-unseen', false],
		[false, false, 'lower-unseen', true],
	] as const)('configuration seen: %s, program seen: %s', (configuration, program, expected, unseen) => {
		expect(certainty([], { configuration, program })).toEqual([expected, unseen]);
	});

	it('belongs to the layer in which the group is enabled', () => {
		expect(certainty([call(INTERVAL, '1 min')], { configuration: false, program: true })).toEqual(['owner-over-unseen-file', false]);
		expect(certainty([call(INTERVAL, '1 min')], WHOLE)).toEqual(['owner', false]);
	});

	it('is none where something sets the option', () => {
		expect(certainty([setting(PAUSE, '5 s')], WHOLE)).toBeUndefined();
		expect(certainty([call(PAUSE, '5 s', { condition: 'sometimes' })], WHOLE)).toBeUndefined();
	});

	it('stands at the enabler, else where the document first speaks of Flink', () => {
		const enabler = setting(INTERVAL, '1 min', { range: { start: 20, end: 30 } });
		expect(effective([enabler]).absence(PAUSE)?.at).toEqual({ file: 'conf/flink-conf.yaml', range: { start: 20, end: 30 } });
		expect(effective([]).absence(PAUSE)?.at).toEqual({ file: 'conf/flink-conf.yaml', range: { start: 7, end: 9 } });
	});
});
