import type { Comment } from '../../model/document.ts';
import { Cursor, END, isBlankOrEnd } from './cursor.ts';
import { PossibleKeys } from './possible-keys.ts';
import { scanAnchor, scanDirective, scanTag } from './scan-properties.ts';
import { scanBlock, scanPlain, scanQuoted } from './scan-scalars.ts';
import type { Token, TokenKind } from './token.ts';
import { Unreadable } from './unreadable.ts';

/** Collections that are nested deeper are an attack or an accident. */
export const DEEPEST = 500;
/** The message of a file whose collections are nested without end. */
export const TOO_DEEP = 'the file is nested too deeply to be read';
/** Source: snakeyaml-engine, LoadSettingsBuilder.codePointLimit. */
const MOST_CHARACTERS = 3 * 1024 * 1024;
const PERCENT = 0x25;

/** The tokens of a YAML text up to where Flink's reader gives up, if it does. */
interface Scan {
	readonly tokens: readonly Token[];
	readonly comments: readonly Comment[];
	readonly failure?: Unreadable;
}

/**
 * Takes a text apart as Flink's YAML reader (snakeyaml-engine 2.6 in 1.19 to 2.3) does; what it refuses is refused, what it lets pass passes.
 * Checked against Flink by test/oracle/differential.
 */
export function scan(text: string): Scan {
	const scanner = new Scanner(text);
	try {
		scanner.run();
		return { tokens: scanner.tokens, comments: scanner.comments };
	} catch (failure) {
		if (!(failure instanceof Unreadable)) throw failure;
		return { tokens: scanner.certain(), comments: scanner.comments, failure };
	}
}

class Scanner {
	readonly tokens: Token[] = [];
	readonly comments: Comment[] = [];
	private readonly cursor: Cursor;
	/** Offsets at which the flow collections open, outermost first. */
	private readonly flow: number[] = [];
	private readonly indents: number[] = [];
	private readonly keys: PossibleKeys;
	private indent = -1;
	private allowsKey = true;

	constructor(text: string) {
		this.cursor = new Cursor(text);
		this.keys = new PossibleKeys(this.cursor);
	}

	run(): void {
		while (this.tokens.at(-1)?.kind !== 'end') this.next();
	}

	/** The tokens before the first one that might have become a key. */
	certain(): readonly Token[] {
		return this.tokens.slice(0, this.keys.firstToken());
	}

	private next(): void {
		const { cursor } = this;
		if (cursor.index > MOST_CHARACTERS)
			throw new Unreadable(`its reader takes at most ${MOST_CHARACTERS} characters, and the file has more`, cursor.here());
		this.toNextToken();
		this.keys.dropStale(this.tokens.at(-1));
		this.unwind(cursor.column);
		const sign = cursor.text.charAt(cursor.at);
		if (this.documentPart() || this.readers[sign]?.() === true) return;
		if (!this.startsPlain(sign)) throw this.cannotBegin(sign);
		this.saveKey();
		const { token, broke } = scanPlain(cursor, this.inFlow, this.indent);
		this.allowsKey = broke;
		this.tokens.push(token);
	}

	/** The text's end, or what stands between documents; no file that Flink reads on holds a NUL. */
	private documentPart(): boolean {
		const { cursor } = this;
		if (cursor.peek() === END) return this.end();
		if (cursor.column > 0) return false;
		if (cursor.peek() === PERCENT) return this.directive();
		if (!isBlankOrEnd(cursor.peek(3))) return false;
		if (cursor.startsWith('---')) return this.documentMark('document-start');
		return cursor.startsWith('...') && this.documentMark('document-end');
	}

	/** What a sign begins; those that answer false leave it to be the first character of a text. */
	private readonly readers: Readonly<Record<string, () => boolean>> = {
		'[': () => this.flowStart('flow-sequence-start'),
		'{': () => this.flowStart('flow-mapping-start'),
		']': () => this.flowEnd('flow-sequence-end'),
		'}': () => this.flowEnd('flow-mapping-end'),
		',': () => this.flowEntry(),
		'-': () => isBlankOrEnd(this.cursor.peek(1)) && this.blockEntry(),
		'?': () => isBlankOrEnd(this.cursor.peek(1)) && this.explicitKey(),
		':': () => (this.inFlow || isBlankOrEnd(this.cursor.peek(1))) && this.value(),
		'*': () => this.keyPart(() => scanAnchor(this.cursor)),
		'&': () => this.keyPart(() => scanAnchor(this.cursor)),
		'!': () => this.keyPart(() => scanTag(this.cursor)),
		'"': () => this.keyPart(() => scanQuoted(this.cursor)),
		"'": () => this.keyPart(() => scanQuoted(this.cursor)),
		'|': () => !this.inFlow && this.block(),
		'>': () => !this.inFlow && this.block(),
	};

	private get inFlow(): boolean {
		return this.flow.length > 0;
	}

	private toNextToken(): void {
		const { cursor } = this;
		if (cursor.at === 0 && cursor.peek() === 0xfeff) cursor.forward();
		for (;;) {
			cursor.skipSpaces();
			if (cursor.peek() === 0x23) this.comment();
			if (cursor.lineBreak() === undefined) return;
			if (!this.inFlow) this.allowsKey = true;
		}
	}

	private comment(): void {
		const start = this.cursor.at;
		this.cursor.skipLine();
		const range = { start, end: this.cursor.at };
		this.comments.push({ range, text: this.cursor.text.slice(start, range.end).replace(/^#+/, '').trim() });
	}

	private startsPlain(sign: string): boolean {
		const { cursor } = this;
		if (sign === '\t') return false;
		if (!'-?:,[]{}#&*!|>\'"%@`'.includes(sign)) return true;
		const next = cursor.peek(1);
		if (isBlankOrEnd(next)) return false;
		return this.inFlow ? '-?'.includes(sign) && next !== 0x2c && next !== 0x5d : '-?:'.includes(sign);
	}

	private cannotBegin(sign: string): Unreadable {
		const what = sign === '\t' ? 'a tab stands where YAML allows only spaces' : `a text cannot begin with \`${sign}\` unless it is quoted`;
		return new Unreadable(what, this.cursor.here());
	}

	private add(kind: TokenKind, length: number): void {
		const start = this.cursor.at;
		this.cursor.forward(length);
		this.tokens.push({ kind, start, end: this.cursor.at });
	}

	/** Something that a key may begin with, or be. */
	private keyPart(read: () => Token): true {
		this.saveKey();
		this.allowsKey = false;
		this.tokens.push(read());
		return true;
	}

	private block(): true {
		this.dropKey();
		this.allowsKey = true;
		this.tokens.push(scanBlock(this.cursor, this.indent, () => this.comment()));
		return true;
	}

	private end(): true {
		this.closeBlocks();
		this.keys.clear();
		this.add('end', 0);
		return true;
	}

	private directive(): true {
		this.closeBlocks();
		this.tokens.push(scanDirective(this.cursor));
		return true;
	}

	private documentMark(kind: TokenKind): true {
		this.closeBlocks();
		this.add(kind, 3);
		return true;
	}

	private closeBlocks(): void {
		this.unwind(-1);
		this.dropKey();
		this.allowsKey = false;
	}

	private flowStart(kind: TokenKind): true {
		this.saveKey();
		this.flow.push(this.cursor.at);
		if (this.flow.length > DEEPEST) throw new Unreadable(TOO_DEEP, this.cursor.here());
		this.allowsKey = true;
		this.add(kind, 1);
		return true;
	}

	private flowEnd(kind: TokenKind): true {
		this.dropKey();
		if (this.flow.pop() === undefined)
			throw new Unreadable(`the \`${this.cursor.text.charAt(this.cursor.at)}\` closes nothing`, this.cursor.here());
		this.allowsKey = false;
		this.add(kind, 1);
		return true;
	}

	private flowEntry(): true {
		this.allowsKey = true;
		this.dropKey();
		this.add('flow-entry', 1);
		return true;
	}

	private blockEntry(): true {
		if (!this.inFlow) {
			if (!this.allowsKey) throw new Unreadable('no list can begin here: a text that begins with `- ` needs quotes', this.cursor.here());
			if (this.addIndent(this.cursor.column)) this.add('block-sequence-start', 0);
		}
		this.allowsKey = true;
		this.dropKey();
		this.add('block-entry', 1);
		return true;
	}

	private explicitKey(): true {
		if (!this.inFlow) {
			if (!this.allowsKey) throw new Unreadable('no key can begin here: a text that begins with `? ` needs quotes', this.cursor.here());
			if (this.addIndent(this.cursor.column)) this.add('block-mapping-start', 0);
		}
		this.allowsKey = !this.inFlow;
		this.dropKey();
		this.add('key', 1);
		return true;
	}

	private value(): true {
		const key = this.keys.take(this.flow.length);
		if (key === undefined) {
			if (!this.inFlow) {
				if (!this.allowsKey)
					throw new Unreadable('a second `: ` stands in the line: a text that holds it needs quotes', this.cursor.here());
				if (this.addIndent(this.cursor.column)) this.add('block-mapping-start', 0);
			}
			this.allowsKey = !this.inFlow;
		} else {
			const place = { start: key.start, end: key.start };
			const opens = !this.inFlow && this.addIndent(key.column);
			this.tokens.splice(key.token, 0, ...(opens ? [{ kind: 'block-mapping-start', ...place } as const] : []), { kind: 'key', ...place });
			this.allowsKey = false;
		}
		this.add('value', 1);
		return true;
	}

	private saveKey(): void {
		const required = !this.inFlow && this.indent === this.cursor.column;
		if (!this.allowsKey) {
			if (required) throw new Unreadable('a key stands where none can begin', this.cursor.here());
			return;
		}
		this.dropKey();
		this.keys.save(this.flow.length, this.tokens.length, required);
	}

	private dropKey(): void {
		this.keys.drop(this.flow.length, this.tokens.at(-1));
	}

	private unwind(column: number): void {
		if (this.inFlow) return;
		while (this.indent > column) {
			this.indent = this.indents.pop() ?? -1;
			this.add('block-end', 0);
		}
	}

	private addIndent(column: number): boolean {
		if (this.indent >= column) return false;
		this.indents.push(this.indent);
		this.indent = column;
		return true;
	}
}
