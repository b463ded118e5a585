import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { configYamlEditor } from '../../src/fixers/config-yaml/config-yaml-editor.ts';
import type { Editor } from '../../src/fixers/editor.ts';
import { embeddedEditor } from '../../src/fixers/embedded-editor.ts';
import { flinkConfEditor } from '../../src/fixers/flink-conf/flink-conf-editor.ts';
import type { ConfigDocument, Parse } from '../../src/model/document.ts';
import { documentsIn } from '../../src/model/document.ts';
import type { TextEdit } from '../../src/model/finding.ts';
import type { Setting } from '../../src/model/setting.ts';
import { duration, formatValue, number, type TypedValue, text as textValue } from '../../src/model/value.ts';
import { parseCompose } from '../../src/parsers/compose/compose.ts';
import { parseConfigYaml } from '../../src/parsers/config-yaml/config-yaml.ts';
import { parseDockerfile } from '../../src/parsers/docker/dockerfile.ts';
import { parseEnvFile } from '../../src/parsers/docker/env-file.ts';
import { parseEmr } from '../../src/parsers/emr/emr.ts';
import { parseFlinkConf } from '../../src/parsers/flink-conf/flink-conf.ts';
import { parseKubernetes } from '../../src/parsers/kubernetes/kubernetes.ts';
import { applyEdits } from './text-edits.ts';

// A change inside a file of another format keeps that file what it was, and says in it what was meant.

/** A way to hold the text of a flink-conf.yaml or config.yaml. */
interface Container {
	readonly name: string;
	readonly parse: Parse;
	readonly wrap: (inner: string) => string;
	/** The inner text that the file's own reader gives; absent where no other reader is at hand. */
	readonly said?: (file: string) => unknown;
}

const indented = (text: string, by: string): string => text.replace(/^(?=.)/gm, by);
const before = 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: flink\ndata:\n  # not this one\n  other.txt: "a: b"\n';
const service = 'services:\n  jobmanager:\n    image: flink:1.18\n    command: jobmanager\n    environment:\n';
const after = '  taskmanager:\n    image: flink:1.18\n';

const block = (mark: string, by: string): Container => ({
	name: `a ConfigMap's block ${mark}, ${by.length} deep`,
	parse: parseKubernetes,
	wrap: (inner) => `${before}  flink-conf.yaml: ${mark}\n${indented(inner, by)}  last.txt: "c: d" # kept\n`,
	said: (file) => parse(file).data['flink-conf.yaml'],
});

const LINES: readonly Container[] = [
	block('|', '    '),
	block('|-', '      '),
	block('|+', '   '),
	block('|4', '      '),
	{
		name: 'a block at the end of the file',
		parse: parseKubernetes,
		wrap: (inner) => `${before}  flink-conf.yaml: |\n${indented(inner, '    ').replace(/\n$/, '')}`,
		said: (file) => parse(file).data['flink-conf.yaml'],
	},
	{
		name: 'a quoted ConfigMap entry',
		parse: parseKubernetes,
		wrap: (inner) => `${before}  flink-conf.yaml: ${JSON.stringify(inner)} # kept\n`,
		said: (file) => parse(file).data['flink-conf.yaml'],
	},
	{
		name: 'FLINK_PROPERTIES in a list',
		parse: parseCompose,
		wrap: (inner) => `${service}      - A=1\n      - |\n        FLINK_PROPERTIES=\n${indented(inner, '        ')}      - B=2\n${after}`,
		said: (file) => parse(file).services.jobmanager.environment[1].slice('FLINK_PROPERTIES='.length),
	},
	{
		name: 'FLINK_PROPERTIES in a map',
		parse: parseCompose,
		wrap: (inner) => `${service}      A: 1\n      FLINK_PROPERTIES: |\n${indented(inner, '        ')}      B: 2\n${after}`,
		said: (file) => parse(file).services.jobmanager.environment.FLINK_PROPERTIES,
	},
	{
		name: 'FLINK_PROPERTIES in quotes',
		parse: parseCompose,
		wrap: (inner) => `${service}      FLINK_PROPERTIES: ${JSON.stringify(inner)}\n${after}`,
		said: (file) => parse(file).services.jobmanager.environment.FLINK_PROPERTIES,
	},
	{
		name: 'FLINK_PROPERTIES in a quoted item',
		parse: parseCompose,
		wrap: (inner) => `${service}      - ${JSON.stringify(`FLINK_PROPERTIES=${inner}`)}\n      - B=2\n${after}`,
		said: (file) => parse(file).services.jobmanager.environment[0].slice('FLINK_PROPERTIES='.length),
	},
];

/** Settings as key and text. */
function held({ settings }: Pick<ConfigDocument, 'settings'>): readonly string[] {
	return settings.map(({ key, value }) => `${key}=${value.kind === 'unknown' ? '?' : value.text}`);
}

const EDITORS: Readonly<Record<string, Editor>> = { 'flink-conf': flinkConfEditor, 'config-yaml': configYamlEditor };

function editorOf({ format, embedded }: ConfigDocument): Editor {
	const editor = EDITORS[format] ?? flinkConfEditor;
	return embedded === undefined ? editor : embeddedEditor(editor, embedded);
}

/** The part of a file that holds the options under test. */
function partOf(parse: Parse, file: string): ConfigDocument {
	const document = parse('file', file);
	expect(document.problems).toEqual([]);
	const part = documentsIn(document).find(({ settings }) => settings.length > 0);
	if (part === undefined) throw new Error(`nothing was read in ${file}`);
	return part;
}

type Action = 'set' | 'insert' | 'remove' | 'rename';
/** What rules would write: a value of the option's type. */
function valueFor(key: string): TypedValue {
	if (/interval|pause|timeout/.test(key)) return duration(90_000);
	return key.endsWith('Slots') ? number(7) : textValue('s3://new/dir');
}

const NEW_KEY = 'execution.checkpointing.timeout';
const RENAMED = 'restart-strategy.type';

function act(part: ConfigDocument, setting: Setting, action: Action): readonly TextEdit[] | undefined {
	const editor = editorOf(part);
	switch (action) {
		case 'set':
			return editor.setValue(part, setting, valueFor(setting.key));
		case 'insert':
			return editor.insert(part, { key: NEW_KEY, value: valueFor(NEW_KEY), after: setting }, undefined);
		case 'remove':
			return editor.remove(part, setting);
		case 'rename':
			return editor.rename(part, setting, RENAMED);
	}
}

/** Changes one statement; false where the editor says that it cannot be written. */
function change({ parse: read, said }: Omit<Container, 'wrap'>, file: string, index: number, action: Action): boolean {
	const part = partOf(read, file);
	const at = index % part.settings.length;
	const setting = part.settings[at];
	const edits = setting === undefined ? undefined : act(part, setting, action);
	if (setting === undefined || edits === undefined) return false;
	for (const { range } of edits) {
		expect(range.start).toBeGreaterThanOrEqual(part.extent?.start ?? 0);
		expect(range.end).toBeLessThanOrEqual(part.extent?.end ?? 0);
	}
	if (action === 'remove' && part.settings.length === 1) return true;
	const changed = applyEdits(file, edits);
	const fresh = partOf(read, changed);
	const others = held(part).filter((_, place) => action === 'insert' || place !== at);
	const written = fresh.settings.findIndex(({ key }, place) =>
		action === 'set' ? place === at : key === (action === 'insert' ? NEW_KEY : RENAMED),
	);
	expect(held(fresh).filter((_, place) => place !== written)).toEqual(others);
	expect(written >= 0).toBe(action !== 'remove');
	if (action === 'rename') expect(held(fresh)[written]).toBe(held(part)[at]?.replace(setting.key, RENAMED));
	const value = fresh.settings[written]?.value;
	if (action === 'set' || action === 'insert')
		expect(value?.kind === 'known' && formatValue(value.value)).toBe(formatValue(valueFor(action === 'set' ? setting.key : NEW_KEY)));
	if (said !== undefined) expect(held(fresh)).toEqual(held(parseFlinkConf('file', String(said(changed)))));
	expectSettled(fresh, fresh.settings[written], action);
	return true;
}

/** The same change again does nothing. */
function expectSettled(fresh: ConfigDocument, setting: Setting | undefined, action: Action): void {
	if (setting !== undefined && action !== 'remove') expect(act(fresh, setting, action)).toEqual([]);
}

const VALUES: Readonly<Record<string, readonly string[]>> = {
	'execution.checkpointing.interval': ['60s', '10 SECONDS', '5000'],
	'execution.checkpointing.min-pause': ['30 s', '1min'],
	'taskmanager.numberOfTaskSlots': ['4'],
	'state.checkpoints.dir': ['s3://b/c', 's3://größe/a b'],
	'env.java.opts.all': ['-Dx=y -Dz', "it's", 'say "hi"', 'C:\\flink\\new', 'a: b'],
	'metrics.scope.jm': ['<host>.jm'],
	's3.secret-key': ['x"y\\z', 'true'],
};
const pair = fc.constantFrom(...Object.entries(VALUES).flatMap(([key, values]) => values.map((one) => [key, one] as const)));
const statement = fc.tuple(pair, fc.constantFrom('', '  ', ' # why')).map(([[key, one], tail]) => [key, one, tail] as const);
const line = fc.oneof(
	{ weight: 6, arbitrary: statement.map(([key, value, tail]) => `${key}: ${value}${tail}`) },
	{ weight: 1, arbitrary: fc.constantFrom('# a comment: x', '', 'key = value', 'no separator') },
);
/** At least one statement, and the first line is one: a block's first line shows its indentation. */
const conf = fc
	.tuple(statement, fc.array(line, { maxLength: 6 }))
	.map(([[key, value], rest]) => `${[`${key}: ${value}`, ...rest].join('\n')}\n`);
const action = fc.constantFrom<Action>('set', 'insert', 'remove', 'rename');

describe.each(LINES)('$name', (container) => {
	it.each(['\n', '\r\n'])('keeps everything but what is changed (%j)', (eol) => {
		let written = 0;
		fc.assert(
			fc.property(conf, fc.nat(), action, (inner, index, how) => {
				const file = container.wrap(inner).replaceAll('\n', eol);
				if (change(container, file, index, how)) written++;
			}),
		);
		expect(written).toBeGreaterThan(60);
	});
});

describe('a nested config.yaml in a ConfigMap', () => {
	const nested = fc
		.record({
			interval: fc.constantFrom('60s', '"60 s"'),
			pause: fc.option(fc.constantFrom('30s', "'30 s'")),
			flat: fc.boolean(),
			step: fc.constantFrom(2, 4),
		})
		.map(({ interval, pause, flat, step }) => {
			const by = ' '.repeat(step);
			const own = pause === null ? '' : `${by}${by}min-pause: ${pause}\n`;
			return `execution:\n${by}checkpointing:\n${by}${by}interval: ${interval} # often\n${own}${flat ? 'state.backend.type: rocksdb\n' : 'state:\n  backend:\n    type: rocksdb\n'}`;
		});
	it.each(['\n', '\r\n'])('keeps everything but what is changed (%j)', (eol) => {
		let written = 0;
		fc.assert(
			fc.property(nested, fc.nat(), action, (inner, index, how) => {
				const file = `${before}  config.yaml: |\n${indented(inner, '    ')}  last.txt: x\n`.replaceAll('\n', eol);
				if (change({ name: '', parse: parseKubernetes }, file, index, how)) written++;
				const { other, last } = { other: parse(file).data['other.txt'], last: parse(file).data['last.txt'] };
				expect([other, last]).toEqual(['a: b', 'x']);
			}),
		);
		expect(written).toBeGreaterThan(60);
	});
	it('says the same as the file alone', () => {
		fc.assert(
			fc.property(nested, (inner) => {
				const file = `${before}  config.yaml: |\n${indented(inner, '    ')}`;
				expect(held(partOf(parseKubernetes, file))).toEqual(held(parseConfigYaml('file', inner)));
			}),
		);
	});
});

describe('the properties of an EMR configuration', () => {
	const entries = fc.uniqueArray(pair, {
		selector: ([key]) => key,
		minLength: 1,
		maxLength: 5,
	});
	const layouts: readonly (readonly [string, (pairs: readonly (readonly [string, string])[]) => string])[] = [
		['on lines', (pairs) => JSON.stringify([{ Classification: 'flink-conf', Properties: Object.fromEntries(pairs) }], undefined, 2)],
		['with tabs', (pairs) => JSON.stringify([{ Classification: 'flink-conf', Properties: Object.fromEntries(pairs) }], undefined, '\t')],
		['on one line', (pairs) => JSON.stringify([{ Classification: 'flink-conf', Properties: Object.fromEntries(pairs) }])],
	];
	it.each(layouts)('stay JSON, %s', (_name, wrap) => {
		let written = 0;
		fc.assert(
			fc.property(entries, fc.nat(), action, (pairs, index, how) => {
				const file = wrap(pairs);
				if (!change({ name: '', parse: parseEmr }, file, index, how)) return;
				written++;
				const part = partOf(parseEmr, file);
				const setting = part.settings[index % part.settings.length];
				const edits = setting === undefined ? undefined : act(part, setting, how);
				const { Properties: said } = JSON.parse(applyEdits(file, edits ?? []))[0];
				for (const one of Object.values(said)) expect(typeof one).toBe('string');
				const kept = pairs.filter(([key]) => key !== setting?.key || how === 'insert');
				expect(said).toMatchObject(Object.fromEntries(kept));
			}),
		);
		expect(written).toBeGreaterThan(60);
	});
});

describe('FLINK_PROPERTIES of an environment file', () => {
	const lines = fc.array(
		pair.filter(([, one]) => !/["'\\]/.test(one)).map(([key, one]) => `${key}: ${one}`),
		{ minLength: 1, maxLength: 4 },
	);
	const shapes: readonly (readonly [string, Parse, (lines: readonly string[]) => string])[] = [
		['quoted over lines', parseEnvFile, (all) => `A=1\nFLINK_PROPERTIES="${all.join('\n')}"\nB="2"\n`],
		['quoted over lines of their own', parseEnvFile, (all) => `FLINK_PROPERTIES="\n${all.join('\n')}\n"\nB=2\n`],
		['with escapes', parseEnvFile, (all) => `export FLINK_PROPERTIES="${all.join('\\n')}"\nB=2\n`],
		['in single quotes', parseEnvFile, (all) => `FLINK_PROPERTIES='${all.join('\n')}'\nB=2\n`],
		['without quotes', parseEnvFile, (all) => `FLINK_PROPERTIES=${all[0]}\nB=2\n`],
		['in a Dockerfile', parseDockerfile, (all) => `FROM flink:1.18\nENV FLINK_PROPERTIES="${all.join('\\n')}"\nUSER flink\n`],
	];
	it.each(shapes)('stays what it is, %s', (_name, read, wrap) => {
		let written = 0;
		fc.assert(
			fc.property(lines, fc.nat(), action, fc.constantFrom('\n', '\r\n'), (all, index, how, eol) => {
				if (change({ name: '', parse: read }, wrap(all).replaceAll('\n', eol), index, how)) written++;
			}),
		);
		expect(written).toBeGreaterThan(30);
	});
});
