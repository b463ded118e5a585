import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { msfJsonEditor } from '../../../src/fixers/msf/msf-json-editor.ts';
import type { ConfigDocument } from '../../../src/model/document.ts';
import type { TextEdit } from '../../../src/model/finding.ts';
import type { Setting } from '../../../src/model/setting.ts';
import { boolean, duration, enumeration, number, type TypedValue } from '../../../src/model/value.ts';
import { parseMsfJson } from '../../../src/parsers/msf/msf-json.ts';
import { randomApplication } from '../../parsers/msf/random-application.ts';

const parse = (text: string) => parseMsfJson('app.json', text);
const MIN_PAUSE = 'execution.checkpointing.min-pause';

function apply(text: string, edits: readonly TextEdit[] | undefined): string | undefined {
	if (edits === undefined) return undefined;
	return [...edits]
		.reverse()
		.reduce((edited, { range, text: piece }) => edited.slice(0, range.start) + piece + edited.slice(range.end), text);
}

function setting(document: ConfigDocument, key: string): Setting {
	const found = document.settings.find((candidate) => candidate.key === key);
	if (found === undefined) throw new Error(`no ${key}`);
	return found;
}

function set(text: string, key: string, value: TypedValue): string | undefined {
	const document = parse(text);
	return apply(text, msfJsonEditor.setValue(document, setting(document, key), value));
}

function insert(text: string, key: string, value: TypedValue, after?: string): string | undefined {
	const document = parse(text);
	return apply(
		text,
		msfJsonEditor.insert(document, { key, value, after: after === undefined ? undefined : setting(document, after) }, undefined),
	);
}

function remove(text: string, key: string): string | undefined {
	const document = parse(text);
	return apply(text, msfJsonEditor.remove(document, setting(document, key)));
}

/** A create input whose checkpoint block is the given text. */
const checkpoint = (block: string): string =>
	`{"ApplicationName": "a", "ApplicationConfiguration": {"FlinkApplicationConfiguration": {"CheckpointConfiguration": ${block}}}}`;

describe('setValue', () => {
	test('replaces the value alone', () => {
		const text = checkpoint('{"ConfigurationType" : "DEFAULT",\t"CheckpointInterval" : 500 }');
		expect(set(text, 'msf.checkpoint-configuration-type', enumeration('CUSTOM'))).toBe(
			checkpoint('{"ConfigurationType" : "CUSTOM",\t"CheckpointInterval" : 500 }'),
		);
		expect(set(text, 'execution.checkpointing.interval', duration(60_000))).toBe(
			checkpoint('{"ConfigurationType" : "DEFAULT",\t"CheckpointInterval" : 60000 }'),
		);
	});

	test('a value written as a text stays a text', () => {
		const text = checkpoint('{"ConfigurationType": "CUSTOM", "CheckpointingEnabled": "false", "CheckpointInterval": "1"}');
		expect(set(text, 'msf.checkpointing-enabled', boolean(true))).toContain('"CheckpointingEnabled": "true"');
		expect(set(text, 'execution.checkpointing.interval', duration(60_000))).toContain('"CheckpointInterval": "60000"');
	});

	test('an enum is written as AWS spells it', () => {
		const text = checkpoint('{"ConfigurationType": "custom"}');
		expect(set(text, 'msf.checkpoint-configuration-type', enumeration('default'))).toBe(checkpoint('{"ConfigurationType": "DEFAULT"}'));
	});

	test('nothing to do', () => {
		const document = parse(checkpoint('{"ConfigurationType": "CUSTOM"}'));
		expect(msfJsonEditor.setValue(document, setting(document, 'msf.checkpoint-configuration-type'), enumeration('CUSTOM'))).toEqual([]);
	});

	test.each([
		['a value that AWS would reject', '{"CheckpointInterval": 1}', duration(0)],
		['a value of another type', '{"CheckpointInterval": 1}', number(5)],
		['a template', '{"CheckpointInterval": "<interval>"}', duration(5)],
	])('%s is not written', (_, block, value) => {
		expect(set(checkpoint(block), 'execution.checkpointing.interval', value)).toBeUndefined();
	});
});

describe('insert', () => {
	test('beside a sibling, in lines', () => {
		const block = (inner: string) => checkpoint(`{\n\t\t"ConfigurationType": "CUSTOM",\n\n\t\t"CheckpointInterval": 60000${inner}\n\t}`);
		expect(insert(block(''), MIN_PAUSE, duration(30_000), 'execution.checkpointing.interval')).toBe(
			block(',\n\t\t"MinPauseBetweenCheckpoints": 30000'),
		);
	});

	test('on one line, with the spaces of its neighbours', () => {
		expect(insert(checkpoint('{"ConfigurationType":"CUSTOM","CheckpointInterval":60000}'), MIN_PAUSE, duration(5000))).toBe(
			checkpoint('{"ConfigurationType":"CUSTOM","CheckpointInterval":60000,"MinPauseBetweenCheckpoints":5000}'),
		);
		expect(insert(checkpoint('{ "ConfigurationType" : "CUSTOM" }'), MIN_PAUSE, duration(5000))).toBe(
			checkpoint('{ "ConfigurationType" : "CUSTOM", "MinPauseBetweenCheckpoints" : 5000 }'),
		);
	});

	test('in the order of the API, with leading commas and CRLF', () => {
		const block = (inner: string) => checkpoint(`{\r\n  "MinPauseBetweenCheckpoints": 1\r\n, "ConfigurationType": "CUSTOM"${inner}\r\n}`);
		expect(insert(block(''), 'execution.checkpointing.interval', duration(60_000))).toBe(block('\r\n, "CheckpointInterval": 60000'));
	});

	test('first where nothing comes before it', () => {
		expect(insert(checkpoint('{\n  "CheckpointInterval": 1\n}'), 'msf.checkpoint-configuration-type', enumeration('CUSTOM'))).toBe(
			checkpoint('{\n  "ConfigurationType": "CUSTOM",\n  "CheckpointInterval": 1\n}'),
		);
	});

	test('into an empty block', () => {
		expect(insert(checkpoint('{}'), 'msf.checkpoint-configuration-type', enumeration('CUSTOM'))).toBe(
			checkpoint('{"ConfigurationType": "CUSTOM"}'),
		);
	});

	test('creates the block where it is missing', () => {
		const text = '{\n    "ApplicationName": "a",\n    "ApplicationConfiguration": {\n        "Unknown": 1\n    }\n}\n';
		expect(insert(text, 'msf.snapshots-enabled', boolean(true))).toBe(
			'{\n    "ApplicationName": "a",\n    "ApplicationConfiguration": {\n        "Unknown": 1,\n        "ApplicationSnapshotConfiguration": {\n            "SnapshotsEnabled": true\n        }\n    }\n}\n',
		);
		expect(insert(text, 'msf.checkpoint-configuration-type', enumeration('CUSTOM'))).toBe(
			'{\n    "ApplicationName": "a",\n    "ApplicationConfiguration": {\n        "Unknown": 1,\n        "FlinkApplicationConfiguration": {\n            "CheckpointConfiguration": {\n                "ConfigurationType": "CUSTOM"\n            }\n        }\n    }\n}\n',
		);
	});

	test('creates the block on one line where its neighbours are', () => {
		expect(insert('{"ApplicationName":"a","ApplicationConfiguration":{}}', 'msf.snapshots-enabled', boolean(true))).toBe(
			'{"ApplicationName":"a","ApplicationConfiguration":{"ApplicationSnapshotConfiguration":{"SnapshotsEnabled":true}}}',
		);
	});

	test('in an update, with its names', () => {
		const text =
			'{ "ApplicationName": "a", "ApplicationConfigurationUpdate": { "ApplicationSnapshotConfigurationUpdate": { "SnapshotsEnabledUpdate": true } } }';
		expect(insert(text, 'execution.checkpointing.interval', duration(1000))).toBe(
			'{ "ApplicationName": "a", "ApplicationConfigurationUpdate": { "ApplicationSnapshotConfigurationUpdate": { "SnapshotsEnabledUpdate": true }, "FlinkApplicationConfigurationUpdate": { "CheckpointConfigurationUpdate": { "CheckpointIntervalUpdate": 1000 } } } }',
		);
	});

	test.each([
		['a Flink option the API has no field for', '{"ConfigurationType": "CUSTOM"}', 'state.backend.type', enumeration('rocksdb')],
		['beside DEFAULT, where it would be dead', '{"ConfigurationType": "DEFAULT"}', MIN_PAUSE, duration(5000)],
		['a field that stands there already', '{"ConfigurationType": "CUSTOM", "MinPauseBetweenCheckpoints": 0}', MIN_PAUSE, duration(5000)],
		['what only an answer has', '{"ConfigurationType": "CUSTOM"}', 'msf.current-parallelism', number(3)],
		['a block that would lack its ConfigurationType', '{"ConfigurationType": "CUSTOM"}', 'parallelism.default', number(3)],
		['what CreateApplication does not take', '{"ConfigurationType": "CUSTOM"}', 'msf.allow-non-restored-state', boolean(true)],
	])('not: %s', (_, block, key, value) => expect(insert(checkpoint(block), key, value)).toBeUndefined());

	test('not beside a misplaced block of the same name', () => {
		const text =
			'{"ApplicationName": "a", "ApplicationConfiguration": {"X": 1}, "ApplicationSnapshotConfiguration": {"SnapshotsEnabled": true}}';
		expect(insert(text, 'msf.snapshots-enabled', boolean(true))).toBeUndefined();
	});
});

describe('remove', () => {
	test('with the comma that ties it to its neighbours', () => {
		const block = '{\n  "ConfigurationType": "CUSTOM",\n  "CheckpointInterval": 1,\n  "MinPauseBetweenCheckpoints": 2\n}';
		expect(remove(checkpoint(block), 'execution.checkpointing.interval')).toBe(
			checkpoint('{\n  "ConfigurationType": "CUSTOM",\n  "MinPauseBetweenCheckpoints": 2\n}'),
		);
		expect(remove(checkpoint(block), MIN_PAUSE)).toBe(checkpoint('{\n  "ConfigurationType": "CUSTOM",\n  "CheckpointInterval": 1\n}'));
		expect(remove(checkpoint('{ "CheckpointInterval": 1, "ConfigurationType": "CUSTOM" }'), 'execution.checkpointing.interval')).toBe(
			checkpoint('{ "ConfigurationType": "CUSTOM" }'),
		);
		expect(remove(checkpoint('{ "CheckpointInterval": 1 }'), 'execution.checkpointing.interval')).toBe(checkpoint('{}'));
	});

	test('never what AWS requires', () => {
		expect(remove(checkpoint('{"ConfigurationType": "CUSTOM"}'), 'msf.checkpoint-configuration-type')).toBeUndefined();
	});
});

test.each([
	[
		'a describe answer',
		'{"ApplicationDetail": {"ApplicationName": "a", "ApplicationConfigurationDescription": {"ApplicationSnapshotConfigurationDescription": {"SnapshotsEnabled": false}}}}',
	],
	[
		'a text that is no JSON',
		'{"ApplicationName": "a", "ApplicationConfiguration": {"ApplicationSnapshotConfiguration": {"SnapshotsEnabled": false,}}}',
	],
])('%s is never edited', (_, text) => {
	expect(set(text, 'msf.snapshots-enabled', boolean(true))).toBeUndefined();
	expect(remove(text, 'msf.snapshots-enabled')).toBeUndefined();
	expect(insert(text, 'msf.rollback-enabled', boolean(true))).toBeUndefined();
});

test('a field has no other name', () => {
	const document = parse(checkpoint('{"CheckpointInterval": 1}'));
	expect(msfJsonEditor.rename(document, setting(document, 'execution.checkpointing.interval'), MIN_PAUSE)).toBeUndefined();
});

describe('verify', () => {
	const sound = checkpoint('{"ConfigurationType": "CUSTOM", "CheckpointInterval": 1}');

	test('a sound edit passes', async () => {
		expect(await msfJsonEditor.verify?.(sound, checkpoint('{"ConfigurationType": "CUSTOM"}'))).toBeUndefined();
	});

	test('a broken text, a repeated field, a missing one do not', async () => {
		expect(await msfJsonEditor.verify?.(sound, sound.slice(1))).toBeDefined();
		expect(
			await msfJsonEditor.verify?.(sound, sound.replace('"CheckpointInterval": 1', '"CheckpointInterval": 1, "CheckpointInterval": 2')),
		).toContain('stated again');
		expect(await msfJsonEditor.verify?.(sound, checkpoint('{"CheckpointInterval": 1}'))).toContain('`ConfigurationType` is missing');
	});
});

describe('random documents', () => {
	const NEW_VALUES: Readonly<Record<string, TypedValue>> = {
		'msf.checkpoint-configuration-type': enumeration('CUSTOM'),
		'msf.checkpointing-enabled': boolean(true),
		'execution.checkpointing.interval': duration(61_234),
		'execution.checkpointing.min-pause': duration(4321),
		'msf.metrics-level': enumeration('APPLICATION'),
		'msf.log-level': enumeration('WARN'),
		'parallelism.default': number(65),
		'msf.parallelism-per-kpu': number(8),
		'msf.autoscaling-enabled': boolean(false),
		'msf.snapshots-enabled': boolean(true),
		'msf.rollback-enabled': boolean(true),
	};
	const keys = fc.constantFrom(...Object.keys(NEW_VALUES));

	/** Every field of a document with its place in the tree, as JSON.parse sees it. */
	function leaves(text: string): Map<string, unknown> {
		const found = new Map<string, unknown>();
		const walk = (value: unknown, path: string): void => {
			if (typeof value !== 'object' || value === null) found.set(path, value);
			else for (const [name, inner] of Object.entries(value)) walk(inner, `${path}/${name}`);
		};
		walk(JSON.parse(text.replace('\uFEFF', '')), '');
		return found;
	}

	function changed(before: string, after: string): string[] {
		const [old, fresh] = [leaves(before), leaves(after)];
		return [...new Set([...old.keys(), ...fresh.keys()])].filter((path) => old.get(path) !== fresh.get(path));
	}

	/** Line ends and indentation stay of one kind. */
	function keepsLayout(before: string, after: string): void {
		if (!before.includes('\n')) expect(after).not.toContain('\n');
		if (before.includes('\r\n')) expect(after.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
		else expect(after).not.toContain('\r');
	}

	test('setValue, insert and remove change the named field alone, and doing it twice changes nothing', () => {
		fc.assert(
			fc.property(randomApplication, keys, (text, key) => {
				const value = NEW_VALUES[key] ?? boolean(true);
				const document = parse(text);
				const present = document.settings.find((candidate) => candidate.key === key);
				const edits =
					present === undefined
						? msfJsonEditor.insert(document, { key, value, after: document.settings.at(-1) }, undefined)
						: msfJsonEditor.setValue(document, present, value);
				const edited = apply(text, edits);
				if (edited === undefined) return;
				const again = parse(edited);
				const stated = again.settings.find((candidate) => candidate.key === key);
				expect(again.problems).toEqual([]);
				expect(stated?.value).toMatchObject({ kind: 'known', value });
				expect(stated?.inert === undefined || present !== undefined).toBe(true);
				expect(changed(text, edited).length).toBeLessThanOrEqual(1);
				expect(changed(text, edited).every((path) => path.endsWith(`/${stated?.name}`))).toBe(true);
				expect(again.notes.length).toBeLessThanOrEqual(document.notes.length);
				keepsLayout(text, edited);
				if (stated === undefined) return;
				expect(msfJsonEditor.setValue(again, stated, value)).toEqual([]);
				const removed = apply(edited, msfJsonEditor.remove(again, stated));
				if (removed === undefined) return;
				expect(parse(removed).settings.map(({ key: left }) => left)).toEqual(
					again.settings.map(({ key: left }) => left).filter((left) => left !== key),
				);
				expect(changed(edited, removed).every((path) => path.endsWith(`/${stated.name}`))).toBe(true);
				keepsLayout(text, removed);
			}),
			{ numRuns: 1000 },
		);
	});
});
