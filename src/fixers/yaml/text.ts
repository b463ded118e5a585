import type { TypedValue } from '../../model/value.ts';
import { resolvePlain } from '../../parsers/yaml/scalar.ts';

/** A value as YAML text in the quotes of the text that it replaces; without them it is plain where that says the same. */
export function yamlText(text: string, value: TypedValue, replaced: string, inFlow: boolean): string {
	const quote = replaced.charAt(0);
	if (value.type === 'list' && (quote === '[' || quote === '-'))
		return `[${value.items.map((item) => plainOrQuoted(item, true)).join(', ')}]`;
	if (quote === '"') return doubleQuoted(text);
	if (quote === "'") return singleQuoted(text);
	return value.type === 'text' || value.type === 'list' || value.type === 'map' || value.type === 'enum'
		? plainOrQuoted(text, inFlow)
		: text;
}

/** YAML text that reads as a string in YAML 1.1 too: what would be a number or a boolean is quoted. */
export function stringText(text: string, quote: string): string {
	const boolean = /^(?:y|n|yes|no|on|off)$/i.test(text);
	if (/^["']/.test(text) || (!boolean && resolvePlain(text).kind === 'text')) return text;
	return quote === "'" ? singleQuoted(text) : doubleQuoted(text);
}

/** A key as YAML text: plain, unless its neighbour is quoted. */
export function yamlKey(name: string, neighbour: string, inFlow: boolean): string {
	if (neighbour.startsWith('"')) return doubleQuoted(name);
	if (neighbour.startsWith("'")) return singleQuoted(name);
	return plainOrQuoted(name, inFlow);
}

/** A text as YAML that reads as that text, plain where it can be. */
export function plainOrQuoted(text: string, inFlow: boolean): string {
	const plain = resolvePlain(text).kind === 'text' && isPlain(text) && !(inFlow && /[[\]{},]/.test(text));
	if (plain) return text;
	return /[\r\n\t]/.test(text) ? doubleQuoted(text) : singleQuoted(text);
}

function isPlain(text: string): boolean {
	return /^[^\s!"#%&'*,:>?@[\]`{|}-]|^[-:?][^\s,[\]{}]/.test(text) && !/:(?:\s|$)|\s#|\s$|[\r\n\t]/.test(text);
}

function singleQuoted(text: string): string {
	return `'${text.replaceAll("'", "''")}'`;
}

function doubleQuoted(text: string): string {
	return JSON.stringify(text);
}
