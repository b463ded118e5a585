/** A value that a Java expression has for certain. */
export type JavaConstant =
	/** `wide` is a long; arithmetic on the others wraps at 32 bits as Java's does. */
	| { readonly type: 'integer'; readonly value: bigint; readonly wide: boolean }
	| { readonly type: 'floating'; readonly value: number }
	| { readonly type: 'boolean'; readonly value: boolean }
	| { readonly type: 'string'; readonly value: string }
	/** A java.time.Duration or one of Flink's Time classes. */
	| { readonly type: 'duration'; readonly ms: number }
	/** Flink's MemorySize. */
	| { readonly type: 'memory'; readonly bytes: number }
	/** A constant of a class outside the file, by its simple names: an enum's, as far as flint is concerned. */
	| { readonly type: 'enum'; readonly owner: string; readonly name: string }
	| { readonly type: 'list'; readonly items: readonly string[] };

/** What is known of an expression: its value, or why not, with the default it falls back to where one is written. */
export type Evaluated =
	| { readonly known: true; readonly constant: JavaConstant }
	| { readonly known: false; readonly why: string; readonly fallback?: JavaConstant };

export const knownConstant = (constant: JavaConstant): Evaluated => ({ known: true, constant });
export const unknownConstant = (why: string, fallback?: JavaConstant): Evaluated =>
	fallback === undefined ? { known: false, why } : { known: false, why, fallback };
const integer = (value: bigint, wide: boolean): JavaConstant => ({
	type: 'integer',
	value: BigInt.asIntN(wide ? 64 : 32, value),
	wide,
});

/** Reads a number literal as Java does: underscores, `L`, `0x`, `0b`, a leading `0` for octal, `f` and `d`. */
export function readNumber(literal: string): JavaConstant | undefined {
	const plain = literal.replaceAll('_', '').toLowerCase();
	const hex = plain.startsWith('0x');
	if (!hex && /[.efd]/.test(plain)) {
		const value = Number(plain.replace(/[fd]$/, ''));
		return Number.isNaN(value) ? undefined : { type: 'floating', value };
	}
	const wide = plain.endsWith('l');
	const digits = wide ? plain.slice(0, -1) : plain;
	const text = /^0[0-7]+$/.test(digits) ? `0o${digits.slice(1)}` : digits;
	if (!/^(?:0x[\da-f]+|0b[01]+|0o[0-7]+|\d+)$/.test(text) || text.length > 70) return undefined;
	return integer(BigInt(text), wide);
}

/** The value of a binary expression, or undefined where the operands do not fit it. */
export function combine(operator: string, left: JavaConstant, right: JavaConstant): JavaConstant | undefined {
	if (operator === '+' && (left.type === 'string' || right.type === 'string')) {
		const a = spelled(left);
		const b = spelled(right);
		return a === undefined || b === undefined ? undefined : { type: 'string', value: a + b };
	}
	if (left.type === 'integer' && right.type === 'integer') return combineIntegers(operator, left, right);
	const a = asNumber(left);
	const b = asNumber(right);
	if (a === undefined || b === undefined) return undefined;
	if (operator === '+') return { type: 'floating', value: a + b };
	if (operator === '-') return { type: 'floating', value: a - b };
	if (operator === '*') return { type: 'floating', value: a * b };
	return operator === '/' && b !== 0 ? { type: 'floating', value: a / b } : undefined;
}

function combineIntegers(
	operator: string,
	left: { readonly value: bigint; readonly wide: boolean },
	right: { readonly value: bigint; readonly wide: boolean },
): JavaConstant | undefined {
	const wide = left.wide || right.wide;
	const { value: a } = left;
	const { value: b } = right;
	if (operator === '+') return integer(a + b, wide);
	if (operator === '-') return integer(a - b, wide);
	if (operator === '*') return integer(a * b, wide);
	if (operator === '/' && b !== 0n) return integer(a / b, wide);
	if (operator === '%' && b !== 0n) return integer(a % b, wide);
	if (operator === '<<') return integer(a << (b & (left.wide ? 63n : 31n)), left.wide);
	return operator === '>>' ? integer(a >> (b & (left.wide ? 63n : 31n)), left.wide) : undefined;
}

/** The value with its sign turned. */
export function negated(constant: JavaConstant): JavaConstant | undefined {
	if (constant.type === 'integer') return integer(-constant.value, constant.wide);
	return constant.type === 'floating' ? { type: 'floating', value: -constant.value } : undefined;
}

/** A number of any kind. */
export function asNumber(constant: JavaConstant): number | undefined {
	if (constant.type === 'integer') return Number(constant.value);
	return constant.type === 'floating' ? constant.value : undefined;
}

/** The text a constant becomes in a string; undefined where flint does not know how its class prints itself. */
export function spelled(constant: JavaConstant): string | undefined {
	if (constant.type === 'string') return constant.value;
	if (constant.type === 'integer' || constant.type === 'boolean') return String(constant.value);
	return constant.type === 'floating' && !Number.isInteger(constant.value) ? String(constant.value) : undefined;
}

/** Whether two constants are the same value. */
export function sameConstant(a: JavaConstant, b: JavaConstant): boolean {
	if (a.type === 'list' || b.type === 'list') return false;
	if (a.type === 'integer' && b.type === 'integer') return a.value === b.value;
	return JSON.stringify(a, bigintText) === JSON.stringify(b, bigintText);
}

function bigintText(_key: string, value: unknown): unknown {
	return typeof value === 'bigint' ? String(value) : value;
}

/** The value of a string or character literal or a text block; undefined where it holds an escape flint does not read. */
export function readString(literal: string): string | undefined {
	if (literal.startsWith('"""')) return unescaped(withoutIndentation(literal.slice(3, -3)));
	return unescaped(literal.slice(1, -1));
}

/** A text block's content: the first line break is dropped, and the indentation common to all lines (JLS 3.10.6). */
function withoutIndentation(content: string): string {
	const lines = content.split(/\r\n|\r|\n/).slice(1);
	const counted = lines.filter((line, i) => line.trim() !== '' || i === lines.length - 1);
	const common = counted.reduce((least, line) => Math.min(least, line.length - line.trimStart().length), Number.MAX_SAFE_INTEGER);
	return lines.map((line) => line.slice(common).trimEnd()).join('\n');
}

const ESCAPES: Readonly<Record<string, string>> = {
	n: '\n',
	t: '\t',
	r: '\r',
	b: '\b',
	f: '\f',
	s: ' ',
	'"': '"',
	"'": "'",
	'\\': '\\',
	'\n': '',
};

function unescaped(text: string): string | undefined {
	if (!text.includes('\\')) return text;
	let readable = true;
	const result = text.replace(/\\(?:u+([\dA-Fa-f]{4})|([0-3]?[0-7]{1,2})|([\s\S]))/g, (_whole, unicode, octal, single) => {
		if (unicode !== undefined) return String.fromCharCode(Number.parseInt(unicode, 16));
		if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8));
		const known = ESCAPES[single];
		if (known === undefined) readable = false;
		return known ?? '';
	});
	return readable ? result : undefined;
}

/** The value as a variable or a cast of a primitive type holds it: what an int is computed from wraps at 32 bits, a long's does not. */
export function converted(value: Evaluated, type: string | undefined): Evaluated {
	if (!value.known) return value;
	const { constant } = value;
	if (type === 'long' && constant.type === 'integer') return knownConstant(integer(constant.value, true));
	if (type === 'int' && constant.type === 'integer') return knownConstant(integer(constant.value, false));
	if ((type === 'double' || type === 'float') && constant.type === 'integer')
		return knownConstant({ type: 'floating', value: Number(constant.value) });
	if ((type === 'long' || type === 'int') && constant.type === 'floating') {
		const wide = type === 'long';
		return Number.isFinite(constant.value)
			? knownConstant(integer(BigInt(Math.trunc(constant.value)), wide))
			: unknownConstant('is no whole number');
	}
	return value;
}
