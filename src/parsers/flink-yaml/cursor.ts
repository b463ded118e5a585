import type { Range } from '../../model/range.ts';

/** The code of what `peek` sees behind the last character. */
export const END = 0;
export const TAB = 9;
export const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;
export const SPACE = 32;

/** A blank, a tab, a line's end or the text's. */
export function isBlankOrEnd(code: number): boolean {
	return code === SPACE || code === TAB || isLineEnd(code);
}

/** A line's end or the text's; line separators of Unicode end a line only between two tokens. */
export function isLineEnd(code: number): boolean {
	return code === LINE_FEED || code === CARRIAGE_RETURN || code === END;
}

/** A place in a text that moves forward, counted as snakeyaml-engine counts: columns and characters in code points. */
export class Cursor {
	/** Offset in UTF-16 units. */
	at = 0;
	line = 0;
	column = 0;
	/** Characters before the place. */
	index = 0;

	constructor(readonly text: string) {}

	/** The unit that stands `ahead` of the place. */
	peek(ahead = 0): number {
		const place = this.at + ahead;
		return place < this.text.length ? this.text.charCodeAt(place) : END;
	}

	startsWith(text: string): boolean {
		return this.text.startsWith(text, this.at);
	}

	forward(units = 1): void {
		for (let left = units; left > 0 && this.at < this.text.length; left--) this.step();
	}

	/** Moves on and gives what it moved over. */
	take(units: number): string {
		const start = this.at;
		this.forward(units);
		return this.text.slice(start, this.at);
	}

	/** Moves over a line break, if one stands here, and gives the break that it means. */
	lineBreak(): string | undefined {
		const code = this.peek();
		if (code === CARRIAGE_RETURN || code === LINE_FEED || code === 0x85) {
			this.forward(code === CARRIAGE_RETURN && this.peek(1) === LINE_FEED ? 2 : 1);
			return '\n';
		}
		return code === 0x2028 || code === 0x2029 ? this.take(1) : undefined;
	}

	/** Moves over the units that `accepts` takes and gives how many they were. */
	skip(accepts: (code: number) => boolean): number {
		const start = this.at;
		while (this.at < this.text.length && accepts(this.peek())) this.step();
		return this.at - start;
	}

	/** Moves over spaces and gives how many they were. */
	skipSpaces(): number {
		return this.skip((code) => code === SPACE);
	}

	/** Moves to the line's end. */
	skipLine(): void {
		this.skip((code) => !isLineEnd(code));
	}

	/** The character here, for a message; nothing behind the last one. */
	here(): Range {
		return { start: this.at, end: Math.min(this.at + 1, this.text.length) };
	}

	private step(): void {
		const code = this.text.charCodeAt(this.at++);
		if (code >= 0xdc00 && code < 0xe000) return;
		this.index++;
		if (code === LINE_FEED || (code === CARRIAGE_RETURN && this.peek() !== LINE_FEED)) {
			this.line++;
			this.column = 0;
		} else if (code !== 0xfeff) this.column++;
	}
}
