import type { Finding } from '../model/finding.ts';
import { hash64 } from '../model/hash.ts';

/** A finding that still needs its fingerprint. */
export type Unmarked = Omit<Finding, 'fingerprint'>;

/**
 * Gives every finding a fingerprint that survives moved lines and renamed files: a hash of rule, applications, option or symbol,
 * and an ordinal among findings that agree in all of these, in the order of the text. The order of the findings is kept.
 */
export function withFingerprints(findings: readonly Unmarked[]): readonly Finding[] {
	const ordinals = new Map<string, number>();
	const marks = new Map<Unmarked, string>();
	for (const finding of findings.toSorted(byPlace)) {
		const identity = JSON.stringify([finding.rule, finding.applications.toSorted(), finding.option ?? null, finding.symbol ?? null]);
		const ordinal = (ordinals.get(identity) ?? 0) + 1;
		ordinals.set(identity, ordinal);
		marks.set(finding, hash64(`${identity}#${ordinal}`));
	}
	return findings.map((finding) => ({ ...finding, fingerprint: marks.get(finding) ?? '' }));
}

/** By file, then by place, then by rule: the order of reports. */
export function byPlace(a: Unmarked, b: Unmarked): number {
	return (
		compare(a.at.file, b.at.file) ||
		a.at.range.start - b.at.range.start ||
		a.at.range.end - b.at.range.end ||
		compare(a.rule, b.rule) ||
		compare(a.option ?? '', b.option ?? '')
	);
}

function compare(a: string, b: string): number {
	if (a === b) return 0;
	return a < b ? -1 : 1;
}
