import { printable } from '../layout/width.ts';

/** A message in Markdown: what stands in backquotes stays code, everything else is text, whatever it holds. */
export function prose(message: string): string {
	return message
		.split(/(`[^`\n]*`)/)
		.map((part, index) => (index % 2 === 1 ? code(part.slice(1, -1)) : text(part)))
		.join('');
}

/** Text that Markdown takes literally; it mentions nobody and links nothing. */
export function text(literal: string): string {
	return printable(literal)
		.replace(/[\\`*_[\]<>|~]/g, '\\$&')
		.replace(/&(?=#?\w+;)/g, '&amp;')
		.replace(/([@#])(?=\w)/g, '$1<!-- -->');
}

/** A code span, whatever it holds. */
export function code(literal: string): string {
	const shown = printable(literal);
	const longest = Math.max(0, ...(shown.match(/`+/g) ?? []).map((run) => run.length));
	const fence = '`'.repeat(longest + 1);
	const pad = shown.startsWith('`') || shown.endsWith('`') ? ' ' : '';
	return `${fence}${pad}${shown}${pad}${fence}`;
}

/** `orders, payments and clicks`; with more than four names, the first three and how many others there are. */
export function enumeration(names: readonly string[]): string {
	if (names.length > 4) return `${names.slice(0, 3).join(', ')} and ${names.length - 3} more`;
	if (names.length < 2) return names.join('');
	return `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`;
}
