import type { Comment, ParseProblem } from '../../model/document.ts';
import type { Range } from '../../model/range.ts';

/** An element of an XML text. */
export interface XmlElement extends Range {
	readonly name: string;
	readonly nameRange: Range;
	readonly parent: XmlElement | undefined;
	readonly children: readonly XmlElement[];
	/** Its own text without the whitespace around it, entities replaced; empty where it holds elements only. */
	readonly text: string;
	/** Where that text stands. */
	readonly textRange: Range;
}

/** What an XML text holds, read as far as it can be. */
interface XmlReading {
	readonly root: XmlElement | undefined;
	/** Every element in the order of its start. */
	readonly elements: readonly XmlElement[];
	readonly comments: readonly Comment[];
	/** The first thing wrong with it. */
	readonly problem: ParseProblem | undefined;
}

interface Growing extends XmlElement {
	end: number;
	text: string;
	textRange: Range;
	readonly children: Growing[];
	readonly parent: Growing | undefined;
}

const NAME = /[\p{L}_:][\p{L}\p{N}_:.-]*/uy;
/** Reads elements and texts, iteratively and in one pass. It checks nesting, not names or namespaces: Maven does the rest. */
export class XmlReader {
	private readonly elements: Growing[] = [];
	private readonly comments: Comment[] = [];
	private problem: ParseProblem | undefined;
	private open: Growing | undefined;
	/** How many elements of a name are open. */
	private readonly openNames = new Map<string, number>();
	private root: Growing | undefined;
	private at = 0;

	constructor(private readonly text: string) {}

	read(): XmlReading {
		while (this.at < this.text.length) {
			const next = this.text.indexOf('<', this.at);
			this.characters(this.at, next < 0 ? this.text.length : next);
			if (next < 0) break;
			this.at = next;
			this.markup();
		}
		for (let left = this.open; left !== undefined; left = left.parent) {
			this.fails(left.nameRange, `\`<${left.name}>\` is never closed`);
			left.end = this.text.length;
		}
		if (this.root === undefined) this.fails({ start: 0, end: 0 }, 'this file holds no XML element');
		return { root: this.root, elements: this.elements, comments: this.comments, problem: this.problem };
	}

	private markup(): void {
		const { text, at } = this;
		if (text.startsWith('<!--', at)) this.comment();
		else if (text.startsWith('<![CDATA[', at)) {
			const end = this.skipTo(']]>');
			this.append(text.slice(at + 9, end - 3), { start: at + 9, end: end - 3 });
		} else if (text.startsWith('<?', at)) this.skipTo('?>');
		else if (text.startsWith('<!', at)) this.declaration();
		else if (text.startsWith('</', at)) this.endTag();
		else this.startTag();
	}

	private comment(): void {
		const start = this.at;
		const end = this.skipTo('-->');
		this.comments.push({ range: { start, end }, text: this.text.slice(start + 4, end - 3).trim() });
	}

	/** A document type; its internal subset may hold `>`. */
	private declaration(): void {
		const subset = this.text.indexOf('[', this.at);
		const close = this.text.indexOf('>', this.at);
		this.skipTo(subset >= 0 && subset < close ? ']' : '>');
		if (subset >= 0 && subset < close) this.skipTo('>');
	}

	private startTag(): void {
		const start = this.at;
		const name = this.nameAt(start + 1);
		const end = name === '' ? undefined : tagEnd(this.text, start + 1 + name.length);
		if (end === undefined) {
			this.fails({ start, end: start + 1 }, 'this is no XML tag');
			this.at = start + 1;
			return;
		}
		this.at = end;
		const nameRange = { start: start + 1, end: start + 1 + name.length };
		const element: Growing = {
			name,
			nameRange,
			parent: this.open,
			children: [],
			text: '',
			textRange: { start: this.at, end: this.at },
			start,
			end: this.at,
		};
		this.elements.push(element);
		if (this.open !== undefined) this.open.children.push(element);
		else if (this.root === undefined) this.root = element;
		else this.fails(nameRange, 'there is a second root element');
		if (this.text[end - 2] === '/') return;
		this.open = element;
		this.openNames.set(name, (this.openNames.get(name) ?? 0) + 1);
	}

	private endTag(): void {
		const start = this.at;
		const name = this.nameAt(start + 2);
		const end = this.skipTo('>');
		const opened = this.open;
		if (opened?.name !== name) {
			this.fails({ start, end }, opened === undefined ? `\`</${name}>\` closes nothing` : `\`</${name}>\` closes \`<${opened.name}>\``);
			// A closing tag that nothing opened is left out.
			if ((this.openNames.get(name) ?? 0) === 0) return;
		}
		for (let closing = opened; closing !== undefined; closing = closing.parent) {
			closing.end = end;
			this.open = closing.parent;
			this.openNames.set(closing.name, (this.openNames.get(closing.name) ?? 1) - 1);
			if (closing.name === name) return;
		}
	}

	private characters(start: number, end: number): void {
		const raw = this.text.slice(start, end);
		const trimmed = raw.trim();
		if (trimmed === '') return;
		const from = start + raw.indexOf(trimmed);
		this.append(withoutEntities(trimmed), { start: from, end: from + trimmed.length });
	}

	private append(text: string, range: Range): void {
		if (this.open === undefined) return;
		this.open.textRange = this.open.text === '' ? range : { start: this.open.textRange.start, end: range.end };
		this.open.text += text;
	}

	private nameAt(offset: number): string {
		NAME.lastIndex = offset;
		return NAME.exec(this.text)?.[0] ?? '';
	}

	/** Moves behind the next occurrence of a mark, or to the end of the text. */
	private skipTo(mark: string): number {
		const found = this.text.indexOf(mark, this.at);
		if (found < 0) this.fails({ start: this.at, end: this.at + 2 }, `\`${mark}\` is missing`);
		this.at = found < 0 ? this.text.length : found + mark.length;
		return this.at;
	}

	private fails(range: Range, message: string): void {
		this.problem ??= { range, message };
	}
}

/** Where a start tag ends, behind its `>`; one may stand inside quotes. Undefined where another tag or the text's end comes first. */
function tagEnd(text: string, from: number): number | undefined {
	let quote: string | undefined;
	for (let i = from; i < text.length; i++) {
		const character = text[i];
		if (character === '<') return undefined;
		if (quote !== undefined) quote = character === quote ? undefined : quote;
		else if (character === '>') return i + 1;
		else if (character === '"' || character === "'") quote = character;
	}
	return undefined;
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function withoutEntities(text: string): string {
	if (!text.includes('&')) return text;
	return text.replace(/&(amp|lt|gt|quot|apos);/g, (whole, name: string) => ENTITIES[name] ?? whole);
}

/** The first child of that name. */
export function childNamed(element: XmlElement | undefined, name: string): XmlElement | undefined {
	return element?.children.find((child) => child.name === name);
}

/** The element a path of names leads to. */
export function atPath(element: XmlElement | undefined, ...names: readonly string[]): XmlElement | undefined {
	return names.reduce<XmlElement | undefined>(childNamed, element);
}
