import type { Comment } from '../../model/document.ts';
import type { Range } from '../../model/range.ts';

/** A piece of SQL: a keyword or name, a name in backquotes, a text, a hint, or one character of anything else. */
export interface Token extends Range {
	readonly kind: 'word' | 'name' | 'string' | 'hint' | 'symbol';
	/** A word as written, a name or text without its quotes, the content of a hint, the character. */
	readonly text: string;
	/** A word in upper case, as keywords are compared; empty for anything else. */
	readonly upper: string;
}

/** A script taken apart. */
interface Tokens {
	readonly tokens: readonly Token[];
	readonly comments: readonly Comment[];
	/** A quote or comment that is never closed begins here. */
	readonly unclosed: number | undefined;
}

/** Takes a script apart, in one pass over it. */
export function tokensIn(text: string): Tokens {
	const tokens: Token[] = [];
	const comments: Comment[] = [];
	let unclosed: number | undefined;
	for (let at = 0; at < text.length; ) {
		if (isBlank(text, at)) {
			at++;
			continue;
		}
		const comment = commentAt(text, at);
		if (comment !== undefined) {
			if (comment.kind === 'hint') tokens.push({ kind: 'hint', text: comment.text, upper: '', start: at, end: comment.end });
			else comments.push({ range: { start: at, end: comment.end }, text: comment.text });
			if (!comment.closed) unclosed ??= at;
			at = comment.end;
			continue;
		}
		const token = tokenAt(text, at);
		if (!token.closed) unclosed ??= at;
		const upper = token.kind === 'word' ? token.text.toUpperCase() : '';
		tokens.push({ kind: token.kind, text: token.text, upper, start: at, end: token.end });
		at = token.end;
	}
	return { tokens, comments, unclosed };
}

function isBlank(text: string, at: number): boolean {
	const code = text.charCodeAt(at);
	return code <= 32 || (code > 127 && /[\s\ufeff]/.test(text.charAt(at)));
}

/** Whether a character belongs to a word: a letter of any language, a digit, `_`, `$`, `@`. */
function isInWord(text: string, at: number): boolean {
	const code = text.charCodeAt(at);
	if (code > 127) return !isBlank(text, at);
	const letter = code | 32;
	return (letter >= 97 && letter <= 122) || (code >= 48 && code <= 57) || code === 95 || code === 36 || code === 64;
}

interface Span<Kind> {
	readonly kind: Kind;
	readonly text: string;
	readonly end: number;
	readonly closed: boolean;
}

/** `-- …`, `/* … *\/`, or a hint `/*+ … *\/`. */
function commentAt(text: string, at: number): Span<'comment' | 'hint'> | undefined {
	if (text.startsWith('--', at)) {
		const found = /[\r\n]/g;
		found.lastIndex = at;
		const end = found.exec(text)?.index ?? text.length;
		return { kind: 'comment', text: text.slice(at + 2, end).trim(), end, closed: true };
	}
	if (!text.startsWith('/*', at)) return undefined;
	const close = text.indexOf('*/', at + 2);
	const inner = text.slice(at + 2, close < 0 ? text.length : close);
	const hint = inner.startsWith('+');
	return {
		kind: hint ? 'hint' : 'comment',
		text: inner.slice(hint ? 1 : 0).trim(),
		end: close < 0 ? text.length : close + 2,
		closed: close >= 0,
	};
}

function tokenAt(text: string, at: number): Span<Token['kind']> {
	const first = text.charAt(at);
	if (first === "'") return quoted(text, at, 'string', "'");
	if (first === '`') return quoted(text, at, 'name', '`');
	if (first === '"') return quoted(text, at, 'name', '"');
	let end = at;
	while (end < text.length && isInWord(text, end)) end++;
	if (end > at) return { kind: 'word', text: text.slice(at, end), end, closed: true };
	return { kind: 'symbol', text: first, end: at + 1, closed: true };
}

/** A quote inside quotes is doubled. */
function quoted(text: string, at: number, kind: 'string' | 'name', quote: string): Span<Token['kind']> {
	const parts: string[] = [];
	for (let from = at + 1; ; ) {
		const close = text.indexOf(quote, from);
		if (close < 0) return { kind, text: parts.join('') + text.slice(from), end: text.length, closed: false };
		parts.push(text.slice(from, close));
		if (text.charAt(close + 1) !== quote) return { kind, text: parts.join(''), end: close + 1, closed: true };
		parts.push(quote);
		from = close + 2;
	}
}

/** Whether a token is that keyword, in whatever case. */
export function isWord(token: Token | undefined, ...words: readonly string[]): boolean {
	return token?.kind === 'word' && words.includes(token.upper);
}

/** Whether a token is that character. */
export function isSymbol(token: Token | undefined, text: string): boolean {
	return token?.kind === 'symbol' && token.text === text;
}
