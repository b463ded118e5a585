import { Lines, type Position } from '../model/lines.ts';
import type { Range } from '../model/range.ts';
import { withoutUrlSecrets } from '../model/url-secret.ts';

/** What stands in the place of a secret. */
export const MASK = '****';

/** A secret this long is unlikely to occur by chance: it is masked wherever it occurs, shorter ones only in their own place. */
const TELLING_LENGTH = 6;

/** A file as reports show it: its path for the reader, its lines, and its secrets, which never leave it. */
export class Source {
	/** Sorted, without overlaps. */
	private readonly secrets: readonly Range[];
	private lineIndex: Lines | undefined;
	private distinct: ReadonlySet<string> | undefined;

	constructor(
		/** Relative to the working directory, with `/`. */
		readonly path: string,
		readonly text: string,
		secrets: readonly Range[],
	) {
		this.secrets = joined(secrets);
	}

	get lines(): Lines {
		this.lineIndex ??= new Lines(this.text);
		return this.lineIndex;
	}

	position(offset: number): Position {
		return this.lines.position(offset);
	}

	/** The secrets that share text with a range. */
	secretsIn({ start, end }: Range): readonly Range[] {
		let low = 0;
		let high = this.secrets.length;
		while (low < high) {
			const middle = (low + high) >> 1;
			if ((this.secrets[middle]?.end ?? 0) <= start) low = middle + 1;
			else high = middle;
		}
		let last = low;
		while ((this.secrets[last]?.start ?? Number.POSITIVE_INFINITY) < end) last++;
		return this.secrets.slice(low, last);
	}

	/** A span of the text with its secrets masked. */
	masked({ start, end }: Range): string {
		let shown = '';
		let from = start;
		for (const secret of this.secretsIn({ start, end })) {
			if (secret.end <= from) continue;
			shown += this.text.slice(from, Math.max(from, secret.start)) + MASK;
			from = secret.end;
		}
		return shown + this.text.slice(from, Math.max(from, end));
	}

	/** Text that is about to replace `range`, with every secret of that range, and every telling one of the file, masked. */
	maskReplacement(text: string, range: Range): string {
		const near = new Set(this.secretsIn(range).map((secret) => this.textOf(secret)));
		return this.maskTexts(text, (secret) => near.has(secret) || secret.length >= TELLING_LENGTH);
	}

	/** A message, whose backquoted values are masked where they hold a secret of the file. */
	maskMessage(message: string): string {
		return message.replace(/`[^`]*`/g, (quoted) => this.maskTexts(quoted, (secret) => secret.length >= 3));
	}

	private maskTexts(text: string, concerns: (secret: string) => boolean): string {
		let shown = text;
		this.distinct ??= new Set(this.secrets.map((range) => this.textOf(range)));
		for (const secret of this.distinct) {
			if (concerns(secret)) shown = shown.replaceAll(secret, MASK);
		}
		return withoutUrlSecrets(shown, MASK);
	}

	private textOf({ start, end }: Range): string {
		return this.text.slice(start, end);
	}
}

/** The ranges in order, empty ones left out and those that touch made one. */
function joined(ranges: readonly Range[]): readonly Range[] {
	const result: Range[] = [];
	for (const range of ranges.toSorted((a, b) => a.start - b.start)) {
		const last = result.at(-1);
		if (range.end <= range.start) continue;
		if (last === undefined || range.start > last.end) result.push(range);
		else if (range.end > last.end) result[result.length - 1] = { start: last.start, end: range.end };
	}
	return result;
}
