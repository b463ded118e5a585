import { addTo } from '../model/groups.ts';
import type { Suggestion } from './suggest.ts';

/**
 * Keys as somebody writes them who forgets one of their first segments (`checkpoints.dir`, `taskmanager.process.size`), forgets a
 * part of a segment (`exponential-delay.multiplier`), adds one (`bind-host-address`), says a segment twice (`state.state.backend`) or takes
 * the word of another option for the same thing (`rest.bind-host`). Segments further back are not guessed:
 * `execution.checkpointing.enabled` is no slip for `execution.checkpointing.unaligned.enabled`.
 */
export class SegmentSlips {
	/** What is left of a key, with the keys it is left of. */
	private readonly shortened = new Map<string, string[]>();
	private readonly namespaces: ReadonlySet<string>;

	constructor(private readonly keys: ReadonlySet<string>) {
		this.namespaces = new Set([...keys].map(namespaceOf));
		for (const key of keys) {
			for (const written of shortenings(key)) this.add(written, key);
			// Where the namespace exists, nothing is missing in it: `taskmanager.memory.fraction` was an option once.
			const written = withoutSecond(key);
			if (written !== undefined && !this.namespaces.has(namespaceOf(written))) this.add(written, key);
		}
	}

	/** The one key that `written` can be a slip for; where several come into question, none is meant for certain. */
	meant(written: string): Suggestion | undefined {
		const longer = [...repetitions(written), ...shorterWords(written)];
		const found = new Set([...longer.filter((key) => this.keys.has(key)), ...(this.shortened.get(written) ?? [])]);
		const [key, another] = found;
		return key === undefined || another !== undefined ? undefined : { key, distance: 1 };
	}

	/** The key that says the same with the word that Flink takes there: some options name a `host` and some an `address`. */
	inOtherWords(written: string): Suggestion | undefined {
		const key = written.replace(/(?<=[.-])(?:host|address)$/, (word) => (word === 'host' ? 'address' : 'host'));
		return key !== written && this.keys.has(key) ? { key, distance: 1 } : undefined;
	}

	private add(written: string, key: string): void {
		addTo(this.shortened, written, key);
	}
}

function namespaceOf(key: string): string {
	return key.split('.', 2).join('.');
}

function withoutSecond(key: string): string | undefined {
	const segments = key.split('.');
	return segments.length > 3 ? segments.toSpliced(1, 1).join('.') : undefined;
}

/** The key without its first segment, or without one part of a segment. */
function shortenings(key: string): readonly string[] {
	const segments = key.split('.');
	return [...new Set([...(segments.length > 2 ? [segments.slice(1).join('.')] : []), ...shorterWords(key)])];
}

/** The key without one word of one of its segments. */
function shorterWords(key: string): readonly string[] {
	const segments = key.split('.');
	return segments.flatMap((segment, index) => partsLeft(segment).map((left) => segments.toSpliced(index, 1, left).join('.')));
}

/** A segment of several words without one of them. */
function partsLeft(segment: string): readonly string[] {
	const words = segment.split('-');
	return words.length < 2 ? [] : words.map((_word, index) => words.toSpliced(index, 1).join('-'));
}

/** The key with each segment that stands twice in a row only once. */
function repetitions(key: string): readonly string[] {
	const segments = key.split('.');
	return segments.flatMap((segment, index) =>
		index > 0 && segment === segments[index - 1] ? [segments.toSpliced(index, 1).join('.')] : [],
	);
}
