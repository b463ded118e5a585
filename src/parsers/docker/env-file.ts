import type { Parse } from '../../model/document.ts';
import { composeListsPart } from '../compose/lists.ts';
import { embed, fileOf } from '../embedded/embed.ts';
import { doubleQuoted, type InnerText, oneLine } from '../embedded/inner-text.ts';
import { hashComments } from '../text/hash-comments.ts';
import { lineAround } from '../text/statement-finder.ts';
import { parseFlinkProperties, STATED_BY_IMAGE } from './flink-properties.ts';

const VARIABLE = /^[ \t\ufeff]*(?:export[ \t]+)?FLINK_PROPERTIES[ \t]*=[ \t]*/gm;

/**
 * Reads the FLINK_PROPERTIES of an `.env` file, on one line or quoted over several. Who takes the variable over is not seen, nor with what beside it:
 * absence is never claimed.
 */
export const parseEnvFile: Parse = (path, text) => {
	const properties = [...text.matchAll(VARIABLE)].flatMap((match) => {
		const inner = valueAt(text, match.index + match[0].length);
		const document = parseFlinkProperties(path, inner.text, undefined);
		return document.settings.length === 0
			? []
			: [embed(document, inner, { text, claims: { role: 'cluster', partial: true, provided: STATED_BY_IMAGE, platform: 'standalone' } })];
	});
	const parts = [...properties, ...composeListsPart(path, text, 'env-file')];
	const at = parts[0]?.anchor ?? { start: 0, end: 0 };
	return fileOf(path, text, 'env-file', parts, {
		problems: [],
		comments: hashComments(text),
		claims: { role: 'cluster', partial: true },
		anchor: at,
		statementAt: (offset) => parts.find(({ extent }) => inside(extent, offset))?.statementAt(offset) ?? lineAround(text, offset),
		tree: undefined,
	});
};

/** Quotes may hold several lines; without them the value ends with its line. */
function valueAt(text: string, start: number): InnerText {
	const quote = text.charAt(start);
	const line = lineAround(text, start);
	if (quote !== '"' && quote !== "'") return oneLine(text, start, line.end);
	const closing = closingQuote(text, start + 1, quote);
	if (quote === "'") return oneLine(text, start + 1, closing);
	// Compose and shells keep a real line break inside double quotes.
	const inner = doubleQuoted(text, start + 1, closing);
	return { ...inner, text: keepingBreaks(inner.text, text, start + 1) };
}

function closingQuote(text: string, from: number, quote: string): number {
	for (let at = from; at < text.length; at++) {
		if (text.charAt(at) === '\\' && quote === '"') at++;
		else if (text.charAt(at) === quote) return at;
	}
	return text.length;
}

function keepingBreaks(decoded: string, file: string, start: number): string {
	const own = file.slice(start, start + decoded.length);
	return own.includes('\n') ? decoded.replace(/ /g, (blank, at: number) => (own.charAt(at) === '\n' ? '\n' : blank)) : decoded;
}

function inside(extent: { readonly start: number; readonly end: number } | undefined, offset: number): boolean {
	return extent !== undefined && extent.start <= offset && offset <= extent.end;
}
