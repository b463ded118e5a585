import type { Comment } from '../../model/document.ts';

/** The comments of a text whose lines are comments from a `#` on, where the line begins with it or a blank stands before it. */
export function hashComments(text: string): readonly Comment[] {
	return [...text.matchAll(/(?:^|[ \t])(#+)[ \t]*(.*)$/gm)].map((match) => ({
		range: { start: match.index + match[0].indexOf('#'), end: match.index + match[0].length },
		text: (match[2] ?? '').trim(),
	}));
}
