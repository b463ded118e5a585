import type { Range } from '../../model/range.ts';
import { isSymbol, isWord, type Token } from './tokens.ts';

/** A statement of a script, from its first token to its last, without the `;`. */
export interface Statement extends Range {
	readonly tokens: readonly Token[];
	/** The end with the `;`, where it has one. */
	readonly close: number;
}

/** Splits a script at `;`. */
export function statementsIn(tokens: readonly Token[]): readonly Statement[] {
	const statements: Statement[] = [];
	let from = 0;
	for (let index = 0; index <= tokens.length; index++) {
		const token = tokens[index];
		if (token !== undefined && !isSymbol(token, ';')) continue;
		const own = tokens.slice(from, index);
		from = index + 1;
		const first = own[0];
		const last = own.at(-1);
		if (first === undefined || last === undefined) continue;
		statements.push({ tokens: own, start: first.start, end: last.end, close: token?.end ?? last.end });
	}
	return statements;
}

/** Words that begin what Flink runs as a job, or a set of it. */
const JOBS = ['INSERT', 'SELECT', 'WITH', 'VALUES', 'EXECUTE', 'BEGIN', 'STATEMENT', 'UPDATE', 'DELETE', 'CALL', 'COMPILE'];

/** Whether Flink runs the statement with the options that are set so far. */
export function runsJob({ tokens }: Statement): boolean {
	return isWord(tokens[0], ...JOBS) || (isWord(tokens[0], 'CREATE') && queryOfTable(tokens) >= 0);
}

/** Index of the query that fills a new table (`CREATE TABLE … AS SELECT`), -1 where there is none. */
export function queryOfTable(tokens: readonly Token[]): number {
	if (!isWord(kindOfCreated(tokens), 'TABLE')) return -1;
	let depth = 0;
	for (const [index, token] of tokens.entries()) {
		if (isSymbol(token, '(')) depth++;
		else if (isSymbol(token, ')')) depth--;
		else if (depth === 0 && isWord(token, 'AS') && isWord(tokens[index + 1], 'SELECT', 'WITH')) return index + 1;
	}
	return -1;
}

/** The word that says what a statement creates: `TABLE`, `VIEW`, `CATALOG`. */
export function kindOfCreated(tokens: readonly Token[]): Token | undefined {
	if (!isWord(tokens[0], 'CREATE')) return undefined;
	return tokens.slice(1, 6).find((token) => !isWord(token, 'OR', 'REPLACE', 'TEMPORARY', 'SYSTEM', 'MATERIALIZED'));
}

/** A name of one or several parts that begins at an index, and the index behind it. */
export function nameAt(tokens: readonly Token[], from: number): { readonly name: string; readonly next: number } | undefined {
	const parts: string[] = [];
	for (let index = from; ; index += 2) {
		const part = tokens[index];
		if (part === undefined || (part.kind !== 'word' && part.kind !== 'name')) return undefined;
		parts.push(part.text);
		if (!isSymbol(tokens[index + 1], '.')) return { name: parts.join('.'), next: index + 1 };
	}
}

/** Index behind words that may stand before a name: `IF NOT EXISTS`. */
export function behindWords(tokens: readonly Token[], from: number, ...words: readonly string[]): number {
	let index = from;
	while (isWord(tokens[index], ...words)) index++;
	return index;
}

/** Index of the parenthesis that closes the one at an index, or the tokens' end. */
export function closing(tokens: readonly Token[], open: number): number {
	let depth = 0;
	for (let index = open; index < tokens.length; index++) {
		if (isSymbol(tokens[index], '(')) depth++;
		else if (isSymbol(tokens[index], ')') && --depth === 0) return index;
	}
	return tokens.length;
}

/** The parts between commas of what stands from one index up to another, commas in parentheses apart. */
export function partsBetween(tokens: readonly Token[], from: number, to: number): readonly (readonly Token[])[] {
	const parts: Token[][] = [[]];
	let depth = 0;
	for (const token of tokens.slice(from, to)) {
		if (isSymbol(token, '(')) depth++;
		else if (isSymbol(token, ')')) depth--;
		if (depth === 0 && isSymbol(token, ',')) parts.push([]);
		else parts.at(-1)?.push(token);
	}
	return parts.filter((part) => part.length > 0);
}
