/** The text without what Java's `String.trim` drops at both ends: every character up to U+0020, no other blank. */
export function javaTrim(text: string): string {
	let start = 0;
	let end = text.length;
	while (start < end && text.charCodeAt(start) <= 0x20) start++;
	while (end > start && text.charCodeAt(end - 1) <= 0x20) end--;
	return text.slice(start, end);
}

/** A double as Java's `Double.toString` writes it (`1000.0`, `1.0E8`), which is how Flink turns a YAML number into text. */
export function javaDouble(value: number): string {
	if (Number.isNaN(value)) return 'NaN';
	if (!Number.isFinite(value)) return value > 0 ? 'Infinity' : '-Infinity';
	if (value === 0) return Object.is(value, -0) ? '-0.0' : '0.0';
	const size = Math.abs(value);
	if (size >= 1e-3 && size < 1e7) return Number.isInteger(value) ? `${value}.0` : String(value);
	const [digits = '0', exponent = '0'] = value.toExponential().split('e');
	return `${digits.includes('.') ? digits : `${digits}.0`}E${Number(exponent)}`;
}

/** Java's `Character.isWhitespace`: blanks and separators, but no blank that forbids a line break. */
export function isJavaWhitespace(char: string): boolean {
	const code = char.charCodeAt(0);
	if (code <= 0x20) return (code >= 0x09 && code <= 0x0d) || code >= 0x1c;
	return /\s/.test(char) && !/[\u00a0\u2007\u202f\ufeff]/.test(char);
}
