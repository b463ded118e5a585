import { isJavaWhitespace, javaTrim } from './java-text.ts';

/** The parts of a list or map text, or why Flink cannot split it. */
export type Split = { readonly parts: readonly string[] } | { readonly why: string };

type TokenKind = 'quoted' | 'plain' | 'delimiter';

interface Token {
	readonly kind: TokenKind;
	readonly text: string;
}

/**
 * Splits a text at a delimiter outside quotes, as Flink splits lists (`;`) and maps (`,` and `:`).
 * Source: StructuredOptionsSplitter.splitEscaped; a quote inside quotes is doubled, two delimiters in a row hold an empty part.
 */
export function splitStructured(text: string, delimiter: string): Split {
	const tokens = tokenize(text, delimiter);
	if (tokens === undefined) return { why: 'a quote in it is not closed' };
	const parts: string[] = [];
	for (const [index, token] of tokens.entries()) {
		const next = tokens[index + 1]?.kind;
		if (token.kind === 'quoted' && next !== undefined && next !== 'delimiter')
			return { why: `text follows a quoted part before the next \`${delimiter}\`` };
		if (token.kind !== 'delimiter') parts.push(token.text);
		else if (next === 'delimiter') parts.push('');
	}
	return { parts };
}

function tokenize(text: string, delimiter: string): readonly Token[] | undefined {
	const tokens: Token[] = [];
	for (let at = 0; at < text.length; ) {
		const char = text.charAt(at);
		if (char === "'" || char === '"') {
			const quoted = readQuoted(text, at, char);
			if (quoted === undefined) return undefined;
			tokens.push({ kind: 'quoted', text: quoted.text });
			at = quoted.end;
		} else if (char === delimiter) {
			tokens.push({ kind: 'delimiter', text: char });
			at++;
		} else if (isJavaWhitespace(char)) {
			at++;
		} else {
			const next = text.indexOf(delimiter, at);
			const end = next < 0 ? text.length : next;
			tokens.push({ kind: 'plain', text: javaTrim(text.slice(at, end)) });
			at = end;
		}
	}
	return tokens;
}

function readQuoted(text: string, start: number, quote: string): { readonly text: string; readonly end: number } | undefined {
	let content = '';
	for (let at = start + 1; ; ) {
		const close = text.indexOf(quote, at);
		if (close < 0) return undefined;
		content += text.slice(at, close);
		if (text.charAt(close + 1) !== quote) return { text: content, end: close + 1 };
		content += quote;
		at = close + 2;
	}
}
