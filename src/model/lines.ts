/** A place as people and editors count it: both from 1, columns in UTF-16 units; a BOM is no column. */
export interface Position {
	readonly line: number;
	readonly column: number;
}

const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;

/** The lines of a text; `\n`, `\r\n` and a lone `\r` end one, as in the Language Server Protocol. */
export class Lines {
	private readonly starts: number[] = [0];
	private readonly bom: number;

	constructor(readonly text: string) {
		this.bom = text.charCodeAt(0) === 0xfeff ? 1 : 0;
		this.starts[0] = this.bom;
		for (let i = 0; i < text.length; i++) {
			const code = text.charCodeAt(i);
			if (code === LINE_FEED || (code === CARRIAGE_RETURN && text.charCodeAt(i + 1) !== LINE_FEED)) this.starts.push(i + 1);
		}
	}

	/** The line and column of an offset. */
	position(offset: number): Position {
		const line = this.lineAt(offset);
		return { line, column: Math.max(1, offset - (this.starts[line - 1] ?? 0) + 1) };
	}

	/** Number of the line that holds an offset. */
	lineAt(offset: number): number {
		let low = 0;
		let high = this.starts.length - 1;
		while (low < high) {
			const middle = (low + high + 1) >> 1;
			if ((this.starts[middle] ?? 0) <= offset) low = middle;
			else high = middle - 1;
		}
		return low + 1;
	}

	/** Offset of a line's first unit, behind a BOM. */
	start(line: number): number {
		return this.starts[line - 1] ?? this.text.length;
	}

	/** Offset behind a line's last unit, before its line ending. */
	end(line: number): number {
		const next = this.starts[line];
		if (next === undefined) return this.text.length;
		const crlf = this.text.charCodeAt(next - 1) === LINE_FEED && this.text.charCodeAt(next - 2) === CARRIAGE_RETURN;
		return Math.max(this.start(line), next - (crlf ? 2 : 1));
	}

	/** A line without its line ending. */
	line(line: number): string {
		return this.text.slice(this.start(line), this.end(line));
	}
}
