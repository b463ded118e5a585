// biome-ignore-all lint/suspicious/noTemplateCurlyInString: shell templates are what these tests are about
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseConfigYaml } from '../../../src/parsers/config-yaml/config-yaml.ts';

const read = (text: string) => parseConfigYaml('conf/config.yaml', text);
const values = (text: string) =>
	Object.fromEntries(read(text).settings.map(({ key, value }) => [key, value.kind === 'known' ? value.value : value.kind]));
const problems = (text: string) =>
	read(text).problems.map(({ range, message }) => [text.slice(0, range.start).split(/\r\n|\r|\n/).length, message]);
const notes = (text: string) => read(text).notes.map(({ kind, what }) => [kind, what]);

describe('a config.yaml', () => {
	it('is flattened, with the range of each statement', () => {
		const text = 'execution:\n  checkpointing:\n    interval: 60s # often\n    mode: exactly_once\nparallelism.default: 4\n';
		const { settings } = read(text);
		expect(
			settings.map(({ key, range, nameRange }) => [key, text.slice(range.start, range.end), text.slice(nameRange.start, nameRange.end)]),
		).toEqual([
			['execution.checkpointing.interval', 'interval: 60s', 'interval'],
			['execution.checkpointing.mode', 'mode: exactly_once', 'mode'],
			['parallelism.default', 'parallelism.default: 4', 'parallelism.default'],
		]);
		expect(values(text)).toEqual({
			'execution.checkpointing.interval': { type: 'duration', ms: 60_000 },
			'execution.checkpointing.mode': { type: 'enum', value: 'EXACTLY_ONCE' },
			'parallelism.default': { type: 'number', value: 4 },
		});
	});

	it('reads quoted values without their quotes', () => {
		expect(values('execution.checkpointing.interval: "60 s"\n')).toEqual({
			'execution.checkpointing.interval': { type: 'duration', ms: 60_000 },
		});
	});

	it('reads lists in every form', () => {
		const items = { type: 'list', items: ['a', 'b;c'] };
		const key = 'classloader.parent-first-patterns.additional';
		for (const form of [' [a, b;c]', "\n  - a\n  - 'b;c'", '\n- a\n- b;c', " a;'b;c'", ' "[a, b;c]"'])
			expect(values(`${key}:${form}\n`)).toEqual({ [key]: items });
	});

	it('keeps the section of a map option one setting', () => {
		expect(values('pipeline:\n  global-job-parameters:\n    a: 1\n    b:\n      c: x\n')).toEqual({
			'pipeline.global-job-parameters': { type: 'map', entries: { a: '1', 'b.c': 'x' } },
		});
		expect(values('pipeline.global-job-parameters: {a: 1}\n')).toEqual({
			'pipeline.global-job-parameters': { type: 'map', entries: { a: '1' } },
		});
		expect(values('pipeline.global-job-parameters: a:1,b:2\n')).toEqual({
			'pipeline.global-job-parameters': { type: 'map', entries: { a: '1', b: '2' } },
		});
	});

	it.each([
		['a: 1\nb: x\na: 2\n', 3, 'the key `a` stands twice in one section'],
		['a:\n  b: 1\n  b: 2\n', 3, 'the key `b` stands twice in one section'],
		['state:\n  # backend: x\na: 1\n', 1, '`state` has no value'],
		['a: ~\n', 1, '`a` has no value'],
		['- a\n', 1, 'the file is no map of keys to values'],
		['a: 1\n---\nb: 2\n', 2, 'a second YAML document starts here, and Flink reads files of one document only'],
		['1: x\n', 1, 'the key `1` is a number, and Flink takes only text'],
		['a: !foo x\n', 1, 'Flink has no type for the tag `!foo`'],
		['a:\t1\n', 1, 'a tab stands where YAML allows only spaces'],
		['a: 1\nb: x\u0007\n', 2, 'the character U+0007 is not allowed in YAML'],
		['a: &x\n  b: *x\n', 2, 'an alias stands for a section that it is a part of'],
	])('says where and why Flink refuses %j', (text, line, message) => {
		expect(problems(text)).toEqual([[line, message]]);
		expect(notes(text)).toContainEqual(['load-fails', `Flink refuses to load the file: ${message}`]);
	});

	it.each(['a: b: c\n', 'a: @x\n', 'a: [1, 2\n', 'a: "x\n', 'a=1\nb: 2\n', '{a: 1\n'])('has a problem with a place for %j', (text) => {
		expect(problems(text).length).toBeGreaterThan(0);
	});

	it('notices a key that is stated flat and nested', () => {
		expect(notes('parallelism.default: 1\nparallelism:\n  default: 2\n')).toEqual([
			['duplicate', '`parallelism.default` stands again below, where the last one wins'],
		]);
	});

	it('notices a key that is the beginning of another', () => {
		expect(notes('state.backend: rocksdb\nstate:\n  backend:\n    incremental: true\n')).toEqual([
			['prefix-conflict', '`state.backend` has a value and is the beginning of `state.backend.incremental` too'],
		]);
	});

	it.each([
		['execution.checkpointing.unaligned.enabled: yes', '`yes` is a text in YAML 1.2, and Flink takes only `true` and `false`'],
		['parallelism.default: 010', 'YAML reads `010` as the number 10'],
		['high-availability.cluster-id: 1.20', 'YAML reads `1.20` as the number 1.2'],
	])('notices the surprising type of %s', (text, what) => expect(notes(text)).toEqual([['surprising-type', what]]));

	it.each([
		'execution.checkpointing.interval: ${INTERVAL}\n',
		'execution.checkpointing.interval: "${INTERVAL}"\n',
		'execution.checkpointing.interval: {{ .Values.interval }}\n',
		'execution.checkpointing.interval: {{ .Values.interval | default "60s" | quote }}\n',
		'execution.checkpointing.interval: #{INTERVAL}#\n',
		'execution.checkpointing.interval: %INTERVAL%\n',
		'execution.checkpointing.interval: @interval@\n',
		'execution: {checkpointing.interval: ${A:-x}}\n',
	])('does not judge the template in %j', (text) => {
		expect(problems(text)).toEqual([]);
		expect(values(text)).toEqual({ 'execution.checkpointing.interval': 'unknown' });
	});

	it('reads around lines of template', () => {
		const text = '{{- if .Values.ha }}\nhigh-availability:\n  {{- toYaml .Values.ha | nindent 2 }}\n{{- end }}\nparallelism.default: 4\n';
		expect(problems(text)).toEqual([]);
		expect(values(text)).toEqual({ 'parallelism.default': { type: 'number', value: 4 } });
	});

	it('survives aliases that explode and nesting without end', () => {
		const bomb = Array.from(
			{ length: 12 },
			(_, i) =>
				`k${i}: &a${i} ${
					i === 0
						? 'x'
						: `[${Array(10)
								.fill(`*a${i - 1}`)
								.join(',')}]`
				}`,
		).join('\n');
		expect(problems(bomb)).toHaveLength(1);
		expect(problems(`a: ${'['.repeat(20_000)}`)).toEqual([[1, 'the file is nested too deeply to be read']]);
		expect(problems(`a: ${'{a: '.repeat(20_000)}`)).toEqual([[1, 'the file is nested too deeply to be read']]);
		expect(problems(`a:\n${'- '.repeat(20_000)}x\n`)).toHaveLength(1);
	});

	it('reads what stands before the place where it breaks', () => {
		expect(values('parallelism.default: 4\nstate.backend: [x\n')).toEqual({ 'parallelism.default': { type: 'number', value: 4 } });
	});

	it('marks secrets and reads comments', () => {
		const text = '# head\ns3:\n  secret-key: "abc" # own\n';
		const document = read(text);
		expect(document.secrets.map(({ start, end }) => text.slice(start, end))).toEqual(['"abc"']);
		expect(document.comments.map((comment) => comment.text)).toEqual(['head', 'own']);
	});

	it('is anchored at its first Flink line', () => {
		const text = '# head\nexecution:\n  checkpointing:\n    interval: 60s # x\n';
		const { anchor } = read(text);
		expect(text.slice(anchor.start, anchor.end)).toBe('interval: 60s # x');
	});

	it('slices every range back to what it says and never throws, for any text', () => {
		const piece = fc.constantFrom(
			'a',
			'state',
			'.b',
			': ',
			':',
			'  ',
			' ',
			'\t',
			' #',
			'"',
			"'",
			'\n',
			'\r\n',
			'\r',
			'- ',
			'[',
			']',
			'{',
			'}',
			', ',
			'4',
			'60 s',
			'\ufeff',
			'&x ',
			'*x',
			'|',
			'!t ',
			'---\n',
			'{{ x }}',
			'${A}',
		);
		fc.assert(
			fc.property(
				fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join('')),
				(text) => {
					const document = read(text);
					for (const range of [
						...document.settings.flatMap((setting) => [setting.range, setting.nameRange, setting.valueRange ?? setting.range]),
						...document.problems.map((problem) => problem.range),
						document.anchor,
					]) {
						expect(range.start).toBeGreaterThanOrEqual(0);
						expect(range.end).toBeGreaterThanOrEqual(range.start);
						expect(range.end).toBeLessThanOrEqual(text.length);
					}
				},
			),
			{ numRuns: 400 },
		);
	});
});
