import type { Range } from '../../model/range.ts';
import type { Token, TokenKind } from './token.ts';
import { Unreadable } from './unreadable.ts';

/** The tokens of a text, taken one after the other. */
export class TokenStream {
	private at = 0;

	/** @param failure why there are no more tokens, where the scanner gave up; it is thrown once they are used up */
	constructor(
		readonly text: string,
		private readonly tokens: readonly Token[],
		private readonly failure: Unreadable | undefined,
	) {}

	/** Whether the next token is of one of the kinds. */
	is(...kinds: readonly TokenKind[]): boolean {
		return kinds.includes(this.peek().kind);
	}

	peek(): Token {
		const token = this.tokens[this.at];
		if (token !== undefined) return token;
		throw this.failure ?? new Unreadable('the file ends early', { start: this.text.length, end: this.text.length });
	}

	take(): Token {
		const token = this.peek();
		this.at++;
		return token;
	}

	/** The token that was taken last. */
	last(): Token | undefined {
		return this.tokens[this.at - 1];
	}

	/** The next token's span, at least one character where there is one. */
	range(): Range {
		const { start, end } = this.peek();
		return { start, end: Math.max(end, Math.min(start + 1, this.text.length)) };
	}
}
