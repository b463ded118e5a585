import type { Comment } from '../../model/document.ts';

/** What a text holds without its syntax: comments, and the names that start with a capital outside comments and strings. */
interface LexicalReading {
	/** Line comments without their slashes. */
	readonly comments: readonly Comment[];
	/** Names of types as mentioned; constants and enum names are among them. */
	readonly capitalised: ReadonlySet<string>;
}

// Each alternative ends at the end of the text at the latest, so that an open comment or string is read once.
const TOKEN =
	/\/\/[^\r\n]*|\/\*[\s\S]*?(?:\*\/|$)|"""(?:\\[\s\S]|[^\\])*?(?:"""|$)|"(?:\\.|[^"\\\r\n])*"?|'(?:\\.|[^'\\\r\n])*'?|[a-z_$\d][\w$]*|[A-Z][\w$]*/g;

/** Reads the comments and the capitalised names of a Java text in one pass. */
export function readLexically(text: string): LexicalReading {
	const comments: Comment[] = [];
	const capitalised = new Set<string>();
	TOKEN.lastIndex = 0;
	for (let match = TOKEN.exec(text); match !== null; match = TOKEN.exec(text)) {
		const token = match[0];
		const first = token.charCodeAt(0);
		if (first >= 65 && first <= 90) capitalised.add(token);
		else if (first === 47 && token.charCodeAt(1) === 47) {
			const range = { start: match.index, end: match.index + token.length };
			comments.push({ range, text: token.slice(2).trim() });
		}
	}
	return { comments, capitalised };
}
