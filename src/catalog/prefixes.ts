import { catalogueFile, type PrefixFacts } from './facts.ts';

/** A family's prefix as segments; `<name>` stands for any one segment. */
interface Family {
	readonly segments: readonly string[];
	readonly facts: PrefixFacts;
}

const families: readonly Family[] = catalogueFile.prefixes.map((facts) => ({
	segments: facts.prefix.replace(/\.$/, '').split('.'),
	facts,
}));

/** The family of free keys that `key` belongs to (`metrics.reporter.prom.port`, `s3.endpoint`), if there is one. */
export function familyOf(key: string): PrefixFacts | undefined {
	const segments = key.split('.');
	return families.find((family) => fits(family.segments, segments))?.facts;
}

function fits(pattern: readonly string[], segments: readonly string[]): boolean {
	if (segments.length <= pattern.length) return false;
	return pattern.every((part, index) => part.startsWith('<') || part === segments[index]);
}
