import type { Range } from '../../model/range.ts';
import type { Setting } from '../../model/setting.ts';
import { MASK, maskTemplates } from './templates.ts';

/** What templates decide about the statements of a text, as far as their marks tell without running them. */
export interface TemplateFlow {
	/** From each `if`, `with`, `else` or loop to its `else` or end. */
	readonly blocks: readonly Range[];
	/** Lines that templates write, in order. */
	readonly lines: readonly WrittenLines[];
}

/** Where a template writes lines of its own. */
export interface WrittenLines {
	readonly offset: number;
	/** Columns by which they are indented; undefined where only the template knows. */
	readonly indent: number | undefined;
}

/** A template that writes keys: which of them begins and ends so is not seen. */
export interface WrittenKeys {
	readonly offset: number;
	readonly beginning: string;
	readonly ending: string;
}

/** Tags of Helm and gomplate, of Jinja, and of ERB. */
const TAG = /\{\{[^\n]*?\}\}|\{%[^\n]*?%\}|<%[^\n]*?%>/g;
const TAGGED = /\{\{|\{%|<%/;
/** Longer lines are data. */
const LONGEST_LINE = 20_000;
const NOTHING: TemplateFlow = { blocks: [], lines: [] };

/** Reads the tags of a text. */
export function templateFlow(text: string): TemplateFlow {
	if (!TAGGED.test(text)) return NOTHING;
	const blocks: Range[] = [];
	const open: number[] = [];
	const lines: WrittenLines[] = [];
	for (const line of text.matchAll(/[^\r\n]+/g)) {
		const [written] = line;
		if (written.length > LONGEST_LINE || !TAGGED.test(written) || /^[ \t]*#/.test(written)) continue;
		const isAlone = written.replace(TAG, '').trim() === '';
		for (const { 0: tag, index } of written.matchAll(TAG)) {
			const offset = line.index + index;
			const kind = kindOf(tag);
			if (kind === 'open') open.push(offset);
			const start = kind === 'close' || kind === 'else' ? open.pop() : undefined;
			if (start !== undefined) blocks.push({ start, end: offset + tag.length });
			if (start !== undefined && kind === 'else') open.push(offset);
			if (kind === 'text' && isAlone) lines.push({ offset, indent: indentOf(tag, index) });
		}
	}
	while (open.length > 0) blocks.push({ start: open.pop() ?? 0, end: text.length });
	return { blocks, lines };
}

type TagKind = 'open' | 'else' | 'close' | 'silent' | 'text';

function kindOf(tag: string): TagKind {
	const inside = tag.slice(2, -2).replace(/^[-~+=]?\s*/, '');
	const word = /^[\w/$#]*/.exec(inside)?.[0] ?? '';
	if (/^end/.test(word) || word === '}') return 'close';
	if (/^(?:if|unless|with|range|for|define|block|macro|filter|call|raw)$/.test(word)) return 'open';
	if (/^(?:else|elif|elsif)/.test(word)) return 'else';
	if (tag.startsWith('<%')) return tag.startsWith('<%=') ? 'text' : /\bdo\b/.test(inside) ? 'open' : 'silent';
	if (tag.startsWith('{%')) return word === 'include' || word === 'import' ? 'text' : 'silent';
	const assigns = /^\$\w*(?:\s*,\s*\$\w+)?\s*:?=/.test(inside);
	return assigns || /^(?:\/\*|fail\b|required\b)/.test(inside) ? 'silent' : 'text';
}

function indentOf(tag: string, column: number): number | undefined {
	const stated = /\bn?indent\s*\(?\s*(\d+)/.exec(tag)?.[1];
	if (stated !== undefined) return Number(stated);
	return /\b(?:include|template|tpl)\b/.test(tag) && column === 0 ? undefined : column;
}

/** The keys that a key with templates in it may be. */
export function keysLike(key: string, offset: number): WrittenKeys {
	const { text } = maskTemplates(key);
	const [first, last] = [text.indexOf(MASK), text.lastIndexOf(MASK)];
	return first < 0 ? { offset, beginning: '', ending: '' } : { offset, beginning: text.slice(0, first), ending: text.slice(last + 1) };
}

/** The statements of one map or file under its templates. */
export class Templated {
	private readonly sometimes: readonly Range[];
	private readonly last = new Map<string, WrittenKeys>();
	/** The last place at which any key may be written; -1 for none. */
	private anyKey = -1;

	/**
	 * @param within where the map or file has its own text: what encloses all of it decides about the whole, not about its statements
	 * @param keys the keys that templates write, apart from `flow`'s lines
	 */
	constructor(flow: TemplateFlow, lines: readonly WrittenLines[], keys: readonly WrittenKeys[], within: Range) {
		this.sometimes = united(flow.blocks.filter(({ start, end }) => end > within.start && (start > within.start || end < within.end)));
		for (const { offset } of lines) this.anyKey = Math.max(this.anyKey, offset);
		for (const written of keys) this.add(written);
	}

	private add(written: WrittenKeys): void {
		const { beginning, ending, offset } = written;
		if (beginning === '' && ending === '') this.anyKey = Math.max(this.anyKey, offset);
		else this.last.set(`${beginning}\n${ending}`, written);
		if (this.last.size <= MOST_PATTERNS) return;
		this.anyKey = Math.max(this.anyKey, offset);
		this.last.clear();
	}

	/** Some template writes keys that are not seen. */
	get writesKeys(): boolean {
		return this.anyKey >= 0 || this.last.size > 0;
	}

	/** No template decides about statements. */
	get isPlain(): boolean {
		return !this.writesKeys && this.sometimes.length === 0;
	}

	/** The statement as far as it surely holds: under a condition only sometimes, and unknown where a template below may state its key again. */
	settled(setting: Setting): Setting {
		if (this.isPlain) return setting;
		const { start } = setting.range;
		const condition = this.isConditional(start) && setting.condition === 'always' ? { condition: 'sometimes' as const } : {};
		return this.isOverruled(setting) ? { ...setting, ...condition, value: OVERRULED } : { ...setting, ...condition };
	}

	private isOverruled({ key, range }: Setting): boolean {
		if (this.anyKey > range.start) return true;
		for (const { offset, beginning, ending } of this.last.values()) {
			if (offset > range.start && key.startsWith(beginning) && key.endsWith(ending)) return true;
		}
		return false;
	}

	private isConditional(offset: number): boolean {
		let low = 0;
		let high = this.sometimes.length - 1;
		while (low < high) {
			const middle = (low + high + 1) >> 1;
			if ((this.sometimes[middle]?.start ?? 0) <= offset) low = middle;
			else high = middle - 1;
		}
		const found = this.sometimes[low];
		return found !== undefined && found.start <= offset && offset < found.end;
	}
}

/** More of them stand for any key. */
const MOST_PATTERNS = 50;

const OVERRULED = { kind: 'unknown' as const, why: 'a template below may state the key again, and the last statement wins' };

/** Spans without overlaps, sorted. */
function united(spans: readonly Range[]): readonly Range[] {
	const result: { start: number; end: number }[] = [];
	for (const { start, end } of spans.toSorted((a, b) => a.start - b.start)) {
		const last = result.at(-1);
		if (last !== undefined && start <= last.end) last.end = Math.max(last.end, end);
		else result.push({ start, end });
	}
	return result;
}
