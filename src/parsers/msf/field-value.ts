import { templateIn } from '../../model/syntax/value-syntax.ts';
import { boolean, duration, enumeration, known, number, type TypedValue, text as textValue, type Value } from '../../model/value.ts';
import type { JsonNode } from './json-text.ts';
import type { Field } from './shapes.ts';

/** A field's value, and whether it was written as a text where AWS expects a boolean or a number. */
interface FieldReading {
	readonly value: Value;
	readonly quoted: boolean;
}

/** Gaps that a human fills in: `<parallelism>`, `REPLACE_ME`, `YOUR_PARALLELISM`. */
const GAP = /<[A-Za-z_][^<>"]*>|\bREPLACE[_-]?ME\b|\bCHANGE[_-]?ME\b|\bYOUR_[A-Z]/;

/** The part of a text that is filled in before AWS reads it, if there is one. */
export function gapIn(text: string): string | undefined {
	return templateIn(text)?.text ?? GAP.exec(text)?.[0];
}

/**
 * Reads a field leniently: booleans and numbers written as texts count as what they say.
 * @param template the template that stands in the value's place, where one does
 */
export function readField(field: Field, node: JsonNode, template: string | undefined): FieldReading {
	if (template !== undefined) return { value: filledIn(field, template), quoted: false };
	if (node.type === 'string') return readText(field, String(node.value));
	if (node.type === 'number' || node.type === 'boolean') return { value: typed(field, String(node.value)), quoted: false };
	const written = node.type === 'null' ? 'null' : node.type === 'array' ? '[…]' : '{…}';
	return { value: { kind: 'invalid', text: written, why: expectation(field) }, quoted: false };
}

function readText(field: Field, text: string): FieldReading {
	if (field.type === 'text') {
		const gap = gapIn(text);
		return { value: gap === undefined ? known(textValue(text), text) : filledIn(field, text), quoted: false };
	}
	if (gapIn(text) !== undefined) return { value: filledIn(field, text), quoted: false };
	return { value: typed(field, text), quoted: field.type !== 'enum' };
}

function filledIn(field: Field, text: string): Value {
	const template = templateIn(text);
	const why = `\`${template?.text ?? gapIn(text) ?? text}\` is filled in before AWS reads it`;
	if (template?.fallback === undefined) return { kind: 'unknown', why };
	const fallback = typed(field, template.fallback);
	return fallback.kind === 'known' ? { kind: 'unknown', why, fallback: fallback.value } : { kind: 'unknown', why };
}

function typed(field: Field, text: string): Value {
	const reading = interpret(field, text.trim());
	return 'why' in reading ? { kind: 'invalid', text, why: reading.why } : known(reading, text);
}

function interpret(field: Field, text: string): TypedValue | { readonly why: string } {
	switch (field.type) {
		case 'boolean':
			return /^(?:true|false)$/i.test(text) ? boolean(text.toLowerCase() === 'true') : { why: expectation(field) };
		case 'enum':
			return field.enum?.includes(text) === true ? enumeration(text) : { why: expectation(field) };
		case 'text':
			return textValue(text);
		case 'count':
		case 'milliseconds': {
			const value = Number(text);
			if (!/^-?\d/.test(text) || !Number.isSafeInteger(value)) return { why: expectation(field) };
			if (field.minimum !== undefined && value < field.minimum) return { why: `the smallest value AWS takes is ${field.minimum}` };
			if (field.maximum !== undefined && value > field.maximum) return { why: `the largest value AWS takes is ${field.maximum}` };
			return field.type === 'count' ? number(value) : duration(value);
		}
	}
}

function expectation(field: Field): string {
	switch (field.type) {
		case 'boolean':
			return 'AWS expects `true` or `false`';
		case 'count':
			return 'AWS expects a whole number';
		case 'milliseconds':
			return 'AWS expects a whole number of milliseconds';
		case 'enum':
			return `AWS expects one of ${(field.enum ?? []).map((name) => `\`${name}\``).join(', ')}`;
		case 'text':
			return 'AWS expects a text';
	}
}
