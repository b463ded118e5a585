import { Lexer } from 'yaml';
import type { Comment, ParseProblem } from '../../model/document.ts';
import { NOT_TEXT } from '../text/not-text.ts';

/** What the tokens of a YAML text say before any tree is built. */
interface YamlTokens {
	readonly comments: readonly Comment[];
	/** What the `yaml` package allows and snakeyaml-engine does not. */
	readonly problems: readonly ParseProblem[];
	/** A collection is nested deeper than flint reads. */
	readonly tooDeep: boolean;
}

/** The lexer's mark before a plain or block scalar. */
const SCALAR_MARK = '\x1f';
/** Marks that stand for no text. */
const MARKS: readonly string[] = [SCALAR_MARK, '\x02', '\x18'];
/** Collections that are nested deeper are an attack or an accident. */
const DEEPEST = 500;
/** Flink's reader refuses keys that are longer, or stand on several lines. Source: snakeyaml-engine, ScannerImpl. */
const LONGEST_KEY = 1024;

type Previous = 'scalar' | 'break' | 'other';

/** Reads comments and the characters that Flink's YAML reader rejects from the token stream. */
export function readTokens(text: string): YamlTokens {
	const comments: Comment[] = [];
	const problems: ParseProblem[] = [...unprintable(text)];
	let offset = 0;
	let depth = 0;
	let deepest = 0;
	let isScalar = false;
	let previous: Previous = 'break';
	let key = { start: 0, text: '' };
	for (const token of new Lexer().lex(text)) {
		if (MARKS.includes(token)) {
			isScalar = token === SCALAR_MARK;
			continue;
		}
		const start = offset;
		offset += token.length;
		if (isScalar) {
			isScalar = false;
			previous = 'scalar';
			key = { start, text: token };
			continue;
		}
		if (token.startsWith('#')) comments.push({ range: { start, end: offset }, text: token.replace(/^#+/, '').trim() });
		else if (/^[ \t]+$/.test(token)) {
			const tab = token.indexOf('\t');
			if (tab >= 0 && previous !== 'scalar') problems.push({ range: { start: start + tab, end: start + tab + 1 }, message: TAB });
			continue;
		} else if (token === '[' || token === '{') deepest = Math.max(deepest, ++depth);
		else if (token === ']' || token === '}') depth--;
		else if (token === ':' && (key.text.length > LONGEST_KEY || /[\r\n]/.test(key.text.trim()))) {
			problems.push({
				range: { start: key.start, end: start },
				message: `a key stands on one line and has at most ${LONGEST_KEY} characters`,
			});
		}
		if (/^["']/.test(token)) key = { start, text: token };
		else if (/\n/.test(token)) key = { start: offset, text: '' };
		previous = /[\n]$/.test(token) ? 'break' : 'other';
	}
	return { comments, problems, tooDeep: deepest > DEEPEST };
}

const TAB = 'a tab stands where YAML allows only spaces';

/** The first character that Flink's reader takes for binary data. Source: snakeyaml-engine, StreamReader.isPrintable. */
export function* unprintable(text: string): Generator<ParseProblem> {
	for (let at = 0; at < text.length; at++) {
		const code = text.charCodeAt(at);
		if ((code >= 0x20 && code < 0x7f) || code === 10 || code === 13 || code === 9 || code === 0x85) continue;
		if (code >= 0xa0 && code < 0xd800) continue;
		if (code >= 0xe000 && code < 0xfffe) continue;
		if (code >= 0xd800 && code < 0xdc00 && (text.charCodeAt(at + 1) & 0xfc00) === 0xdc00) {
			at++;
			continue;
		}
		const name = `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
		yield {
			range: { start: at, end: at + 1 },
			message: code === 0 ? NOT_TEXT : `the character ${name} is not allowed in YAML`,
		};
		return;
	}
}
