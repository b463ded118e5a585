/** One word of a shell command. */
export interface Word {
	/** What the word says, without quotes and escapes. */
	readonly text: string;
	/** Offset in the file of each character of `text`. */
	readonly at: readonly number[];
	/** Span in the file, quotes included. */
	readonly start: number;
	readonly end: number;
}

/** Characters that end a command. */
const END = new Set(['\n', ';', '&', '|', ')', '`', '<', '>', '}']);

/** The words of the command that begins at an offset, up to the end of the command; a backslash at a line's end goes on. */
export function wordsFrom(text: string, start: number): readonly Word[] {
	const words: Word[] = [];
	for (let at = start; at < text.length; ) {
		const blank = blankAt(text, at);
		if (blank > 0) {
			at += blank;
			continue;
		}
		const character = text.charAt(at);
		if (END.has(character) || (character === '#' && isBlank(text.charAt(at - 1)))) break;
		const word = wordAt(text, at);
		words.push(word);
		at = word.end;
	}
	return words;
}

function isBlank(character: string): boolean {
	return character === '' || /\s/.test(character);
}

/** Length of the blank at an offset: a space, a tab, or a joined line. */
function blankAt(text: string, at: number): number {
	const character = text.charAt(at);
	if (character === ' ' || character === '\t' || (character === '\r' && text.charAt(at + 1) === '\n')) return 1;
	if (character !== '\\') return 0;
	return /^\\[ \t]*\r?\n/.exec(text.slice(at, at + 200))?.[0].length ?? 0;
}

function wordAt(text: string, start: number): Word {
	const said: string[] = [];
	const offsets: number[] = [];
	let quote = '';
	let depth = 0;
	let at = start;
	for (; at < text.length; at++) {
		const character = text.charAt(at);
		if (quote === '' && depth === 0 && (isBlank(character) || END.has(character) || blankAt(text, at) > 0)) break;
		if (quote === '' && (character === '"' || character === "'")) {
			quote = character;
			continue;
		}
		if (character === quote) {
			quote = '';
			continue;
		}
		// A variable's braces, and a command in parentheses, belong to the word.
		if (quote !== "'" && text.charAt(at) === '$' && /[{(]/.test(text.charAt(at + 1))) depth++;
		else if (depth > 0 && /[})]/.test(character)) depth--;
		const escaped = character === '\\' && quote !== "'" && /["'\\$ ]/.test(text.charAt(at + 1));
		if (escaped) at++;
		// Quotes that are never closed end with their line at the latest.
		if (quote !== '' && character === '\n') break;
		said.push(text.charAt(at));
		offsets.push(at);
	}
	return { text: said.join(''), at: offsets, start, end: Math.max(at, start + 1) };
}
