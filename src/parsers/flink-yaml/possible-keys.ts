import type { Cursor } from './cursor.ts';
import type { Token } from './token.ts';
import { Unreadable } from './unreadable.ts';

/** Source: snakeyaml-engine, ScannerImpl.stalePossibleSimpleKeys. */
const LONGEST_KEY = 1024;

/** What could turn out to be a key, if a `:` follows on its line. */
interface PossibleKey {
	/** The number of the token with which it begins. */
	readonly token: number;
	readonly start: number;
	readonly index: number;
	readonly line: number;
	readonly column: number;
	/** Nothing but a key can stand here. */
	readonly required: boolean;
}

/** What could be keys at the place of a cursor: one for each level of flow collections. */
export class PossibleKeys {
	private readonly keys = new Map<number, PossibleKey>();

	constructor(private readonly cursor: Cursor) {}

	/** The number of the first token that might yet become a key. */
	firstToken(): number {
		return Math.min(...[...this.keys.values()].map((key) => key.token));
	}

	/** What stands at the cursor may be a key: it begins with the token of that number. */
	save(level: number, token: number, required: boolean): void {
		const { at: start, index, line, column } = this.cursor;
		this.keys.set(level, { token, start, index, line, column, required });
	}

	/** The key of a level, which it is now for certain. */
	take(level: number): PossibleKey | undefined {
		const key = this.keys.get(level);
		this.keys.delete(level);
		return key;
	}

	/** Forgets the key of a level; `last` is the token that was read last. */
	drop(level: number, last: Token | undefined): void {
		const key = this.keys.get(level);
		if (key?.required === true) throw this.noColon(key, last);
		this.keys.delete(level);
	}

	/** Forgets what is no key because its line or its length is over. */
	dropStale(last: Token | undefined): void {
		for (const [level, key] of this.keys) {
			if (key.line === this.cursor.line && this.cursor.index - key.index <= LONGEST_KEY) continue;
			if (key.required) throw this.noColon(key, last);
			this.keys.delete(level);
		}
	}

	clear(): void {
		this.keys.clear();
	}

	private noColon({ start, line }: PossibleKey, last: Token | undefined): Unreadable {
		const { text } = this.cursor;
		const rest = /[\r\n]/.exec(text.slice(start, start + LONGEST_KEY));
		const end = rest === null ? Math.min(text.length, start + LONGEST_KEY) : start + rest.index;
		const long = line === this.cursor.line && this.cursor.at - start > LONGEST_KEY;
		return new Unreadable(
			long || last?.style?.startsWith('QUOTE') === true
				? `a key stands on one line and has at most ${LONGEST_KEY} characters`
				: 'no `: ` follows the key on its line',
			{ start, end },
		);
	}
}
