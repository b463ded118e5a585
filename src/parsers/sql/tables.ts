import type { SqlOption, SqlTable } from '../../model/sql.ts';
import { templateIn } from '../../model/syntax/value-syntax.ts';
import { behindWords, closing, kindOfCreated, nameAt, partsBetween, queryOfTable } from './statements.ts';
import { isSymbol, isWord, type Token } from './tokens.ts';

/** The options of a `WITH ('key' = 'value', …)`. */
export function optionsOf(tokens: readonly Token[]): ReadonlyMap<string, SqlOption> {
	const options = new Map<string, SqlOption>();
	const open = tokens.findIndex((token, index) => isWord(token, 'WITH') && isSymbol(tokens[index + 1], '(')) + 1;
	if (open === 0) return options;
	for (const [key, equals, value] of partsBetween(tokens, open + 1, closing(tokens, open))) {
		if (key?.kind !== 'string' || !isSymbol(equals, '=') || value?.kind !== 'string') continue;
		const known = templateIn(value.text) === undefined;
		options.set(key.text, { value: known ? value.text : undefined, range: { start: value.start, end: value.end } });
	}
	return options;
}

/** The table that a statement creates, if it creates one. */
export function tableIn(path: string, tokens: readonly Token[]): SqlTable | undefined {
	const kind = kindOfCreated(tokens);
	if (kind === undefined || !isWord(kind, 'TABLE')) return undefined;
	const from = behindWords(tokens, tokens.indexOf(kind) + 1, 'IF', 'NOT', 'EXISTS');
	const named = nameAt(tokens, from);
	const first = tokens[0];
	const last = named === undefined ? undefined : tokens[named.next - 1];
	if (named === undefined || first === undefined || last === undefined) return undefined;
	const body = isSymbol(tokens[named.next], '(') ? tokens.slice(named.next + 1, closing(tokens, named.next)) : [];
	const definitions = partsBetween(body, 0, body.length);
	const rest = tokens.slice(named.next + (body.length > 0 ? body.length + 2 : 0));
	const watermark = definitions.find(([word, next]) => isWord(word, 'WATERMARK') && isWord(next, 'FOR'));
	return {
		name: named.name,
		file: path,
		range: { start: first.start, end: last.end },
		options: optionsOf(rest),
		whole: !rest.some((token) => isWord(token, 'LIKE')) && queryOfTable(tokens) < 0,
		columns: columnsOf(definitions),
		primaryKey: primaryKeyOf(definitions),
		...(watermark === undefined ? {} : { watermark: spanOf(watermark) }),
	};
}

function spanOf(tokens: readonly Token[]) {
	return { start: tokens[0]?.start ?? 0, end: tokens.at(-1)?.end ?? 0 };
}

const NO_COLUMN = ['PRIMARY', 'CONSTRAINT', 'WATERMARK', 'UNIQUE', 'PERIOD'];

/** The columns that an INSERT fills: neither computed ones nor virtual metadata. */
function columnsOf(definitions: readonly (readonly Token[])[]): readonly string[] {
	return definitions.flatMap((definition) => {
		const [name, type] = definition;
		if (name === undefined || (name.kind === 'word' && isWord(name, ...NO_COLUMN))) return [];
		const computed = isWord(type, 'AS') || definition.some((token) => isWord(token, 'VIRTUAL'));
		return computed ? [] : [name.text];
	});
}

function primaryKeyOf(definitions: readonly (readonly Token[])[]): readonly string[] {
	for (const definition of definitions) {
		const at = definition.findIndex((token, index) => isWord(token, 'PRIMARY') && isWord(definition[index + 1], 'KEY'));
		if (at < 0) continue;
		const open = at + 2;
		if (!isSymbol(definition[open], '(')) return definition[0] === undefined ? [] : [definition[0].text];
		return partsBetween(definition, open + 1, closing(definition, open)).flatMap(([name]) => (name === undefined ? [] : [name.text]));
	}
	return [];
}
