import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { ConfigDocument } from '../../src/model/document.ts';
import { readValue } from '../../src/model/syntax/value-syntax.ts';
import type { OptionType, Value } from '../../src/model/value.ts';
import { parseConfigYaml } from '../../src/parsers/config-yaml/config-yaml.ts';
import { parseFlinkConf } from '../../src/parsers/flink-conf/flink-conf.ts';
import { readYamlText } from '../../src/parsers/yaml/value.ts';
import { corpusFile, type RecordedFile, recorded, recordedVersions } from './recorded.ts';

const KINDS = { legacy: parseFlinkConf, standard: parseConfigYaml } as const;

/** Cases in which flint answers otherwise than Flink on purpose. */
const DELIBERATE: Readonly<Record<string, string>> = {
	'legacy/utf16.yaml': 'bytes become text before a parser sees them',
	'standard/invalid-utf8.yaml': 'bytes become text before a parser sees them',
	'standard/tag-binary.yaml': 'nobody writes a tag in Flink configuration: the text stands for the bytes',
	'standard/tag-set.yaml': 'nobody writes a tag in Flink configuration: the value is unknown',
	'standard/double-braces.yaml': '`{{ … }}` is a template that is filled in before Flink reads the file',
};

for (const version of recordedVersions()) {
	for (const [kind, parser] of Object.entries(KINDS)) {
		const answers = recorded<Record<string, RecordedFile>>(version, kind);
		if (answers === undefined) continue;
		describe(`Flink ${version} reads ${kind} files`, () => {
			for (const [name, answer] of Object.entries(answers)) {
				const bytes = corpusFile(`${kind}/${name}`);
				if (bytes === undefined || `${kind}/${name}` in DELIBERATE) continue;
				it(name, () => {
					const document = parser(name, decode(bytes));
					if (answer.exception !== undefined) {
						expect(document.problems, answer.exception.join(': ')).not.toHaveLength(0);
						expect(document.notes.some((note) => note.kind === 'load-fails')).toBe(true);
						return;
					}
					expect(document.problems.filter(({ message }) => !(kind === 'legacy' && message.includes('NUL')))).toEqual([]);
					const held = texts(document);
					expect(sameForm(held)).toEqual(sameForm(answer.values ?? {}));
					const types = JSON.parse(corpusFile(`${kind}/${name.replace('.yaml', '.read.json')}`)?.toString() ?? '{}') as Record<
						string,
						string
					>;
					for (const [key, reading] of Object.entries(answer.read ?? {})) {
						const written = held[key];
						const type = scalarType(types[key]);
						if (written === undefined || type === undefined) continue;
						const special = kind === 'standard' && (type === 'float' || type === 'double');
						const text = special ? (SPECIAL_NUMBERS[written] ?? written) : written;
						const value = kind === 'standard' ? readYamlText(type, text, { version }) : readValue(type, text, { version });
						expect(value.kind === 'known', `${key} as ${type}`).toBe(reading.rejected === undefined);
					}
				});
			}
		});
	}
}

function scalarType(name: string | undefined): OptionType | undefined {
	return SCALAR_TYPES.find((type) => type === name);
}

const SCALAR_TYPES: readonly OptionType[] = ['duration', 'memory', 'boolean', 'int', 'long', 'float', 'double', 'string'];

function decode(bytes: Buffer): string {
	return bytes[0] === 0xff && bytes[1] === 0xfe
		? new TextDecoder('utf-16le', { ignoreBOM: true }).decode(bytes)
		: new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
}

/** What Flink's configuration would hold: the last statement of each key, sections below map options flattened. */
function texts(document: ConfigDocument): Record<string, string> {
	const held: Record<string, string> = {};
	for (const setting of document.settings) {
		const { value } = setting;
		const section =
			value.kind === 'known' &&
			value.value.type === 'map' &&
			document.format === 'config-yaml' &&
			/^[^"'{]*[:\n{]/.test(document.text.slice(setting.range.start));
		if (section && value.value.type === 'map' && value.text.includes(':') && isSection(document, setting.nameRange.end)) {
			for (const [key, item] of Object.entries(value.value.entries)) held[`${setting.key}.${key}`] = item;
		} else held[setting.key] = textOf(document, value, setting.valueRange);
	}
	return held;
}

function isSection(document: ConfigDocument, end: number): boolean {
	return /^["']?\s*:\s*(?:\{|\n)/.test(document.text.slice(end));
}

function textOf(document: ConfigDocument, value: Value, range: { start: number; end: number } | undefined): string {
	if (value.kind !== 'unknown') return value.text;
	return range === undefined ? '' : document.text.slice(range.start, range.end);
}

/** Java's names of the numbers that Flink writes as YAML does: their values are no texts that are read. */
const SPECIAL_NUMBERS: Readonly<Record<string, string>> = { '.inf': 'Infinity', '-.inf': '-Infinity', '.nan': 'NaN' };

/** Lists and maps are compared as what they mean, not as snakeyaml happens to write them. */
function sameForm(values: Readonly<Record<string, string>>): Record<string, unknown> {
	return Object.fromEntries(Object.entries(values).map(([key, text]) => [key, /^\[/.test(text) ? meaning(text) : text]));
}

function meaning(text: string): unknown {
	try {
		return JSON.stringify(parse(text, { maxAliasCount: -1, schema: 'failsafe', logLevel: 'silent' }));
	} catch {
		return text;
	}
}
