import { type Document, isMap, isNode, isScalar, isSeq, type Pair, parseDocument, stringify } from 'yaml';
import type { SuppressionConfig } from './schema.ts';

/** A suppression to write. */
export type NewSuppression = Omit<SuppressionConfig, 'range'>;

/**
 * A pattern of flint's configuration that matches exactly one file.
 * @param path relative to the project root, with `/`
 */
export function patternOf(path: string): string {
	const escaped = path.replace(/[\\*?[\]!#]/g, '\\$&').replace(/ $/, '\\ ');
	return path.includes('/') ? escaped : `/${escaped}`;
}

/**
 * The text of flint.config.yaml with more suppressions behind those it has; everything else stays as it is.
 * Undefined where its layout leaves no place for them.
 */
export function withSuppressions(text: string, added: readonly NewSuppression[]): string | undefined {
	const eol = text.includes('\r\n') ? '\r\n' : '\n';
	const document = parseDocument(text);
	const extended = extend(text, document, added)?.replace(/\r?\n/g, eol);
	if (extended === undefined || document.errors.length > 0) return undefined;
	return countOf(parseDocument(extended)) === countOf(document) + added.length ? extended : undefined;
}

/** How many suppressions a configuration states; not a number where it cannot be read. */
function countOf(document: Document): number {
	const value = listOf(suppressionsOf(document));
	if (document.errors.length > 0) return Number.NaN;
	return isSeq(value) ? value.items.length : 0;
}

function suppressionsOf({ contents }: Document): Pair | undefined {
	if (!isMap(contents)) return undefined;
	return contents.items.find((pair) => isScalar(pair.key) && pair.key.value === 'suppressions');
}

function listOf(pair: Pair | undefined): unknown {
	return pair?.value;
}

function extend(text: string, document: Document, added: readonly NewSuppression[]): string | undefined {
	const { contents } = document;
	if (contents !== null && (!isMap(contents) || contents.flow === true)) return isEmptyScalar(contents) ? appended(text, added) : undefined;
	const pair = suppressionsOf(document);
	if (pair === undefined) return appended(text, added);
	const { value } = pair;
	if (isSeq(value) && value.flow !== true) return behindItems(text, value.range?.[0] ?? 0, lastEnd(value.items), added);
	if (isEmptyScalar(value) && isNode(pair.key)) return behindLine(text, lineEnd(text, pair.key.range?.[1] ?? 0), added);
	if (!isSeq(value) || !value.range) return undefined;
	const [start, end] = value.range;
	if (value.items.length > 0) {
		const close = end - ']'.length;
		return `${text.slice(0, close).trimEnd()}, ${added.map(flowEntry).join(', ')}${text.slice(close)}`;
	}
	const before = text.slice(0, start).trimEnd();
	return behindLine(before + text.slice(end), lineEnd(before + text.slice(end), before.length), added);
}

function behindLine(text: string, end: number, added: readonly NewSuppression[]): string {
	return `${text.slice(0, end)}\n${entries(added, '  ')}${text.slice(end).replace(/^\r?\n/, '')}`;
}

function isEmptyScalar(node: unknown): boolean {
	return isScalar(node) && node.value === null;
}

function appended(text: string, added: readonly NewSuppression[]): string {
	const gap = text === '' || text.endsWith('\n') ? '' : '\n';
	return `${text}${gap}suppressions:\n${entries(added, '  ')}`;
}

function behindItems(text: string, start: number, end: number, added: readonly NewSuppression[]): string {
	const indentation = text.slice(text.lastIndexOf('\n', start - 1) + 1, start).replace(/[^\s]/g, ' ');
	const line = text.charAt(end - 1) === '\n' ? end : lineEnd(text, end);
	const rest = text.slice(line);
	const before = line === end && text.charAt(end - 1) === '\n' ? text.slice(0, end) : `${text.slice(0, line)}\n`;
	return before + entries(added, indentation) + rest.replace(/^\r?\n/, '');
}

function lastEnd(items: readonly unknown[]): number {
	const last = items.at(-1);
	return isNode(last) && last.range ? last.range[1] : 0;
}

function lineEnd(text: string, from: number): number {
	const next = text.indexOf('\n', from);
	if (next < 0) return text.length;
	return text.charAt(next - 1) === '\r' ? next - 1 : next;
}

function entries(added: readonly NewSuppression[], indentation: string): string {
	return added
		.map((entry) => {
			const rows = fields(entry).map(([name, value]) => `${name}: ${stringify(value, { lineWidth: 0 }).trimEnd()}`);
			return rows.map((row, index) => `${indentation}${index === 0 ? '- ' : '  '}${row}\n`).join('');
		})
		.join('');
}

/** JSON is what YAML reads in a flow whatever the text holds. */
function flowEntry(entry: NewSuppression): string {
	return `{ ${fields(entry)
		.map(([name, value]) => `${name}: ${JSON.stringify(value)}`)
		.join(', ')} }`;
}

function fields({ rule, file, option, reason }: NewSuppression): readonly (readonly [string, string])[] {
	return [
		['rule', rule],
		...(file === undefined ? [] : [['file', file] as const]),
		...(option === undefined ? [] : [['option', option] as const]),
		['reason', reason],
	];
}
