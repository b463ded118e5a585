import type { ConfigDocument } from '../../model/document.ts';
import type { Range } from '../../model/range.ts';
import type { Setting } from '../../model/setting.ts';
import { readValue, templateIn } from '../../model/syntax/value-syntax.ts';
import type { Value } from '../../model/value.ts';
import { parseConfigYaml } from '../../parsers/config-yaml/config-yaml.ts';
import { type ConfLine, isFlinkConfTree } from '../../parsers/flink-conf/lines.ts';
import { isSecret, optionOf } from '../../parsers/keys/flink-keys.ts';
import { recogniseConfiguration } from '../../parsers/keys/recognition.ts';
import { resolvePlain } from '../../parsers/yaml/scalar.ts';
import { readYamlText } from '../../parsers/yaml/value.ts';
import type { Conversion } from '../editor.ts';
import { plainOrQuoted } from '../yaml/text.ts';

/** Flink's YAML reader takes no file with more code points. Source: LoadSettings of snakeyaml-engine 2.6, `codePointLimit`. */
const LONGEST_FILE = 3 * 1024 * 1024;

/**
 * Writes a legacy file as flat YAML, line by line: statements keep their order, their texts and the comments behind them; lines that Flink
 * drops, and statements that a later one replaces, become comments. Undefined where Flink would not make the same of both texts, where a
 * template decides what it reads, and where it reads a line otherwise than meant: YAML would make that look right.
 */
export function convertFlinkConf(document: ConfigDocument): Conversion | undefined {
	const { text, tree, notes, problems } = document;
	if (!isFlinkConfTree(tree) || problems.length > 0 || text.length > LONGEST_FILE) return undefined;
	if (notes.some(({ kind, setting }) => kind === 'dropped-line' && setting !== undefined)) return undefined;
	if (tree.lines.some((line) => templateIn(textOf(text, line.content)) !== undefined || hidesSecret(text, line))) return undefined;
	const winners = new Set([...lastOf(document.settings).values()]);
	const lines = tree.lines.map((line) => {
		const setting = tree.settings.get(line);
		const written = setting !== undefined && winners.has(setting) ? statement(text, line) : comment(text, line);
		return written === undefined ? '' : written + text.slice(line.end, line.next);
	});
	return checked(document, bomOf(text, tree.lines) + lines.join(''));
}

/** The conversion, if Flink reads it as it read the document, and flint still knows it for Flink's. */
function checked({ settings }: ConfigDocument, text: string): Conversion | undefined {
	if (text.length > LONGEST_FILE || recogniseConfiguration('config.yaml', text) !== 'config-yaml') return undefined;
	const converted = parseConfigYaml('config.yaml', text);
	if (converted.problems.length > 0 || converted.settings.length !== lastOf(settings).size) return undefined;
	// Flink loads a key that is the beginning of another, but loses one of them when it writes the file again, as its images do.
	if (converted.notes.some(({ kind }) => kind === 'prefix-conflict')) return undefined;
	const fresh = lastOf(converted.settings);
	for (const setting of lastOf(settings).values()) {
		const { key, value } = setting;
		const read = fresh.get(key)?.value;
		if (read === undefined || !same(value, read) || !sameInAnyType(key, value) || quotedForScripts(setting)) return undefined;
	}
	return { text, secrets: converted.secrets };
}

function lastOf(settings: readonly Setting[]): ReadonlyMap<string, Setting> {
	return new Map(settings.map((setting) => [setting.key, setting]));
}

function same(before: Value, after: Value): boolean {
	return before.kind !== 'unknown' && JSON.stringify(before) === JSON.stringify(after);
}

/** What no catalogue knows may be a list or a map, which Flink reads as YAML only after a `config.yaml`: `[a, b]` is one element before. */
function sameInAnyType(key: string, value: Value): boolean {
	if (optionOf(key) !== undefined || value.kind !== 'known') return true;
	return (['list', 'map'] as const).every((type) => same(readValue(type, value.text), readYamlText(type, value.text)));
}

/**
 * What the start scripts take from the configuration as Flink prints it: of a YAML file with quotes that no script takes away, so that
 * the JVM would not start. Source: config.sh and ConfigurationUtils.convertConfigToWritableLines of 1.20 and 2.3, run.
 */
function quotedForScripts({ key, value }: Setting): boolean {
	return key.startsWith('env.') && value.kind !== 'unknown' && yamlValue(value.text) !== value.text;
}

/** A secret in a place that only this file's own parser masks: behind a `#` that cuts it, or on a line that Flink drops. */
function hidesSecret(text: string, line: ConfLine): boolean {
	if (line.pair === undefined) return isSecret(textOf(text, line.content));
	return line.hash < line.end && line.hash === line.pair.value.end && isSecret(textOf(text, line.pair.key));
}

/** A byte order mark belongs to the file, unless Flink took it for the beginning of a key. */
function bomOf(text: string, [first]: readonly ConfLine[]): string {
	return text.startsWith('\ufeff') && first?.pair === undefined ? '\ufeff' : '';
}

function statement(text: string, line: ConfLine): string | undefined {
	if (line.pair === undefined) return undefined;
	const { key, value } = line.pair;
	const between = text.slice(key.end, value.start);
	const separator = /^ *: +$/.test(between) ? between : ': ';
	return `${yamlText(textOf(text, key))}${separator}${yamlValue(textOf(text, value))}${commentBehind(text, line, value.end)}`;
}

/** A comment behind a value, as far from it as before; in YAML it needs at least a blank. */
function commentBehind(text: string, line: ConfLine, from: number): string {
	if (line.hash === line.end) return '';
	const gap = text.slice(from, line.hash);
	return `${/^ +$/.test(gap) ? gap : ' '}${text.slice(line.hash, line.end)}`;
}

/** The line as a comment, or without a text that nobody may see; undefined where nothing is left of it. */
function comment(text: string, line: ConfLine): string | undefined {
	const start = line.start === 0 && text.startsWith('\ufeff') && line.pair === undefined ? 1 : line.start;
	const content = { start: Math.max(start, line.content.start), end: Math.max(start, line.content.end) };
	const said = text.slice(line.hash, line.end);
	const blank = textOf(text, content) === '';
	const indent = text.slice(start, blank ? line.hash : content.start);
	const margin = /^ *$/.test(indent) ? indent : '';
	if (blank) return margin + said;
	if (line.pair === undefined || !isSecret(textOf(text, line.pair.key))) return `${margin}# ${text.slice(content.start, line.end)}`;
	return said === '' ? undefined : margin + said;
}

/** Words that older YAML readers take for booleans: Flink does not, but whoever edits the file may use one that does. */
const OLD_BOOLEAN = /^(?:y|yes|n|no|on|off)$/i;

/** A value in quotes only where YAML would read another text without them. */
function yamlValue(text: string): string {
	const { kind, text: read } = resolvePlain(text);
	return (kind === 'boolean' || kind === 'integer' || kind === 'float') && read === text ? text : yamlText(text);
}

/** Text that YAML takes for text, as a key must be. */
function yamlText(text: string): string {
	if (OLD_BOOLEAN.test(text)) return `'${text}'`;
	return text.search(UNSEEN) < 0 ? plainOrQuoted(text, false) : JSON.stringify(text).replace(UNSEEN, escaped);
}

/** Blanks that look like others, and characters that look like nothing; YAML forbids some of them outside of quotes. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]|(?! )\p{Zs}/gu;

function escaped(character: string): string {
	const hex = (character.codePointAt(0) ?? 0).toString(16);
	return hex.length > 4 ? `\\U${hex.padStart(8, '0')}` : `\\u${hex.padStart(4, '0')}`;
}

function textOf(text: string, { start, end }: Range): string {
	return text.slice(start, end);
}
