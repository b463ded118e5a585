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

/** Cuts a text to `width` columns, with `…` where something is missing. */
export function shortened(text: string, width: number): string {
	if (widthOf(text) <= width) return text;
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
