import type { Range } from '../../model/range.ts';
import type { Setting } from '../../model/setting.ts';
import { javaTrim } from '../../model/syntax/java-text.ts';

/** One line of a legacy file, as Flink's line parser takes it apart. */
export interface ConfLine {
	/** Start of the line; a BOM belongs to the first one. */
	readonly start: number;
	/** End of the line's text, before its line break. */
	readonly end: number;
	/** Start of the next line. */
	readonly next: number;
	/** Offset of the first `#`, or `end`: everything from there on is dropped. */
	readonly hash: number;
	/** What is left of the line without the comment and the blanks around it. */
	readonly content: Range;
	/** Key and value, where Flink finds both. */
	readonly pair?: { readonly key: Range; readonly value: Range };
}

/** The tree of a legacy file: its lines, each with its setting if it states one. */
export interface FlinkConfTree {
	readonly lines: readonly ConfLine[];
	readonly settings: ReadonlyMap<ConfLine, Setting>;
}

/** Whether a document's tree is that of a legacy file. */
export function isFlinkConfTree(tree: unknown): tree is FlinkConfTree {
	return tree instanceof Object && 'lines' in tree && 'settings' in tree;
}

/**
 * The lines of a legacy configuration file with what Flink makes of each.
 * Source: GlobalConfiguration.loadLegacyYAMLResource: `readLine`, cut at the first `#`, trim, split at the first `: `.
 */
export function confLines(text: string): readonly ConfLine[] {
	const lines: ConfLine[] = [];
	for (let start = 0; start < text.length; ) {
		const end = lineEnd(text, start);
		const next = text.charAt(end) === '\r' && text.charAt(end + 1) === '\n' ? end + 2 : end + 1;
		lines.push(confLine(text, start, end, Math.min(next, text.length)));
		start = next;
	}
	return lines;
}

function lineEnd(text: string, start: number): number {
	for (let at = start; at < text.length; at++) {
		const code = text.charCodeAt(at);
		if (code === 10 || code === 13) return at;
	}
	return text.length;
}

function confLine(text: string, start: number, end: number, next: number): ConfLine {
	const line = text.slice(start, end);
	const cut = commentAt(line);
	const hash = cut < 0 ? end : start + cut;
	const content = trimmed(text, start, hash);
	const inner = text.slice(content.start, content.end).indexOf(': ');
	const bare = { start, end, next, hash, content };
	if (inner < 0) return bare;
	const key = trimmed(text, content.start, content.start + inner);
	const value = trimmed(text, content.start + inner + 2, content.end);
	return key.start === key.end || value.start === value.end ? bare : { ...bare, pair: { key, value } };
}

/** A token of a deployment tool, `#{Slots}`: Flink reads what it is replaced with. */
const TOKEN = /#\{[\w.-]+\}/y;

function commentAt(line: string): number {
	for (let at = line.indexOf('#'); at >= 0; ) {
		TOKEN.lastIndex = at;
		if (!TOKEN.test(line)) return at;
		at = line.indexOf('#', TOKEN.lastIndex);
	}
	return -1;
}

/** The span without what Java's `trim` drops. */
export function trimmed(text: string, start: number, end: number): Range {
	const inside = text.slice(start, end);
	const content = javaTrim(inside);
	const from = content === '' ? start : start + inside.indexOf(content);
	return { start: from, end: from + content.length };
}

/** The line that holds an offset; an offset behind the last one belongs to the last. */
export function lineAt(lines: readonly ConfLine[], offset: number): ConfLine | undefined {
	let low = 0;
	let high = lines.length - 1;
	while (low < high) {
		const middle = (low + high) >> 1;
		if ((lines[middle]?.next ?? 0) > offset) high = middle;
		else low = middle + 1;
	}
	return lines[low];
}
