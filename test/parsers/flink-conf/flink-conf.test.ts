// biome-ignore-all lint/suspicious/noTemplateCurlyInString: shell templates are what these tests are about
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseFlinkConf } from '../../../src/parsers/flink-conf/flink-conf.ts';

const read = (text: string) => parseFlinkConf('conf/flink-conf.yaml', text);
const pairs = (text: string) =>
	read(text).settings.map((setting) => [setting.key, setting.value.kind === 'unknown' ? 'unknown' : setting.value.text]);
const notes = (text: string) =>
	read(text).notes.map(({ kind, meant, range }) => ({
		kind,
		text: text.slice(range.start, range.end),
		...(meant === undefined ? {} : { meant }),
	}));

describe('a legacy flink-conf.yaml', () => {
	it('is read line by line, with the range of everything', () => {
		const text = '# cluster\n  parallelism.default :  4   # four\r\nstate.backend: rocksdb';
		const { settings, comments } = read(text);
		expect(settings.map(({ key }) => key)).toEqual(['parallelism.default', 'state.backend']);
		expect(settings.map(({ range }) => text.slice(range.start, range.end))).toEqual(['parallelism.default :  4', 'state.backend: rocksdb']);
		expect(comments.map((comment) => comment.text)).toEqual(['cluster', 'four']);
	});

	it('types values by the option', () => {
		const [interval, memory] = read('execution.checkpointing.interval: 1 min\ntaskmanager.memory.process.size: 4g\n').settings;
		expect(interval?.value).toMatchObject({ kind: 'known', value: { type: 'duration', ms: 60_000 } });
		expect(memory?.value).toMatchObject({ kind: 'known', value: { type: 'memory', bytes: 4 * 2 ** 30 } });
	});

	it('keeps quotes in the value, which no duration has', () => {
		expect(read('execution.checkpointing.interval: "60 s"').settings[0]?.value).toEqual({
			kind: 'invalid',
			text: '"60 s"',
			why: 'a duration starts with a number',
		});
	});

	it.each([
		'${INTERVAL}',
		'$INTERVAL',
		'{{ .Values.interval }}',
		'#{INTERVAL}#',
		'%INTERVAL%',
		'@interval@',
		'{% x %}',
		'<%= x %>',
		'<interval>',
		'60${UNIT}',
	])('does not judge the templated value %s', (value) => {
		const [setting] = read(`execution.checkpointing.interval: ${value}`).settings;
		expect(setting?.value.kind ?? 'unknown').toBe('unknown');
	});

	it('reads the default of a templated value', () => {
		expect(read('execution.checkpointing.interval: ${INTERVAL:-60 s}').settings[0]?.value).toMatchObject({
			kind: 'unknown',
			fallback: { type: 'duration', ms: 60_000 },
		});
	});

	it.each([
		['state.backend:rocksdb', { key: 'state.backend', text: 'rocksdb' }],
		['state.backend=rocksdb', { key: 'state.backend', text: 'rocksdb' }],
		['state.backend = rocksdb', { key: 'state.backend', text: 'rocksdb' }],
		['state.backend:\trocksdb', { key: 'state.backend', text: 'rocksdb' }],
		['state.backend:', { key: 'state.backend', text: '' }],
	])('says that %j is dropped', (line, meant) => {
		expect(pairs(line)).toEqual([]);
		expect(notes(line)).toEqual([{ kind: 'dropped-line', text: line, meant }]);
	});

	it.each(['justtext', '---', 'log4j.rootLogger=INFO', '- item', ': x', '# state.backend=rocksdb'])(
		'says nothing about %j, which means no option',
		(line) => {
			expect(notes(line)).toEqual([]);
		},
	);

	it('says that nested keys are read as top-level ones', () => {
		expect(notes('state:\n  backend: rocksdb\n  checkpoints:\n    dir: s3://b/c\nparallelism.default: 2\n')).toEqual([
			{ kind: 'dropped-line', text: 'backend: rocksdb', meant: { key: 'state.backend', text: 'rocksdb' } },
			{ kind: 'dropped-line', text: 'dir: s3://b/c', meant: { key: 'state.checkpoints.dir', text: 's3://b/c' } },
		]);
	});

	it.each([
		['state.checkpoints.dir: s3://bucket/#/x', 'state.checkpoints.dir: s3://bucket/#/x'],
		['env.java.opts: "-Da=b # c"', 'env.java.opts: "-Da=b # c"'],
	])('says that %j is cut at #', (line, text) => {
		expect(notes(line)).toEqual([{ kind: 'dropped-line', text }]);
	});

	it.each([
		'parallelism.default: 4 # four',
		'parallelism.default: 4#four',
		'state.backend: rocksdb# why',
		`state.backend: rocksdb # it's "fine"`,
		'state.backend: rocksdb ## x',
	])('takes the # of %j for a comment', (line) => {
		expect(notes(line)).toEqual([]);
	});

	it('reports the statement that a later one of the same key beats', () => {
		const document = read('parallelism.default: 1\nstate.backend: hashmap\nparallelism.default: 2\n');
		expect(document.notes).toMatchObject([{ kind: 'duplicate', range: { start: 0, end: 22 }, setting: { value: { text: '1' } } }]);
	});

	it('says that a BOM makes the first key another one', () => {
		expect(notes('\ufeffparallelism.default: 4\nstate.backend: hashmap\n')).toMatchObject([
			{ kind: 'dropped-line', meant: { key: 'parallelism.default', text: '4' } },
		]);
	});

	it('marks secrets, with what is behind a #', () => {
		const text = 's3.secret-key: abc#def\nkubernetes.secrets: a:/b\nsecurity.delegation.tokens.enabled: true\n';
		expect(read(text).secrets.map(({ start, end }) => text.slice(start, end))).toEqual(['abc#def']);
	});

	it('is anchored at its first Flink line', () => {
		const text = '# head\n\nmy.key: 1\nstate.backend: rocksdb\n';
		expect(read(text).anchor).toEqual({ start: 18, end: 40 });
		expect(read('').anchor).toEqual({ start: 0, end: 0 });
	});

	it('says that a binary file is not text', () => {
		expect(read('a\0b').problems).toMatchObject([{ range: { start: 1, end: 2 }, message: expect.stringContaining('not text') }]);
	});

	it('finds the line around any offset', () => {
		const text = 'a: 1\r\nb: 2\n';
		const { statementAt } = read(text);
		expect([0, 3, 6, 9, 99].map((offset) => text.slice(statementAt(offset).start, statementAt(offset).end))).toEqual([
			'a: 1',
			'a: 1',
			'b: 2',
			'b: 2',
			'b: 2',
		]);
	});

	it('slices every range back to what it says, for any text', () => {
		const piece = fc.constantFrom(
			'a.b',
			'state.backend',
			': ',
			':',
			' ',
			'\t',
			'#',
			'"',
			'\n',
			'\r\n',
			'\r',
			'4',
			'60 s',
			'\ufeff',
			'$',
			'{{',
			'}}',
			'=',
			'\u00a0',
		);
		fc.assert(
			fc.property(
				fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join('')),
				(text) => {
					for (const setting of read(text).settings) {
						expect(text.slice(setting.nameRange.start, setting.nameRange.end)).toBe(setting.key);
						const value = setting.valueRange === undefined ? '' : text.slice(setting.valueRange.start, setting.valueRange.end);
						if (setting.value.kind !== 'unknown') expect(value).toBe(setting.value.text);
						expect(setting.range).toEqual({ start: setting.nameRange.start, end: setting.valueRange?.end });
					}
				},
			),
		);
	});
});
