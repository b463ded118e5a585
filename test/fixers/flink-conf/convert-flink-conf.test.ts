// biome-ignore-all lint/suspicious/noTemplateCurlyInString: shell templates are what some of these tests are about
import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { convertFlinkConf } from '../../../src/fixers/flink-conf/convert-flink-conf.ts';
import { parseConfigYaml } from '../../../src/parsers/config-yaml/config-yaml.ts';
import { parseFlinkConf } from '../../../src/parsers/flink-conf/flink-conf.ts';
import { type RecordedFile, recorded } from '../../oracle/recorded.ts';

const converted = (text: string): string | undefined => convertFlinkConf(parseFlinkConf('flink-conf.yaml', text))?.text;

/** Something that only Flink's configuration says, so that the result is taken for Flink's too. */
const SLOTS = 'taskmanager.numberOfTaskSlots: 2\n';
const behindSlots = (text: string): string | undefined => converted(SLOTS + text)?.slice(SLOTS.length);

describe('a legacy file as config.yaml', () => {
	it.each([
		['numbers and truth values stay as they are', 'a: 4\nb: true\nc: -1\nd: 0.1\n', 'a: 4\nb: true\nc: -1\nd: 0.1\n'],
		['numbers that YAML would rewrite', 'a: 010\nb: 0.50\nc: 1e3\nd: +5\ne: 0x10\n', "a: '010'\nb: '0.50'\nc: '1e3'\nd: '+5'\ne: '0x10'\n"],
		['words that YAML takes for something else', 'a: null\nb: ~\nc: True\nd: Yes\n', "a: 'null'\nb: '~'\nc: 'True'\nd: 'Yes'\n"],
		['signs of YAML', 'a: *\nb: @x\nc: &x\nd: !x\ne: %x\nf: [x\ng: {x\n', "a: '*'\nb: '@x'\nc: '&x'\nd: '!x'\ne: '%x'\nf: '[x'\ng: '{x'\n"],
		['a colon in a value', 'a: s3://bucket/x\nb: x: y\nc: x:\n', "a: s3://bucket/x\nb: 'x: y'\nc: 'x:'\n"],
		['quotes, which are a part of the value', "a: \"x\"\nb: 'x'\nc: it's\n", "a: '\"x\"'\nb: '''x'''\nc: it's\n"],
		['lists and maps of the old kind', 'a: x;y\nb: k:v,l:w\n', 'a: x;y\nb: k:v,l:w\n'],
		['durations and sizes', 'a: 10 min\nb: 1600m\n', 'a: 10 min\nb: 1600m\n'],
		['a tab and a byte that nobody sees', 'a: x\ty\nb: \u00a0x\n', 'a: "x\\ty"\nb: "\\u00a0x"\n'],
		['keys that YAML would not take for text', '1: x\ntrue: x\n- a: x\n', "'1': x\n'true': x\n'- a': x\n"],
		['indentation, which the old file does not mind', '  a: 1\n\tb: 2\nc :  3\n', 'a: 1\nb: 2\nc :  3\n'],
		['comments', '# one\n  ## two\na: 1   # three\nb: 2# four\n\n#\n', '# one\n  ## two\na: 1   # three\nb: 2 # four\n\n#\n'],
		['the last of several statements holds', 'a: 1 # old\na: 2\n', '# a: 1 # old\na: 2\n'],
		['lines that Flink drops', 'a=1\n--- # x\nb:\n  c\nd: 1\n', '# a=1\n# --- # x\n# b:\n  # c\nd: 1\n'],
		['CRLF', 'a: 010\r\n\r\n# x\r\n', "a: '010'\r\n\r\n# x\r\n"],
		['a missing last line break', 'a: 1', 'a: 1'],
	])('%s', (_, legacy, standard) => {
		expect(behindSlots(legacy)).toBe(standard);
	});

	it('keeps the byte order mark before a comment', () => expect(converted(`\ufeff# x\n${SLOTS}`)).toBe(`\ufeff# x\n${SLOTS}`));
	it('hides what it knows to be secret', () => {
		const conversion = convertFlinkConf(parseFlinkConf('flink-conf.yaml', `${SLOTS}s3.secret-key: one\ns3.secret-key: *two\n`));
		expect(conversion?.text).toBe(`${SLOTS}s3.secret-key: '*two'\n`);
		expect(conversion?.secrets.map(({ start, end }) => conversion.text.slice(start, end))).toEqual(["'*two'"]);
	});
});

describe('no conversion', () => {
	it.each([
		['a template', 'a: ${HOST}\n'],
		['a template between the lines', '{{- if .Values.x }}\na: 1\n{{- end }}\n'],
		['a value that Flink cuts', 'state.checkpoints.dir: s3://b/#1\n'],
		['keys that Flink does not nest as they look', 'state:\n  backend.type: rocksdb\n'],
		['a key behind an invisible character', '\u00a0parallelism.default: 2\n'],
		['a key that is the beginning of another', 'state.backend: rocksdb\nstate.backend.incremental: true\n'],
		['a list in brackets', 'classloader.parent-first-patterns.additional: [a, b]\n'],
		['brackets in an option that nobody knows', 'acme.patterns: [a, b]\n'],
		['quotes that the start scripts take off', 'env.java.opts.all: "-Xmx1g"\n'],
		['a key that is too long for YAML', `${'k'.repeat(1100)}: 1\n`],
		['a secret on a line that Flink drops', 's3.secret-key=abc\n'],
		['a secret with something glued to it', 'acme.token: abc# def\n'],
		['a control character in a comment', '# \u0007\n'],
		['more than Flink reads', `# ${'x'.repeat(3 * 1024 * 1024)}\n`],
	])('%s', (_, legacy) => {
		expect(behindSlots(legacy)).toBeUndefined();
	});

	it('a file that could be any program’s', () => expect(converted('rest.port: 8081\n')).toBeUndefined());
});

it('says what Flink 1.20 read in the oracle’s files', () => {
	const answers = recorded<Readonly<Record<string, RecordedFile>>>('1.20', 'legacy') ?? {};
	const folder = new URL('../../../oracle/corpus/legacy/', import.meta.url);
	let compared = 0;
	for (const name of readdirSync(folder).filter((file) => file.endsWith('.yaml'))) {
		const text = converted(SLOTS + readFileSync(new URL(name, folder), 'utf8'));
		if (text === undefined) continue;
		expect([name, held(text)]).toEqual([name, { 'taskmanager.numberOfTaskSlots': '2', ...answers[name]?.values }]);
		compared++;
	}
	expect(compared).toBeGreaterThan(140);
});

/** Keys and texts of a config.yaml. */
function held(text: string): Readonly<Record<string, string>> {
	const { settings, problems } = parseConfigYaml('config.yaml', text);
	expect(problems).toEqual([]);
	return Object.fromEntries(settings.map(({ key, value }) => [key, value.kind === 'unknown' ? '' : value.text]));
}

/** The legacy line parser, as GlobalConfiguration states it. */
function lines(text: string): Readonly<Record<string, string>> {
	const trim = (part: string): string => part.replace(/^[\0- ]+|[\0- ]+$/g, '');
	const pairs = text.split(/\r\n|\n|\r/).flatMap((line) => {
		const content = trim(line.split('#')[0] ?? '');
		const at = content.indexOf(': ');
		const [key, value] = [trim(content.slice(0, at)), trim(content.slice(at + 2))];
		return at < 0 || key === '' || value === '' ? [] : [[key, value] as const];
	});
	return Object.fromEntries(pairs);
}

const odd = fc.string({
	unit: fc.constantFrom(...'ab1 0.:-"\'[]{}|>&*!%@`,?~=\\;/\t\u00a0\u0085\u2028\ufeffé🚀'),
	minLength: 1,
	maxLength: 10,
});
const value = fc.oneof(
	odd,
	fc.constantFrom(
		'60 s',
		'4096m',
		'rocksdb',
		'true',
		'FALSE',
		'no',
		'010',
		'1_000',
		'0.0',
		'1.',
		's3://b/c',
		'k:v,l:w',
		'x;y',
		'- x',
		'null',
	),
	fc.integer().map(String),
	fc.double().map(String),
);
const key = fc.oneof(
	{
		weight: 4,
		arbitrary: fc.constantFrom('parallelism.default', 'rest.port', 'acme.own', 'execution.checkpointing.interval', 'web.submit.enable'),
	},
	fc.constantFrom('n', '5', 'null', '"acme.quoted"', '<<', 'two words', '.x', 'größe'),
	odd,
);
const comment = fc.string({ unit: fc.constantFrom(...'ab #:"\'*{é🚀'), maxLength: 8 }).map((text) => `#${text}`);
const statement = fc
	.tuple(
		fc.constantFrom('', ' ', '\t'),
		key,
		fc.constantFrom(': ', ':  ', ' : ', ': \t'),
		value,
		fc.constantFrom('', ' ', '  ', '\t'),
		comment,
		fc.boolean(),
	)
	.map(([indent, name, separator, text, gap, said, withComment]) => `${indent}${name}${separator}${text}${withComment ? gap + said : gap}`);
const documents = fc
	.tuple(
		fc.array(
			fc.oneof(
				{ weight: 6, arbitrary: statement },
				comment,
				comment.map((text) => `  ${text}`),
				fc.constantFrom('', '  ', '---', 'a=b', 'words'),
			),
			{ maxLength: 8 },
		),
		fc.constantFrom('\n', '\r\n', '\r'),
		fc.boolean(),
	)
	.map(([rest, eol, last]) => [`# cluster${eol}taskmanager.numberOfTaskSlots: 2`, ...rest].join(eol) + (last ? eol : ''));

it('random files keep their keys, values and comments, or are left alone', () => {
	let done = 0;
	fc.assert(
		fc.property(documents, (text) => {
			const legacy = parseFlinkConf('flink-conf.yaml', text);
			const result = convertFlinkConf(legacy)?.text;
			if (result === undefined) return;
			done++;
			expect(held(result)).toEqual(lines(text));
			// A lone carriage return ends a line for Flink's reader alone.
			if (!/\r(?!\n)/.test(text)) expect(Object.keys(parse(result)).sort()).toEqual(Object.keys(lines(text)).sort());
			const said = parseConfigYaml('config.yaml', result).comments.map((own) => own.text);
			const lost = legacy.comments.filter((own) => !said.some((other) => other.endsWith(own.text)));
			expect(lost).toEqual([]);
		}),
		{ numRuns: 1500 },
	);
	expect(done).toBeGreaterThan(200);
});

it('is done in one look at each line', () => {
	const text = `${SLOTS}${Array.from({ length: 30_000 }, (_, index) => `acme.k${index}: ${index} # note\nacme.same: *x\n`).join('')}`;
	expect(behindSlots(text)?.endsWith("acme.same: '*x'\n")).toBe(true);
});
