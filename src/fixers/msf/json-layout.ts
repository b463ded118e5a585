import type { Range } from '../../model/range.ts';
import type { JsonNode } from '../../parsers/msf/json-text.ts';
import { type Property, properties, rangeOf } from '../../parsers/msf/msf-tree.ts';

/** A replacement in a JSON text. */
export interface JsonEdit {
	readonly range: Range;
	readonly text: string;
}

/** A value to be written: JSON text, or an object whose single property holds the next one. */
export type NewValue = { readonly json: string } | { readonly name: string; readonly value: NewValue };

/**
 * Inserts a property in the layout of its neighbours.
 * @param after the property it follows; undefined puts it first
 */
export function insertProperty(text: string, object: JsonNode, after: Property | undefined, name: string, value: NewValue): JsonEdit {
	const entries = properties(object);
	const neighbour = after ?? entries[0];
	if (neighbour === undefined) return fillEmpty(text, object, name, value);
	const colon = colonOf(text, neighbour);
	const separator = separatorAt(text, object, entries, neighbour);
	const written = `"${name}"${colon}${print(value, nested(text, object, neighbour, colon))}`;
	const range = rangeOf(neighbour.node);
	if (after === undefined) return { range: { start: range.start, end: range.start }, text: written + separator };
	return { range: { start: range.end, end: range.end }, text: separator + written };
}

/** Removes a property with the comma that ties it to its neighbours. */
export function removeProperty(object: JsonNode, node: JsonNode): JsonEdit | undefined {
	const entries = properties(object);
	const index = entries.findIndex((entry) => entry.node === node);
	const own = rangeOf(node);
	if (index < 0) return undefined;
	const before = entries[index - 1];
	if (before !== undefined) return { range: { start: rangeOf(before.node).end, end: own.end }, text: '' };
	const next = entries[index + 1];
	if (next !== undefined) return { range: { start: own.start, end: rangeOf(next.node).start }, text: '' };
	const around = rangeOf(object);
	return { range: { start: around.start + 1, end: around.end - 1 }, text: '' };
}

/** How the inside of a new object is laid out. */
interface Layout {
	/** Undefined keeps everything on one line. */
	readonly eol: string | undefined;
	/** Indentation of the line the object opens on. */
	readonly indent: string;
	readonly unit: string;
	/** What stands inside the braces of an object on one line. */
	readonly pad: string;
	readonly colon: string;
}

function print(value: NewValue, layout: Layout): string {
	if ('json' in value) return value.json;
	const inner = { ...layout, indent: layout.indent + layout.unit };
	const property = `"${value.name}"${layout.colon}${print(value.value, inner)}`;
	if (layout.eol === undefined) return `{${layout.pad}${property}${layout.pad}}`;
	return `{${layout.eol}${inner.indent}${property}${layout.eol}${layout.indent}}`;
}

function nested(text: string, object: JsonNode, neighbour: Property, colon: string): Layout {
	const start = rangeOf(neighbour.node).start;
	const opening = text.slice(object.offset + 1, rangeOf(properties(object)[0]?.node ?? neighbour.node).start);
	const indent = indentAt(text, start);
	if (!/[\r\n]/.test(opening)) return { eol: undefined, indent, unit: '', pad: opening, colon };
	const outer = indentAt(text, object.offset);
	const unit = indent.length > outer.length && indent.startsWith(outer) ? indent.slice(outer.length) : unitOf(text);
	return { eol: eolOf(text), indent, unit, pad: '', colon };
}

/** `{}` opens up where the document has lines; otherwise it stays on its line. */
function fillEmpty(text: string, object: JsonNode, name: string, value: NewValue): JsonEdit {
	const { start, end } = rangeOf(object);
	const indent = indentAt(text, start);
	const lines = /[\r\n]/.test(text.trim());
	const layout = {
		eol: lines ? eolOf(text) : undefined,
		indent,
		unit: unitOf(text),
		pad: lines ? ' ' : '',
		colon: lines ? ': ' : usualColon(text),
	};
	const written = print({ name, value }, layout);
	return { range: { start: start + 1, end: end - 1 }, text: written.slice(1, -1) };
}

/** The text between two properties: a comma and what the neighbours put around it, blank lines left out. */
function separatorAt(text: string, object: JsonNode, entries: readonly Property[], at: Property): string {
	const index = entries.findIndex((entry) => entry.node === at.node);
	const next = entries[index + 1];
	const before = entries[index - 1];
	const own = rangeOf(at.node);
	const gap =
		next !== undefined
			? text.slice(own.end, rangeOf(next.node).start)
			: before !== undefined
				? text.slice(rangeOf(before.node).end, own.start)
				: `,${text.slice(object.offset + 1, own.start)}`;
	const [left, right, ...more] = gap.split(',');
	if (left === undefined || right === undefined || more.length > 0 || gap.replace(',', '').trim() !== '') return ', ';
	return `${lastLine(left)},${lastLine(right)}`;
}

function lastLine(space: string): string {
	const at = space.lastIndexOf('\n');
	if (at < 0) return space;
	return space.slice(space[at - 1] === '\r' ? at - 1 : at);
}

function colonOf(text: string, { nameNode, value }: Property): string {
	const colon = value === undefined ? '' : text.slice(rangeOf(nameNode).end, value.offset);
	return /^ ?: ?$/.test(colon) ? colon : ': ';
}

/** A minified document has no space after a colon. */
function usualColon(text: string): string {
	return /":\s/.test(text) ? ': ' : ':';
}

function indentAt(text: string, offset: number): string {
	const line = Math.max(text.lastIndexOf('\n', offset - 1), text.lastIndexOf('\r', offset - 1)) + 1;
	return /^[ \t]*/.exec(text.slice(line, offset))?.[0] ?? '';
}

function unitOf(text: string): string {
	return /\n([ \t]+)\S/.exec(text)?.[1] ?? '  ';
}

function eolOf(text: string): string {
	return /\r\n|\n|\r/.exec(text)?.[0] ?? '\n';
}
