import type { Block } from './block.ts';
import { partsBetween } from './statements.ts';
import { isSymbol, isWord, type Token } from './tokens.ts';

/** The positions of the outermost query's columns by which it groups, where it groups and each of them is a plain column. */
export function groupingOf(blocks: readonly Block[]): readonly number[] | undefined {
	const outer = blocks.filter(({ depth }) => depth === 1);
	const [block] = outer;
	if (block === undefined || outer.length > 1 || block.combined || block.group === undefined || block.distinct !== undefined || block.over)
		return undefined;
	const keys = partsBetween(block.groups, 0, block.groups.length).map(columnOf);
	const items = partsBetween(block.items, 0, block.items.length).map(withoutAlias).map(columnOf);
	if (keys.length === 0 || items.some((item, index) => item !== undefined && items.indexOf(item) !== index)) return undefined;
	if (block.items.some((token, index) => isSymbol(token, '*') && !isSymbol(block.items[index - 1], '('))) return undefined;
	const positions = keys.map((key) => (key === undefined ? -1 : items.indexOf(key)));
	return positions.includes(-1) ? undefined : positions;
}

/** The last part of a name that is all there is. */
function columnOf(tokens: readonly Token[]): string | undefined {
	const names = tokens.filter((_, index) => index % 2 === 0);
	const dots = tokens.filter((_, index) => index % 2 === 1);
	if (tokens.length % 2 === 0 || !dots.every((dot) => isSymbol(dot, '.'))) return undefined;
	const last = names.at(-1);
	const named = names.every(({ kind, text }) => kind === 'name' || (kind === 'word' && !/^\d/.test(text)));
	return named ? last?.text : undefined;
}

function withoutAlias(tokens: readonly Token[]): readonly Token[] {
	return isWord(tokens.at(-2), 'AS') ? tokens.slice(0, -2) : tokens;
}
