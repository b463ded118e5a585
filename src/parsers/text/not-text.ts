import type { ParseProblem } from '../../model/document.ts';

/** The message of a file that holds NUL characters. */
export const NOT_TEXT = 'the file is not text: it holds a NUL character';

/** The problem of a file that holds NUL characters, if it does. */
export function notText(text: string): readonly ParseProblem[] {
	const at = text.indexOf('\0');
	return at < 0 ? [] : [{ range: { start: at, end: at + 1 }, message: NOT_TEXT }];
}
