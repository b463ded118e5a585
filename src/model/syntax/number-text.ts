import { javaTrim } from './java-text.ts';

/** A number, or why Java rejects the text. */
export type NumberReading = { readonly value: number } | { readonly why: string };

const RANGES = {
	int: { lowest: -(2n ** 31n), highest: 2n ** 31n - 1n, bits: 32 },
	long: { lowest: -(2n ** 63n), highest: 2n ** 63n - 1n, bits: 64 },
} as const;

const LARGEST_FLOAT = 3.4028235677973366e38;
const DECIMAL = /^[+-]?(?:NaN|Infinity|(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?[fFdD]?)$/i;
const HEXADECIMAL = /^([+-]?)0x([0-9a-f]*)\.?([0-9a-f]*)p([+-]?\d+)[fFdD]?$/i;

/** Reads a whole number as `Integer.parseInt` and `Long.parseLong` do: a sign and digits of any script, no blanks. */
export function readInteger(type: 'int' | 'long', text: string): NumberReading {
	const match = /^[+-]?(\p{Nd}+)$/u.exec(text);
	const digits = match?.[1];
	if (digits === undefined) return { why: wholeNumberProblem(text) };
	const { lowest, highest, bits } = RANGES[type];
	const outside = { why: `it does not fit into ${bits} bits (${lowest} to ${highest})` };
	const significant = asciiDigits(digits).replace(/^0+(?=\d)/, '');
	if (significant.length > 20) return outside;
	const value = text.startsWith('-') ? -BigInt(significant) : BigInt(significant);
	return value < lowest || value > highest ? outside : { value: Number(value) };
}

function wholeNumberProblem(text: string): string {
	if (text === '') return 'an empty text is no number';
	if (/^[+-]?\d[\d_]*$/.test(text)) return 'Flink reads no underscores in numbers';
	if (/^[+-]?0x[0-9a-f]+$/i.test(text)) return 'Flink reads no hexadecimal numbers from text';
	return 'it is no whole number';
}

/** Digits of other scripts stand in runs of ten that start with their zero. */
function asciiDigits(digits: string): string {
	if (/^[0-9]+$/.test(digits)) return digits;
	return [...digits].map(digitValue).join('');
}

function digitValue(digit: string): number {
	const code = digit.codePointAt(0) ?? 0;
	let zero = code;
	while (/\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero--;
	return (code - zero) % 10;
}

/** Reads a float or double as Java's `parseFloat` and `parseDouble` do: blanks around it, an `f` or `d` after it, hexadecimal floats. */
export function readFloating(type: 'float' | 'double', text: string): NumberReading {
	const trimmed = javaTrim(text);
	const value = floating(trimmed);
	if (value === undefined) return { why: trimmed === '' ? 'an empty text is no number' : 'it is no number' };
	if (type === 'double') return { value };
	return { value: Math.abs(value) >= LARGEST_FLOAT ? Math.sign(value) * Number.POSITIVE_INFINITY : value };
}

function floating(text: string): number | undefined {
	const hexadecimal = HEXADECIMAL.exec(text);
	if (hexadecimal !== null) return hexadecimalFloat(hexadecimal);
	// Java knows these two names in exactly this case.
	if (!DECIMAL.test(text) || (/n/i.test(text) && !/^[+-]?(?:NaN|Infinity)$/.test(text))) return undefined;
	return Number(/[NI]/.test(text) ? text.replace(/^[+-](?=NaN)/, '') : text.replace(/[fFdD]$/, ''));
}

function hexadecimalFloat([, sign = '', whole = '', fraction = '', exponent = '0']: RegExpExecArray): number | undefined {
	if (whole === '' && fraction === '') return undefined;
	const digits = Number.parseInt(`${whole}${fraction}`, 16);
	return (sign === '-' ? -1 : 1) * digits * 2 ** (Number(exponent) - 4 * fraction.length);
}
