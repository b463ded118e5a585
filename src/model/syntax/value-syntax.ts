import {
	boolean,
	duration,
	enumeration,
	known,
	memory,
	number,
	type OptionType,
	type TypedValue,
	text as textValue,
	type Value,
} from '../value.ts';
import type { FlinkVersion } from '../version.ts';
import { readDuration } from './duration-text.ts';
import { javaTrim } from './java-text.ts';
import { readFloating, readInteger } from './number-text.ts';
import { type Split, splitStructured } from './structured-text.ts';

/** What reading a text needs to know beyond the option's type. */
export interface ValueContext {
	/** The names an enum takes; without them any name is taken. */
	readonly enumValues?: readonly string[];
	/** The type of a list's elements, text by default. */
	readonly element?: OptionType;
	/** The Flink that reads it; unknown means: as every version from 1.15 to 2.0 does. */
	readonly version?: FlinkVersion;
}

/** A typed value, or why Flink rejects the text: a clause without a full stop. */
type Reading = TypedValue | { readonly why: string };

/** Unit labels and sizes in bytes. Source: MemorySize.MemoryUnit; `kb` is 1024 bytes. */
const BYTES_OF_LABEL = new Map(
	[
		['', 'b', 'bytes'],
		['k', 'kb', 'kibibytes'],
		['m', 'mb', 'mebibytes'],
		['g', 'gb', 'gibibytes'],
		['t', 'tb', 'tebibytes'],
	].flatMap((labels, power) => labels.map((label) => [label, 1024n ** BigInt(power)] as const)),
);
const LARGEST_LONG = 2n ** 63n - 1n;

/**
 * Reads a text as Flink reads the value of an option of that type. A templated text (`${VAR}`) is unknown, never invalid.
 * Source: ConfigurationUtils.convertValue, checked against the recorded answers of oracle/corpus/values.json.
 */
export function readValue(type: OptionType, text: string, context: ValueContext = {}): Value {
	const template = templateIn(text);
	if (template !== undefined) return templated(type, template, context);
	return readPlain(type, text, context);
}

/** Reads a text that is known to hold no template. */
export function readPlain(type: OptionType, text: string, context: ValueContext): Value {
	const reading = readTyped(type, text, context);
	return 'why' in reading ? { kind: 'invalid', text, why: reading.why } : known(reading, text);
}

function readTyped(type: OptionType, text: string, context: ValueContext): Reading {
	switch (type) {
		case 'duration': {
			const reading = readDuration(text, context.version);
			return 'ms' in reading ? duration(reading.ms) : reading;
		}
		case 'memory':
			return readMemory(text);
		case 'boolean':
			return readBoolean(text);
		case 'int':
		case 'long': {
			const reading = readInteger(type, text);
			return 'value' in reading ? number(reading.value) : reading;
		}
		case 'float':
		case 'double': {
			const reading = readFloating(type, text);
			return 'value' in reading ? number(reading.value) : reading;
		}
		case 'enum':
			return readEnum(text, context.enumValues ?? []);
		case 'list':
			return readItems(splitStructured(text, ';'), context);
		case 'map':
			return readMap(text);
		case 'string':
		case 'object':
			return textValue(text);
	}
}

function readMemory(text: string): Reading {
	const trimmed = javaTrim(text);
	if (trimmed === '') return { why: 'an empty text is no memory size' };
	const digits = /^\d+/.exec(trimmed)?.[0];
	if (digits === undefined) return { why: 'a memory size starts with a number' };
	const label = javaTrim(trimmed.slice(digits.length)).toLowerCase();
	const size = BYTES_OF_LABEL.get(label);
	if (size === undefined) return { why: memoryUnitProblem(digits, label) };
	const significant = digits.replace(/^0+(?=\d)/, '');
	const bytes = significant.length > 20 ? LARGEST_LONG + 1n : BigInt(significant) * size;
	return bytes > LARGEST_LONG ? { why: 'it exceeds 64 bits' } : memory(Number(bytes));
}

function memoryUnitProblem(digits: string, label: string): string {
	if (/^[.,]\d+/.test(label)) return `\`${digits}${label}\` is no whole number, and Flink reads no fractions of a unit`;
	return `\`${label}\` is no memory unit that Flink knows (b, k, m, g, t, also as kb … tb)`;
}

function readBoolean(text: string): Reading {
	const name = text.toUpperCase();
	if (name === 'TRUE') return boolean(true);
	return name === 'FALSE' ? boolean(false) : { why: 'a boolean is `true` or `false`' };
}

function readEnum(text: string, names: readonly string[]): Reading {
	if (names.length === 0) return enumeration(text);
	const upper = text.toUpperCase();
	const name = names.find((candidate) => candidate.toUpperCase() === upper);
	return name === undefined ? { why: `it is none of ${names.map((candidate) => `\`${candidate}\``).join(', ')}` } : enumeration(name);
}

/** A list of the given parts, each read as the list's element type. */
export function readItems(split: Split, context: ValueContext): Reading {
	if ('why' in split) return split;
	const { element = 'string', ...rest } = context;
	const items: string[] = [];
	for (const part of split.parts) {
		const reading = readTyped(element, part, rest);
		if ('why' in reading) return { why: `its element \`${part}\` cannot be read: ${reading.why}` };
		items.push(reading.type === 'enum' ? reading.value : part);
	}
	return { type: 'list', items };
}

function readMap(text: string): Reading {
	const pairs = splitStructured(text, ',');
	if ('why' in pairs) return pairs;
	const entries = new Map<string, string>();
	for (const pair of pairs.parts) {
		const sides = splitStructured(pair, ':');
		if ('why' in sides) return sides;
		const [key, value] = sides.parts;
		if (key === undefined || value === undefined || sides.parts.length !== 2) return { why: `\`${pair}\` is no \`key:value\` pair` };
		if (entries.has(key)) return { why: `the key \`${key}\` stands in it twice` };
		entries.set(key, value);
	}
	return { type: 'map', entries: Object.fromEntries(entries) };
}

interface Template {
	/** As written: `${VAR:-60 s}`. */
	readonly text: string;
	/** The default it names, where it is the whole value. */
	readonly fallback?: string;
}

/** The marks of the templating languages seen around Flink files: shells, Helm and Jinja, Azure, Windows, Maven and Ansible. */
const TEMPLATE =
	/\$\{[^}\n]*\}?|\$\([^)\n]*\)?|\$[A-Za-z_]\w*|\{\{[^}\n]*\}?\}?|\{%[^%\n]*%?\}?|#\{[\w.-]+\}|<%[^%\n]*%?>?|%[A-Za-z_]\w*%|@[A-Za-z_][\w.-]*@|__[A-Z][A-Z0-9_]*__/;
const SHELL_DEFAULT = /^\$\{\w+:?-([^{}]*)\}$/;
const SPRING_DEFAULT = /^\$\{[\w.]+:([^-{}][^{}]*)\}$/;
/** `<bucket>`: a gap that a human fills in, but the scope variables of metrics (`<host>`) are Flink's own. */
const PLACEHOLDER = /^<[A-Za-z][\w -]*>$/;

/** The first templated part of a value, if there is one. */
export function templateIn(text: string): Template | undefined {
	const found = TEMPLATE.exec(text)?.[0] ?? PLACEHOLDER.exec(text)?.[0];
	if (found === undefined) return undefined;
	const whole = unquoted(text.trim());
	const fallback = (SHELL_DEFAULT.exec(whole) ?? SPRING_DEFAULT.exec(whole))?.[1];
	return fallback === undefined || fallback === '' ? { text: found } : { text: found, fallback };
}

function unquoted(text: string): string {
	return /^"[^"]*"$|^'[^']*'$/.test(text) ? text.slice(1, -1) : text;
}

function templated(type: OptionType, template: Template, context: ValueContext): Value {
	const why = `\`${template.text}\` is filled in before Flink reads it`;
	const fallback = template.fallback === undefined ? undefined : readTyped(type, template.fallback, context);
	return fallback === undefined || 'why' in fallback ? { kind: 'unknown', why } : { kind: 'unknown', why, fallback };
}
