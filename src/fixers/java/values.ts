import { formatValue, type TypedValue } from '../../model/value.ts';
import { readNumber } from '../../parsers/java/constants.ts';
import type { Mentions } from '../../parsers/java/mentions.ts';
import type { JavaNode } from '../../parsers/java/node.ts';
import { argumentsOf, bare, type Call, callOf, constructedType, hasModifier, lastName } from '../../parsers/java/syntax.ts';
import { unitMs } from '../../parsers/java/time-units.ts';

/** A piece of an expression and what stands there instead. */
interface Replacement {
	readonly node: JavaNode;
	readonly text: string;
}

const UNITS = [
	['Days', 86_400_000],
	['Hours', 3_600_000],
	['Minutes', 60_000],
	['Seconds', 1000],
	['Millis', 1],
] as const;

/** The largest int literal that Java takes without an `L`. */
const MAX_INT = 2_147_483_647;
/** Factors that people write to turn seconds, minutes and hours into ms: they stay, the amount changes. */
const CONVERSIONS: ReadonlySet<number> = new Set([24, 60, 1000, 3600, 60_000, 3_600_000]);
const NUMBERS: ReadonlySet<string> = new Set([
	'decimal_integer_literal',
	'hex_integer_literal',
	'decimal_floating_point_literal',
	'octal_integer_literal',
	'binary_integer_literal',
]);

/** The smallest replacement that makes an expression worth `value`, in the way it is written; undefined where flint cannot tell how. */
export function rewritten(expression: JavaNode, value: TypedValue, mentions: Mentions): Replacement | undefined {
	const node = bare(expression);
	if (NUMBERS.has(node.type)) return numeric(node, value);
	switch (node.type) {
		case 'string_literal':
			return { node, text: quoted(value, node.text.slice(1, -1)) };
		case 'true':
		case 'false':
			return value.type === 'boolean' ? { node, text: String(value.value) } : undefined;
		case 'binary_expression':
			return product(node, value);
		case 'unary_expression':
			return numeric(node, value);
		case 'method_invocation':
			return call(node, value, mentions);
		case 'object_creation_expression':
			return wrapped(node, value, mentions);
		case 'field_access':
		case 'identifier':
			return named(node, value, mentions);
		default:
			return undefined;
	}
}

/** A duration as an argument of Flink or Java: `Duration.ofMinutes(5)`. */
export function durationCall(ms: number, className: string): string {
	const [unit, amount] = largestUnit(ms);
	return `${className}.of${unit}(${longLiteral(amount, false)})`;
}

/** A duration as one of Flink's Time classes gives it: `Time.days(7)`. */
export function timeCall(ms: number, className: string): string {
	const [unit, amount] = largestUnit(ms);
	return `${className}.${unit === 'Millis' ? 'milliseconds' : unit.toLowerCase()}(${longLiteral(amount, false)})`;
}

/** A whole number as a literal, with underscores on request and the `L` it needs. */
export function longLiteral(number: number, grouped: boolean): string {
	const digits = grouped ? group(String(number)) : String(number);
	return Math.abs(number) > MAX_INT ? `${digits}L` : digits;
}

function largestUnit(ms: number): readonly [(typeof UNITS)[number][0], number] {
	for (const [unit, size] of UNITS) if (ms !== 0 && ms % size === 0) return [unit, ms / size];
	return ['Millis', ms];
}

function group(digits: string): string {
	return digits.replace(/\B(?=(?:\d{3})+$)/g, '_');
}

/** What a number literal would have to say: ms, bytes or a number. */
function asNumber(value: TypedValue): number | undefined {
	if (value.type === 'duration') return value.ms;
	if (value.type === 'memory') return value.bytes;
	return value.type === 'number' ? value.value : undefined;
}

function numeric(node: JavaNode, value: TypedValue): Replacement | undefined {
	const number = asNumber(value);
	if (number === undefined) return undefined;
	const written = node.text;
	const grouped = written.includes('_');
	const suffix = /[lL]$/.exec(written)?.[0];
	const plain = longLiteral(number, grouped);
	return { node, text: suffix === undefined || plain.endsWith('L') ? plain : `${plain}${suffix}` };
}

/** `5 * 60 * 1000`: another amount before the same conversion where it comes out even, else the number itself. */
function product(node: JavaNode, value: TypedValue): Replacement | undefined {
	const factors = factorsOf(node);
	const wanted = asNumber(value);
	if (factors === undefined || wanted === undefined) return undefined;
	const numbers = factors.map((factor) => literalNumber(factor));
	const total = numbers.reduce((product, number) => product * number, 1);
	const amount = Math.max(
		0,
		numbers.findIndex((number) => !CONVERSIONS.has(number)),
	);
	const factor = factors[amount];
	const others = total / (numbers[amount] ?? 1);
	if (factor !== undefined && others > 0 && wanted !== 0 && wanted % others === 0 && fits(wanted, factors)) {
		return numeric(factor, { type: 'number', value: wanted / others });
	}
	const wide = factors.some((each) => /[lL]$/.test(each.text));
	const plain = longLiteral(
		wanted,
		factors.some((each) => each.text.includes('_')),
	);
	return { node, text: wide && !plain.endsWith('L') ? `${plain}L` : plain };
}

/** Whether Java's own arithmetic reaches the number: ints wrap. */
function fits(wanted: number, factors: readonly JavaNode[]): boolean {
	return wanted <= MAX_INT || factors.some((factor, index) => index < 2 && /[lL]$/.test(factor.text));
}

/** The factors of a product of literals. */
function factorsOf(node: JavaNode): readonly JavaNode[] | undefined {
	const found: JavaNode[] = [];
	const open = [node];
	for (let at = open.pop(); at !== undefined; at = open.pop()) {
		const plain = bare(at);
		if (plain.type === 'decimal_integer_literal') {
			found.push(plain);
			continue;
		}
		const [left, right] = [plain.field('left'), plain.field('right')];
		const operator = plain.field('operator');
		if (plain.type !== 'binary_expression' || left === undefined || right === undefined || operator?.text !== '*') return undefined;
		open.push(right, left);
	}
	return found;
}

function literalNumber(node: JavaNode): number {
	const constant = readNumber(node.text);
	return constant?.type === 'integer' ? Number(constant.value) : Number.NaN;
}

function call(node: JavaNode, value: TypedValue, mentions: Mentions): Replacement | undefined {
	const made = callOf(node);
	if (made === undefined) return undefined;
	const owner = made.receiver === undefined ? '' : lastName(made.receiver.text.replace(/\s+/g, ''));
	if (value.type === 'duration') return durationIn(made, owner, value.ms) ?? delegated(made, value, mentions);
	if (value.type === 'memory' && owner === 'MemorySize') return memoryIn(made, value);
	const wraps = owner === 'URI' || owner === 'Path' || owner === 'Paths' || made.name === 'valueOf';
	const [only] = made.args;
	return wraps && only !== undefined && made.args.length === 1 ? rewritten(only, value, mentions) : undefined;
}

/** `Duration.ofSeconds(5).toMillis()`: the duration changes, the conversion stays if nothing is lost by it. */
function delegated(made: Call, value: TypedValue, mentions: Mentions): Replacement | undefined {
	if (made.receiver === undefined || made.args.length > 0 || value.type !== 'duration') return undefined;
	const unit = made.name === 'getSeconds' ? 1000 : made.name.startsWith('to') ? unitMs(made.name) : undefined;
	if (unit === undefined || unit < 1 || value.ms % unit !== 0) return undefined;
	return rewritten(made.receiver, value, mentions);
}

function durationIn(made: Call, owner: string, ms: number): Replacement | undefined {
	const receiver = made.receiver?.text ?? '';
	const [unit, amount] = largestUnit(ms);
	const [first, second] = made.args;
	if (owner === 'Duration') return { node: made.node, text: durationCall(ms, receiver) };
	if (owner === 'Time' && made.name !== 'of') return { node: made.node, text: timeCall(ms, receiver) };
	if (owner === 'Time' && first !== undefined && second?.type === 'field_access') {
		const unitClass = second.field('object')?.text ?? 'TimeUnit';
		return { node: made.node, text: `${receiver}.of(${longLiteral(amount, false)}, ${unitClass}.${constantOf(unit)})` };
	}
	const from = unitMs(owner);
	const to = made.name.startsWith('to') ? unitMs(made.name) : undefined;
	if (made.receiver === undefined || from === undefined || to === undefined || first === undefined || ms % to !== 0) return undefined;
	// A statically imported unit can only be kept.
	if (made.receiver.type !== 'field_access') {
		return ms % from === 0 && NUMBERS.has(first.type) ? numeric(first, { type: 'number', value: ms / from }) : undefined;
	}
	const unitClass = made.receiver.field('object')?.text ?? 'TimeUnit';
	return { node: made.node, text: `${unitClass}.${constantOf(unit)}.${made.name}(${longLiteral(amount, false)})` };
}

function constantOf(unit: (typeof UNITS)[number][0]): string {
	return unit === 'Millis' ? 'MILLISECONDS' : unit.toUpperCase();
}

function memoryIn(made: Call, value: TypedValue): Replacement | undefined {
	const receiver = made.receiver?.text ?? 'MemorySize';
	return { node: made.node, text: `${receiver}.parse("${formatValue(value)}")` };
}

/** `new Path("s3://…")`, `new MemorySize(1024)` */
function wrapped(node: JavaNode, value: TypedValue, mentions: Mentions): Replacement | undefined {
	const [only] = argumentsOf(node);
	const name = constructedType(node)?.name;
	if (only === undefined || argumentsOf(node).length > 1 || name === undefined) return undefined;
	return ['Path', 'URI', 'String', 'MemorySize', 'File'].includes(name) ? rewritten(only, value, mentions) : undefined;
}

/** A name: the constant of an enum class, or a variable of the file that nothing else uses. */
function named(node: JavaNode, value: TypedValue, mentions: Mentions): Replacement | undefined {
	const declaration = mentions.declarationOf(node);
	if (declaration === undefined) {
		const constant = node.type === 'field_access' ? node.field('field') : undefined;
		if (constant === undefined || (value.type !== 'enum' && value.type !== 'text') || !/^[A-Z][A-Z0-9_]*$/.test(constant.text))
			return undefined;
		return { node: constant, text: value.value.toUpperCase().replaceAll('-', '_') };
	}
	const statement = declaration.node.parent;
	if (declaration.value === undefined || statement === undefined || mentions.usesOf(declaration).length !== 1) return undefined;
	if (declaration.kind === 'field' && !hasModifier(statement, 'private')) return undefined;
	if (declaration.kind !== 'field' && declaration.kind !== 'local') return undefined;
	return rewritten(declaration.value, value, mentions);
}

/** A value as a string literal, spelled as the text it replaces is: `60s` or `60 s`, upper or lower case. */
function quoted(value: TypedValue, old: string): string {
	return `"${spelledLike(value, old).replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}

function spelledLike(value: TypedValue, old: string): string {
	const written = formatValue(value);
	if (value.type === 'duration') {
		if (/^\s*\d+\s*$/.test(old)) return String(value.ms);
		return /\d\s+[a-z]/i.test(old) ? written : written.replace(' ', '');
	}
	if (value.type === 'enum') {
		if (/^[A-Z_]+$/.test(old)) return written.toUpperCase().replaceAll('-', '_');
		if (/^[a-z-]+$/.test(old)) return written.toLowerCase().replaceAll('_', '-');
	}
	return written;
}
