import { isScalar, type Scalar } from 'yaml';
import { javaDouble } from '../../model/syntax/java-text.ts';
import type { NumberReading } from '../../model/syntax/number-text.ts';

/** What snakeyaml-engine makes of a scalar, with the text that Flink's `toString` gives of it. */
interface YamlScalar {
	readonly kind: 'null' | 'boolean' | 'integer' | 'float' | 'text';
	readonly text: string;
}

const NULL = /^(?:~|null|Null|NULL|)$/;
const BOOLEAN = /^(?:true|True|TRUE|false|False|FALSE)$/;
const INTEGER = /^(?:[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+)$/;
const FLOAT = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/;
const SPECIAL = /^(?:[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/;
/** Longer numbers are text to anyone; converting them would take quadratic time. */
const LONGEST_NUMBER = 1000;

const SMALLEST_FLOAT = 2 ** -149;
const LARGEST_FLOAT = (2 - 2 ** -23) * 2 ** 127;

const TAGS: Readonly<Record<string, YamlScalar['kind']>> = {
	'tag:yaml.org,2002:str': 'text',
	'tag:yaml.org,2002:int': 'integer',
	'tag:yaml.org,2002:float': 'float',
	'tag:yaml.org,2002:bool': 'boolean',
	'tag:yaml.org,2002:null': 'null',
	'tag:yaml.org,2002:binary': 'text',
	'!': 'text',
};

/** Resolves a scalar by the YAML 1.2 core schema, as snakeyaml-engine does whatever version a `%YAML` line states. */
export function resolveScalar(node: Scalar): YamlScalar {
	const source = node.source ?? (typeof node.value === 'string' ? node.value : '');
	const forced = node.tag === undefined ? undefined : TAGS[node.tag];
	if (forced !== undefined) return ofKind(forced, source);
	return node.type === 'PLAIN' || node.type === undefined ? resolvePlain(source) : { kind: 'text', text: source };
}

/** What a plain scalar's text means. */
export function resolvePlain(source: string): YamlScalar {
	if (source.length > LONGEST_NUMBER) return { kind: 'text', text: source };
	if (NULL.test(source)) return { kind: 'null', text: 'null' };
	if (BOOLEAN.test(source)) return ofKind('boolean', source);
	if (INTEGER.test(source)) return ofKind('integer', source);
	return FLOAT.test(source) || SPECIAL.test(source) ? ofKind('float', source) : { kind: 'text', text: source };
}

function ofKind(kind: YamlScalar['kind'], source: string): YamlScalar {
	switch (kind) {
		case 'boolean':
			return { kind, text: source.toLowerCase() };
		case 'integer':
			return INTEGER.test(source) ? { kind, text: integerText(source) } : { kind: 'text', text: source };
		case 'float':
			return { kind, text: doubleText(floatValue(source)) };
		default:
			return { kind, text: source };
	}
}

/** Source: FlinkConfigRepresenter, which writes what is no number as YAML does and all else as Java does. */
function doubleText(value: number): string {
	if (Number.isNaN(value)) return '.nan';
	return Number.isFinite(value) ? javaDouble(value) : value > 0 ? '.inf' : '-.inf';
}

/** What a scalar that YAML takes for a floating number gives an option of that type, or why Flink rejects it. */
export function readYamlFloat(type: 'float' | 'double', source: string): NumberReading {
	const value = floatValue(source);
	const size = Math.abs(value);
	// Source: ConfigurationUtils.convertToFloat, which is stricter with a double than with a text.
	if (type === 'float' && size !== 0 && !(size >= SMALLEST_FLOAT && size <= LARGEST_FLOAT)) return { why: 'it does not fit into 32 bits' };
	return { value };
}

function integerText(source: string): string {
	return source.startsWith('-') ? String(-BigInt(source.slice(1))) : String(BigInt(source.replace(/^\+/, '')));
}

function floatValue(source: string): number {
	if (/nan$/i.test(source)) return Number.NaN;
	return /inf$/i.test(source) ? Number(source.startsWith('-') ? '-Infinity' : 'Infinity') : Number(source);
}

/** Whether a node is a scalar that means null. */
export function isNullNode(node: unknown): boolean {
	return node === null || node === undefined || (isScalar(node) && resolveScalar(node).kind === 'null');
}
