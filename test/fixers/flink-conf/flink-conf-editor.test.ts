// biome-ignore-all lint/suspicious/noTemplateCurlyInString: shell templates are what these tests are about
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { flinkConfEditor } from '../../../src/fixers/flink-conf/flink-conf-editor.ts';
import type { TextEdit } from '../../../src/model/finding.ts';
import { duration, memory, number, type TypedValue, text as textValue } from '../../../src/model/value.ts';
import { parseFlinkConf } from '../../../src/parsers/flink-conf/flink-conf.ts';
import { applyEdits } from '../text-edits.ts';

const read = (text: string) => parseFlinkConf('flink-conf.yaml', text);
const held = (text: string) => new Map(read(text).settings.map(({ key, value }) => [key, value.kind === 'unknown' ? '' : value.text]));

function edited(text: string, edits: readonly TextEdit[] | undefined): string | undefined {
	return edits === undefined ? undefined : applyEdits(text, edits);
}

function set(text: string, key: string, value: TypedValue): string | undefined {
	const document = read(text);
	const setting = document.settings.findLast((candidate) => candidate.key === key);
	return setting === undefined ? undefined : edited(text, flinkConfEditor.setValue(document, setting, value));
}

function insert(text: string, key: string, value: TypedValue, beside?: string): string | undefined {
	const document = read(text);
	return edited(
		text,
		flinkConfEditor.insert(document, { key, value, after: document.settings.find((setting) => setting.key === beside) }, undefined),
	);
}

describe('setValue in a legacy file', () => {
	it.each([
		['execution.checkpointing.interval: 10s # often\n', 'execution.checkpointing.interval: 60s # often\n'],
		['execution.checkpointing.interval:   10 s\n', 'execution.checkpointing.interval:   60 s\n'],
		['execution.checkpointing.interval: 10000\r\n', 'execution.checkpointing.interval: 60000\r\n'],
		['execution.checkpointing.interval: 10 seconds', 'execution.checkpointing.interval: 1 min'],
		['execution.checkpointing.interval: "10 s"\n', 'execution.checkpointing.interval: 1 min\n'],
	])('writes %j in its own way', (before, expected) => {
		const result = set(before, 'execution.checkpointing.interval', duration(60_000));
		expect([expected, expected.replace('60s', '1min').replace('60 s', '1 min')]).toContain(result);
	});

	it('writes memory as before', () =>
		expect(set('taskmanager.memory.process.size: 1024Mb', 'taskmanager.memory.process.size', memory(1600 * 2 ** 20))).toBe(
			'taskmanager.memory.process.size: 1600Mb',
		));
	it('cannot write a #', () => expect(set('state.checkpoints.dir: a', 'state.checkpoints.dir', textValue('s3://b/#c'))).toBeUndefined());
	it('changes nothing where the value is the same', () =>
		expect(set('execution.checkpointing.interval: 60000', 'execution.checkpointing.interval', duration(60_000))).toBe(
			'execution.checkpointing.interval: 60000',
		));
});

describe('insert into a legacy file', () => {
	it.each([
		[
			'execution.checkpointing.interval: 60s\n\n# memory\ntaskmanager.numberOfTaskSlots: 2\n',
			'execution.checkpointing.interval: 60s\nexecution.checkpointing.min-pause: 30s\n\n# memory\ntaskmanager.numberOfTaskSlots: 2\n',
		],
		[
			'execution.checkpointing.interval : 60 s\r\n',
			'execution.checkpointing.interval : 60 s\r\nexecution.checkpointing.min-pause : 30 s\r\n',
		],
		[
			'execution.checkpointing.interval:      60000',
			'execution.checkpointing.interval:      60000\nexecution.checkpointing.min-pause: 30000',
		],
		[
			'  execution.checkpointing.interval: 60s\n# end\n',
			'  execution.checkpointing.interval: 60s\n  execution.checkpointing.min-pause: 30s\n# end\n',
		],
	])('into %j', (before, expected) =>
		expect(insert(before, 'execution.checkpointing.min-pause', duration(30_000), 'execution.checkpointing.interval')).toBe(expected),
	);

	it('into an empty file', () => expect(insert('', 'parallelism.default', number(2))).toBe('parallelism.default: 2\n'));
	it('behind comments only', () => expect(insert('# x', 'parallelism.default', number(2))).toBe('# x\nparallelism.default: 2'));
});

describe('remove and rename in a legacy file', () => {
	it.each([
		['a.b: 1\n# about c\nc: 2 # own\nd: 3\n', 'c', 'a.b: 1\n# about c\nd: 3\n'],
		['a: 1\nc: 2', 'c', 'a: 1'],
		['c: 2', 'c', ''],
		['c: 2\r\nd: 3\r\n', 'c', 'd: 3\r\n'],
	])('removes from %j', (before, key, expected) => {
		const document = read(before);
		const setting = document.settings.find((candidate) => candidate.key === key);
		expect(setting && edited(before, flinkConfEditor.remove(document, setting))).toBe(expected);
	});

	it('says what a rewritten text breaks', async () => {
		expect(await flinkConfEditor.verify?.('state.backend: a\n', 'state.backend: b\n')).toBeUndefined();
		expect(await flinkConfEditor.verify?.('state.backend: a\n', 'state.backend:b\n')).toBe('Flink would drop a line that it read before');
	});

	it('renames only the key', () => {
		const before = '  state.backend :  rocksdb # x\r\n';
		const document = read(before);
		const [setting] = document.settings;
		expect(setting && edited(before, flinkConfEditor.rename(document, setting, 'state.backend.type'))).toBe(
			'  state.backend.type :  rocksdb # x\r\n',
		);
	});
});

const KEYS = [
	'execution.checkpointing.interval',
	'execution.checkpointing.timeout',
	'parallelism.default',
	'state.backend',
	'my.own.key',
	'taskmanager.memory.process.size',
] as const;
const line = fc.oneof(
	fc
		.record({
			indent: fc.constantFrom('', '  ', '\t'),
			key: fc.constantFrom(...KEYS),
			sign: fc.constantFrom(': ', ' : ', ':   '),
			value: fc.constantFrom('60s', '1 min', '4', '"q"', 'x y', '1g', '${A}'),
			tail: fc.constantFrom('', ' # note', '  '),
		})
		.map(({ indent, key, sign, value, tail }) => `${indent}${key}${sign}${value}${tail}`),
	fc.constantFrom('# comment', '', '   ', 'a=b', 'section:', '---'),
);
const file = fc
	.record({
		lines: fc.array(line, { maxLength: 8 }),
		eol: fc.constantFrom('\n', '\r\n'),
		bom: fc.constantFrom('', '\ufeff'),
		last: fc.boolean(),
	})
	.map(({ lines, eol, bom, last }) => `${bom}${lines.join(eol)}${last ? eol : ''}`);

describe('any legacy file', () => {
	const value = fc.constantFrom<TypedValue>(duration(30_000), number(7), textValue('abc'), memory(2 ** 30));

	it('keeps everything but the key that is set, and settles', () => {
		fc.assert(
			fc.property(file, fc.nat(), value, (text, index, wanted) => {
				const document = read(text);
				const setting = document.settings[index % Math.max(1, document.settings.length)];
				if (setting === undefined) return;
				const edits = flinkConfEditor.setValue(document, setting, wanted) ?? [];
				expectOnly(text, applyEdits(text, edits), setting.key, setting.key);
				const again = read(applyEdits(text, edits));
				const same = again.settings.find((candidate) => candidate.range.start === setting.range.start);
				if (same?.value.kind === 'known' && edits.length > 0)
					expect(applyEdits(again.text, flinkConfEditor.setValue(again, same, wanted) ?? [])).toBe(again.text);
			}),
		);
	});

	it('keeps everything when a key is inserted, and inserts it once', () => {
		fc.assert(
			fc.property(file, fc.nat(), value, (text, index, wanted) => {
				const document = read(text);
				const insertion = {
					key: 'execution.checkpointing.min-pause',
					value: wanted,
					after: document.settings[index % Math.max(1, document.settings.length)],
				};
				const edits = flinkConfEditor.insert(document, insertion, undefined);
				expect(edits).toHaveLength(1);
				const result = applyEdits(text, edits ?? []);
				expectOnly(text, result, insertion.key, insertion.key);
				expect(held(result).has(insertion.key)).toBe(true);
				expect(/[\r\n]$/.test(result) || !/[\r\n]$/.test(text)).toBe(true);
				if (!text.includes('\r')) expect(result).not.toContain('\r');
			}),
		);
	});

	it('keeps everything but the key that is removed or renamed', () => {
		fc.assert(
			fc.property(file, fc.nat(), (text, index) => {
				const document = read(text);
				const setting = document.settings[index % Math.max(1, document.settings.length)];
				if (setting === undefined) return;
				expectOnly(text, applyEdits(text, flinkConfEditor.remove(document, setting) ?? []), setting.key, setting.key);
				expectOnly(text, applyEdits(text, flinkConfEditor.rename(document, setting, 'new.key') ?? []), setting.key, 'new.key');
				expect(read(applyEdits(text, flinkConfEditor.remove(document, setting) ?? [])).settings).toHaveLength(document.settings.length - 1);
			}),
		);
	});
});

function expectOnly(before: string, result: string, ...keys: readonly string[]): void {
	const others = (text: string) =>
		read(text)
			.settings.filter(({ key }) => !keys.includes(key))
			.map(({ key, value }) => [key, value.kind === 'unknown' ? '' : value.text]);
	expect(others(result)).toEqual(others(before));
	expect(read(result).comments.length).toBeGreaterThanOrEqual(read(before).comments.length - 1);
	if (before.startsWith('\ufeff') && !keys.some((key) => key.startsWith('\ufeff'))) expect(result.startsWith('\ufeff')).toBe(true);
}
