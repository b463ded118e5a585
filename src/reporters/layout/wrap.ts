import { widthOf } from './width.ts';

/** Breaks a text at spaces into lines of at most `width` columns; a longer word keeps its line to itself. */
export function wrap(text: string, width: number): readonly string[] {
	const lines: string[] = [];
	let line = '';
	let used = 0;
	for (const word of text.split(' ')) {
		const own = widthOf(word);
		if (line !== '' && used + 1 + own > width) {
			lines.push(line);
			line = word;
			used = own;
		} else {
			line = line === '' ? word : `${line} ${word}`;
			used = used === 0 ? own : used + 1 + own;
		}
	}
	return [...lines, line];
}

/** How much of its beginning is left of a text that is cut in front of what matters. */
const LEAD = 20;

/**
 * Cuts a text to `width` columns, with `…` where something is missing.
 * @param focus how far into the text that begins which must be seen, in UTF-16 units
 */
export function shortened(text: string, width: number, focus = 0): string {
	if (widthOf(text) <= width) return text;
	if (widthOf(text.slice(0, focus)) > width / 2) return shortened(`…${text.slice(Math.max(0, focus - LEAD))}`, width);
	let end = 0;
	let used = 0;
	for (const character of text) {
		const own = widthOf(character);
		if (used + own > width - 1) break;
		used += own;
		end += character.length;
	}
	return `${text.slice(0, end)}…`;
}

/** How many units several texts have in common at their beginning; none for a single text. */
export function sharedStart(texts: readonly string[]): number {
	const [first = '', ...others] = texts;
	if (others.length === 0) return 0;
	let length = 0;
	while (length < first.length && others.every((other) => other.charCodeAt(length) === first.charCodeAt(length))) length++;
	return length;
}
