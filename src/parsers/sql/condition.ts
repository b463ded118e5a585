import { isWord, type Token } from './tokens.ts';

/** A condition, as far as it matters which kind of join it makes. */
export interface Condition {
	equality: boolean;
	/** Something that may bound the time between the rows: an interval, or a comparison with anything but a literal. */
	range: boolean;
	tokens: number;
	/** It is nothing but TRUE. */
	always: boolean;
	/** A comparison whose right side is to follow, by its sign. */
	comparison: string;
}

/** A condition of which nothing was read yet. */
export function noCondition(): Condition {
	return { equality: false, range: false, tokens: 0, always: false, comparison: '' };
}

/** Takes the next token of a condition into account. */
export function noteCondition(condition: Condition, token: Token): void {
	condition.tokens++;
	condition.always = condition.tokens === 1 && isWord(token, 'TRUE');
	if (isWord(token, 'INTERVAL')) condition.range = true;
	const { comparison } = condition;
	if (token.kind === 'symbol' && '<>=!'.includes(token.text)) {
		condition.comparison += token.text;
		return;
	}
	condition.comparison = isWord(token, 'BETWEEN') ? '>' : '';
	if (comparison === '=') condition.equality = true;
	if (comparison.replace('=', '') === '<' || comparison.replace('=', '') === '>') condition.range ||= !isLiteral(token);
}

function isLiteral({ kind, text }: Token): boolean {
	return kind === 'string' || (kind === 'word' && /^\d/.test(text));
}
