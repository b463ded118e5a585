import type { Format } from '../../model/document.ts';
import { overlaps, type Range } from '../../model/range.ts';
import type { Secret } from '../../model/secret.ts';
import { isSecret } from './flink-keys.ts';

/** Formats that state a key and its value on one line. */
const LINE_BY_LINE: ReadonlySet<Format> = new Set([
	'flink-conf',
	'config-yaml',
	'kubernetes',
	'compose',
	'env-file',
	'dockerfile',
	'emr',
	'job-config',
]);

/** A key, which may be commented out, and what follows it; a sign that a section or a block begins is no value. */
const LINE = /^[ \t#-]*(?:ENV[ \t]+)?["']?(\w[\w.-]*)["']?[ \t]*[:=][ \t]*([^\s|>{[&].*)$/gm;

/**
 * Values on lines that look as if they stated a secret, apart from those that are known: lines that are commented out, or that nobody can read.
 * Code frames and diffs show such lines beside others.
 */
export function secretLines(format: Format, text: string, known: readonly Range[]): readonly Secret[] {
	if (!LINE_BY_LINE.has(format)) return [];
	const sorted = known.toSorted((a, b) => a.start - b.start);
	const found: Secret[] = [];
	let next = 0;
	for (const { 0: line, 1: key = '', 2: value = '', index } of text.matchAll(LINE)) {
		if (!isSecret(key)) continue;
		const end = index + line.trimEnd().length;
		const range = { start: index + line.length - value.length, end };
		while ((sorted[next]?.end ?? Number.POSITIVE_INFINITY) < range.start) next++;
		const neighbour = sorted[next];
		if (range.start < end && (neighbour === undefined || !overlaps(neighbour, range))) found.push(range);
	}
	return found;
}
