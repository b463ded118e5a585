import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { configYamlEditor } from '../../../src/fixers/config-yaml/config-yaml-editor.ts';
import type { TextEdit } from '../../../src/model/finding.ts';
import { boolean, duration, number, type TypedValue, text as textValue } from '../../../src/model/value.ts';
import { parseConfigYaml } from '../../../src/parsers/config-yaml/config-yaml.ts';
import { applyEdits } from '../text-edits.ts';

const read = (text: string) => parseConfigYaml('config.yaml', text);
const PAUSE = 'execution.checkpointing.min-pause';
const INTERVAL = 'execution.checkpointing.interval';

function edited(text: string, edits: readonly TextEdit[] | undefined): string | undefined {
	return edits === undefined ? undefined : applyEdits(text, edits);
}

function insert(text: string, key: string, value: TypedValue, beside?: string): string | undefined {
	const document = read(text);
	return edited(
		text,
		configYamlEditor.insert(document, { key, value, after: document.settings.find((setting) => setting.key === beside) }, undefined),
	);
}

function on(text: string, key: string, edit: 'remove' | { readonly set: TypedValue } | { readonly rename: string }): string | undefined {
	const document = read(text);
	const setting = document.settings.findLast((candidate) => candidate.key === key);
	if (setting === undefined) throw new Error(`no ${key}`);
	if (edit === 'remove') return edited(text, configYamlEditor.remove(document, setting));
	return edited(
		text,
		'set' in edit ? configYamlEditor.setValue(document, setting, edit.set) : configYamlEditor.rename(document, setting, edit.rename),
	);
}

describe('setValue in a config.yaml', () => {
	it.each([
		['execution:\n  checkpointing:\n    interval: 10s # often\n', 'execution:\n  checkpointing:\n    interval: 90s # often\n'],
		[`${INTERVAL}: "10 s"\r\n`, `${INTERVAL}: "90 s"\r\n`],
		[`${INTERVAL}: '10000'`, `${INTERVAL}: '90000'`],
		['execution: {checkpointing.interval: 10s, runtime-mode: BATCH}\n', 'execution: {checkpointing.interval: 90s, runtime-mode: BATCH}\n'],
		[`${INTERVAL}:\n  10 s\n`, `${INTERVAL}: 90 s\n`],
		[`${INTERVAL}: |\n  10 s\na: 1\n`, `${INTERVAL}: 90 s\na: 1\n`],
		['a: &x 10s\nexecution.checkpointing.interval: *x\n', 'a: &x 10s\nexecution.checkpointing.interval: 90 s\n'],
	])('in %j', (before, expected) =>
		expect([expected, expected.replace('90 s', '90s')]).toContain(on(before, INTERVAL, { set: duration(90_000) })),
	);

	it('quotes a text that YAML would read as something else', () => {
		expect(on('state.backend.type: rocksdb\n', 'state.backend.type', { set: textValue('a: b') })).toBe("state.backend.type: 'a: b'\n");
		expect(on('state.backend.type: rocksdb\n', 'state.backend.type', { set: textValue('1.20') })).toBe("state.backend.type: '1.20'\n");
		expect(on('state.checkpoints.dir: x\n', 'state.checkpoints.dir', { set: textValue('s3://b/c') })).toBe(
			'state.checkpoints.dir: s3://b/c\n',
		);
	});

	it('leaves an anchored value alone, which others share', () =>
		expect(on(`${INTERVAL}: &x 10s\nb: *x\n`, INTERVAL, { set: duration(90_000) })).toBeUndefined());
});

describe('insert into a config.yaml', () => {
	it.each([
		[
			'nested',
			'execution:\n  checkpointing:\n    interval: 60s # often\n\n# memory\ntaskmanager:\n  numberOfTaskSlots: 2\n',
			'execution:\n  checkpointing:\n    interval: 60s # often\n    min-pause: 30s\n\n# memory\ntaskmanager:\n  numberOfTaskSlots: 2\n',
		],
		['flat', `${INTERVAL} : 60 s\r\nparallelism.default: 2\r\n`, `${INTERVAL} : 60 s\r\n${PAUSE} : 30 s\r\nparallelism.default: 2\r\n`],
		[
			'half nested',
			'execution:\n  checkpointing.interval: 60s\n',
			'execution:\n  checkpointing.interval: 60s\n  checkpointing.min-pause: 30s\n',
		],
		[
			'new sections',
			'state:\n    backend:\n        type: rocksdb',
			'state:\n    backend:\n        type: rocksdb\nexecution:\n    checkpointing:\n        min-pause: 30 s',
		],
		['flow', 'execution: {checkpointing: {interval: 60s}}\n', 'execution: {checkpointing: {interval: 60s, min-pause: 30s}}\n'],
		[
			'JSON',
			'{"execution.checkpointing.interval": "60s"}',
			'{"execution.checkpointing.interval": "60s", "execution.checkpointing.min-pause": "30s"}',
		],
		['a scalar parent', 'execution:\n  checkpointing: x\n', 'execution:\n  checkpointing: x\n  checkpointing.min-pause: 30 s\n'],
		['nothing', '# only a comment\n', `# only a comment\n${PAUSE}: 30 s\n`],
		['a document start', '---\n', `---\n${PAUSE}: 30 s\n`],
	])('%s', (_, before, expected) => expect(insert(before, PAUSE, duration(30_000), read(before).settings[0]?.key)).toBe(expected));

	it('flat below a section whose name has a value', () => {
		expect(insert('state:\n  backend: rocksdb\n', 'state.backend.incremental', boolean(true))).toBe(
			'state:\n  backend: rocksdb\n  backend.incremental: true\n',
		);
	});

	it('before comments that belong to what follows', () => {
		expect(
			insert(
				'execution:\n  checkpointing:\n    interval: 60s\n  # about the mode\n  runtime-mode: STREAMING\n',
				PAUSE,
				duration(30_000),
				INTERVAL,
			),
		).toBe('execution:\n  checkpointing:\n    interval: 60s\n    min-pause: 30s\n  # about the mode\n  runtime-mode: STREAMING\n');
	});

	it('not into a file that Flink refuses', () => expect(insert('a: 1\na: 2\n', PAUSE, duration(30_000))).toBeUndefined());
	it('not into a section that an alias repeats', () => {
		expect(insert('execution: &x\n  checkpointing.interval: 60s\nother: *x\n', PAUSE, duration(30_000))).not.toMatch(
			/60s\n {2}checkpointing/,
		);
	});
});

describe('remove from and rename in a config.yaml', () => {
	it.each([
		[
			'execution:\n  checkpointing:\n    interval: 60s\n    # pause\n    timeout: 5 min\n',
			'execution:\n  checkpointing:\n    # pause\n    timeout: 5 min\n',
		],
		['a: 1\n# about\nexecution:\n  # more\n  checkpointing:\n    interval: 60s\nb: 2\n', 'a: 1\n# about\n  # more\nb: 2\n'],
		['execution: {checkpointing.interval: 60s, runtime-mode: BATCH}\n', 'execution: {runtime-mode: BATCH}\n'],
		['execution: {runtime-mode: BATCH, checkpointing.interval: 60s}\n', 'execution: {runtime-mode: BATCH}\n'],
		['a: 1\nexecution: {checkpointing.interval: 60s}\n', 'a: 1\n'],
		[`a: 1\n${INTERVAL}: 60s`, 'a: 1'],
	])('removes from %j', (before, expected) => expect(on(before, INTERVAL, 'remove')).toBe(expected));

	it.each([
		['state:\n  backend: rocksdb # x\n', 'state.backend', 'state.backend.type', 'state:\n  backend.type: rocksdb # x\n'],
		['"state.backend": rocksdb\n', 'state.backend', 'state.backend.type', '"state.backend.type": rocksdb\n'],
		[
			'state:\n  checkpoints:\n    dir: s3://b/c\n    num-retained: 2\nexecution:\n  checkpointing:\n    interval: 60s\n',
			'state.checkpoints.dir',
			'execution.checkpointing.dir',
			'state:\n  checkpoints:\n    num-retained: 2\nexecution:\n  checkpointing:\n    interval: 60s\n    dir: s3://b/c\n',
		],
		[
			'state:\n  checkpoints:\n    dir: s3://b/c\n  backend: x\n',
			'state.checkpoints.dir',
			'execution.checkpointing.dir',
			'state:\n  backend: x\nexecution:\n  checkpointing:\n    dir: s3://b/c\n',
		],
	])('renames in %j', (before, key, to, expected) => expect(on(before, key, { rename: to })).toBe(expected));

	it('moves the comment behind a value along', () => {
		const before = 'state:\n  checkpoints:\n    dir: s3://b/c # ours\n  backend: x\n';
		expect(on(before, 'state.checkpoints.dir', { rename: 'execution.checkpointing.dir' })).toBe(
			'state:\n  backend: x\nexecution:\n  checkpointing:\n    dir: s3://b/c # ours\n',
		);
	});

	it('says what a rewritten text breaks', async () => {
		expect(await configYamlEditor.verify?.('a: 1\n', 'a: 2\n')).toBeUndefined();
		expect(await configYamlEditor.verify?.('a: 1\n', 'a: 1\na: 2\n')).toBe('the key `a` stands twice in one section');
	});

	it('does not rename to a key that stands beside it', () =>
		expect(on('state:\n  backend: a\n  backend.type: b\n', 'state.backend', { rename: 'state.backend.type' })).toBeUndefined());
});

/** A random section: names to values or sections. */
type Section = { readonly [name: string]: string | Section };
const names = fc.constantFrom('execution', 'checkpointing', 'interval', 'timeout', 'state', 'backend', 'a.b', 'checkpointing.mode', 'x');
const scalar = fc.constantFrom('60s', '1 min', '4', '"q"', "'s t'", 'x y', 'true', 's3://b/c', '|\n§  block', '[a, b]', '\n§  - i\n§  - j');
const { section } = fc.letrec<{ section: Section }>((tie) => ({
	section: fc.dictionary(names, fc.oneof({ depthSize: 'small', withCrossShrink: true }, scalar, tie('section')), {
		minKeys: 1,
		maxKeys: 3,
		noNullPrototype: true,
	}),
}));
const layout = fc.record({
	step: fc.constantFrom(1, 2, 4),
	eol: fc.constantFrom('\n', '\r\n'),
	bom: fc.constantFrom('', '\ufeff'),
	last: fc.boolean(),
	comments: fc.boolean(),
	flow: fc.boolean(),
	colon: fc.constantFrom(': ', ' : '),
});
const file = fc.tuple(section, layout).map(([content, { step, eol, bom, last, comments, flow, colon }]) => {
	const lines = (map: Section, indent: string): string[] =>
		Object.entries(map).flatMap(([name, value]) => {
			const head = comments ? [`${indent}# about ${name}`] : [];
			if (typeof value !== 'string' && flow && indent !== '') return [...head, `${indent}${name}: ${inline(value)}`];
			if (typeof value !== 'string') return [...head, `${indent}${name}:`, ...lines(value, `${indent}${' '.repeat(step)}`)];
			return [
				...head,
				...`${indent}${name}${colon}${value.replaceAll('§', indent)}${comments && !value.includes('\n') ? ' # own' : ''}`
					.split('\n')
					.map((line) => line.trimEnd()),
				...(comments ? [''] : []),
			];
		});
	return `${bom}${lines(content, '').join(eol)}${last ? eol : ''}`;
});

function inline(map: Section): string {
	return `{${Object.entries(map)
		.map(([name, value]) => `${name}: ${typeof value === 'string' ? (value.includes('\n') ? 'z' : value) : inline(value)}`)
		.join(', ')}}`;
}

describe('any config.yaml', () => {
	const value = fc.constantFrom<TypedValue>(duration(30_000), number(7), textValue('a: b'), boolean(true));

	it('keeps everything but the key that is set, removed or renamed', () => {
		fc.assert(
			fc.property(file, fc.nat(), value, fc.constantFrom('set', 'remove', 'rename', 'move'), (text, index, wanted, action) => {
				const document = read(text);
				const setting = document.settings[index % Math.max(1, document.settings.length)];
				if (setting === undefined || document.problems.length > 0) return;
				const target = action === 'rename' ? `${setting.key}.renamed` : 'new.section.key';
				const edits =
					action === 'set'
						? configYamlEditor.setValue(document, setting, wanted)
						: action === 'remove'
							? configYamlEditor.remove(document, setting)
							: configYamlEditor.rename(document, setting, target);
				if (edits === undefined) return;
				expectOnly(text, applyEdits(text, edits), setting.key, target);
				if (action === 'set') expectSettled(applyEdits(text, edits), setting.range.start, wanted);
				if (action === 'remove') expect(read(applyEdits(text, edits)).settings).toHaveLength(document.settings.length - 1);
			}),
			{ numRuns: 300 },
		);
	});

	it('keeps everything when a key is inserted, and inserts it once', () => {
		fc.assert(
			fc.property(file, fc.nat(), value, fc.constantFrom(PAUSE, 'state.backend.incremental', 'other'), (text, index, wanted, key) => {
				const document = read(text);
				if (document.problems.length > 0 || document.settings.some((setting) => setting.key === key)) return;
				const edits = configYamlEditor.insert(
					document,
					{ key, value: wanted, after: document.settings[index % Math.max(1, document.settings.length)] },
					undefined,
				);
				// A block scalar at the very end has no room behind it.
				if (edits === undefined && /block$/.test(text)) return;
				expect(edits).toHaveLength(1);
				const result = applyEdits(text, edits ?? []);
				expectOnly(text, result, key);
				expect(read(result).settings.filter((setting) => setting.key === key)).toHaveLength(1);
				expect(result.replaceAll('\r\n', '').includes('\r')).toBe(false);
			}),
			{ numRuns: 300 },
		);
	});
});

function expectSettled(text: string, start: number, wanted: TypedValue): void {
	const document = read(text);
	const setting = document.settings.find((candidate) => candidate.range.start === start);
	if (setting?.value.kind === 'known' && setting.value.value.type === wanted.type)
		expect(configYamlEditor.setValue(document, setting, wanted)).toEqual([]);
}

function expectOnly(before: string, result: string, ...keys: readonly string[]): void {
	const others = (text: string) =>
		read(text)
			.settings.filter(({ key }) => !keys.includes(key))
			.map(({ key, value: { kind, ...rest } }) => [key, kind, 'text' in rest ? rest.text : '']);
	expect(read(result).problems).toEqual([]);
	expect(new Map(others(result).map((entry) => [entry[0], entry]))).toEqual(new Map(others(before).map((entry) => [entry[0], entry])));
	expect(result.startsWith('\ufeff')).toBe(before.startsWith('\ufeff'));
	const comments = (text: string) => read(text).comments.filter((comment) => comment.text !== 'own').length;
	expect(comments(result)).toBe(comments(before));
}
