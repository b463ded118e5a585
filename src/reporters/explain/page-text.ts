import { printable } from '../layout/width.ts';
import { wrap } from '../layout/wrap.ts';
import type { TextStyle } from '../text.ts';

const INDENT = '  ';
const CODE_INDENT = '    ';

/** A page written in the Markdown that flint's own pages use (headings, lists, fenced code), for a terminal. */
export function pageText(page: string, { width, paint }: TextStyle): readonly string[] {
	const lines: string[] = [];
	let fence: string | undefined;
	for (const line of page.replace(/<!--[\s\S]*?-->\n*/g, '').split('\n')) {
		const heading = /^(#+) (.*)$/.exec(line);
		if (line.startsWith('```')) fence = fence === undefined ? line.slice(3) : undefined;
		else if (fence !== undefined)
			lines.push(...code(line, fence, width).map((part) => (part === '' ? '' : CODE_INDENT + paint(part, 'cyan'))));
		else if (heading !== null) lines.push(paint(plain(heading[2] ?? ''), 'bold', ...(heading[1] === '##' ? (['blue'] as const) : [])));
		else if (line.startsWith('- ')) lines.push(...hanging(`- ${plain(line.slice(2))}`, width));
		else lines.push(...(line === '' ? [''] : wrap(plain(line), width - INDENT.length).map((part) => INDENT + part)));
	}
	return withoutDoubleGaps(lines);
}

/** What flint says wraps; what stands in a file does not. */
function code(line: string, language: string, width: number): readonly string[] {
	return language === 'text' ? wrap(printable(line), width - CODE_INDENT.length) : [printable(line)];
}

function hanging(text: string, width: number): readonly string[] {
	return wrap(text, width - CODE_INDENT.length).map((part, index) => (index === 0 ? INDENT : CODE_INDENT) + part);
}

/** A link is its text: terminals cannot follow a relative path. */
function plain(text: string): string {
	return printable(text.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1'));
}

/** What stood for a fence leaves its blank line behind. */
function withoutDoubleGaps(lines: readonly string[]): readonly string[] {
	return lines.filter((line, index) => line !== '' || (lines[index - 1] !== '' && index > 0 && index < lines.length - 1));
}
