import { isMap, isScalar, type Pair } from 'yaml';
import type { ConfigDocument } from '../../model/document.ts';
import type { TextEdit } from '../../model/finding.ts';
import type { Range } from '../../model/range.ts';
import type { ConfigYamlTree } from '../../parsers/config-yaml/config-yaml.ts';
import type { YamlEntry } from '../../parsers/config-yaml/reader.ts';
import { nodeRange } from '../../parsers/yaml/nodes.ts';
import { lineStart, wholeLines } from '../line-layout.ts';

/**
 * Deletes a statement, with the sections that it leaves empty: an empty section would make Flink refuse the file.
 * Comment lines stay, whichever statement they speak of.
 */
export function removeEntry(document: ConfigDocument, tree: ConfigYamlTree, entry: YamlEntry): readonly TextEdit[] | undefined {
	const { text, path } = document;
	const chain = emptied(tree, entry);
	const outermost = chain.at(-1) ?? entry;
	if (outermost.map.flow === true) {
		const own = entryRange(text, outermost);
		const whole = outermost.map.items.length === 1 || own === undefined ? undefined : flowRange(text, outermost, own);
		return whole === undefined ? undefined : [{ file: path, range: whole, text: '' }];
	}
	if (chain.some((section) => isMap(section.pair.value) && section.pair.value.anchor !== undefined)) return undefined;
	const edits: TextEdit[] = [];
	for (const own of blockRanges(text, [entry, ...chain])) {
		if (own === undefined || !startsLine(text, own.start)) return undefined;
		const lines = wholeLines(text, own);
		// The line break before a last line may be the end of a block scalar's text.
		const start = lines.start < lineStart(text, own.start) && followsBlock(tree, own.start) ? lineStart(text, own.start) : lines.start;
		edits.push({ file: path, range: { start, end: lines.end }, text: '' });
	}
	return merged(edits);
}

/** What goes of the statement and the sections around it: the innermost that has lines of its own whole, of the others the key. */
function blockRanges(text: string, entries: readonly YamlEntry[]): readonly (Range | undefined)[] {
	const first = entries.findIndex((entry) => entry.map.flow !== true);
	return entries.slice(Math.max(first, 0)).map((entry, index) => (index > 0 ? keyRange(entry.pair) : entryRange(text, entry)));
}

/** A statement, or a section with all that it holds. */
function entryRange(text: string, { pair, setting }: YamlEntry): Range | undefined {
	const key = keyRange(pair);
	if (setting !== undefined || key === undefined) return setting?.range;
	return isMap(pair.value) ? { start: key.start, end: nodeRange(pair.value, text).end } : undefined;
}

function followsBlock(tree: ConfigYamlTree, offset: number): boolean {
	const before = tree.entries.findLast((entry) => entry.setting !== undefined && entry.setting.range.start < offset);
	const value = before?.pair.value;
	return isScalar(value) && value.type?.startsWith('BLOCK') === true;
}

/** The sections around a statement that hold nothing else, innermost first. */
function emptied(tree: ConfigYamlTree, entry: YamlEntry): readonly YamlEntry[] {
	const chain: YamlEntry[] = [];
	for (let map = entry.map; map.items.length === 1; ) {
		const section = tree.entries.find((other) => other.pair.value === map);
		if (section === undefined) break;
		chain.push(section);
		map = section.map;
	}
	return chain;
}

function keyRange({ key }: Pair): Range | undefined {
	return isScalar(key) && key.range ? { start: key.range[0], end: key.range[1] } : undefined;
}

function startsLine(text: string, offset: number): boolean {
	return /^[ \t]*$/.test(text.slice(lineStart(text, offset), offset));
}

/** The pair with the comma after it, or before it where it is the last one. */
function flowRange(text: string, entry: YamlEntry, range: Range): Range | undefined {
	const next = entry.map.items[entry.map.items.indexOf(entry.pair) + 1];
	const following = next === undefined ? undefined : keyRange(next);
	if (following !== undefined) {
		const between = text.slice(range.end, following.start);
		return between.includes('#') ? undefined : { start: range.start, end: following.start };
	}
	const comma = text.lastIndexOf(',', range.start);
	return /^,\s*$/.test(text.slice(comma, range.start)) ? { start: comma, end: range.end } : undefined;
}

/** Removals of neighbouring lines, without overlaps. */
function merged(edits: readonly TextEdit[]): readonly TextEdit[] {
	const sorted = [...edits].sort((a, b) => a.range.start - b.range.start);
	const result: TextEdit[] = [];
	for (const edit of sorted) {
		const last = result.at(-1);
		if (last === undefined || last.range.end < edit.range.start) result.push(edit);
		else result[result.length - 1] = { ...last, range: { start: last.range.start, end: Math.max(last.range.end, edit.range.end) } };
	}
	return result;
}
