import type { RuleMeta } from '../model/finding.ts';
import { rules } from '../rules/index.ts';
import { suppressionRules } from './suppression-rules.ts';

/** What every rule says about itself, those about suppressions included, by name. */
export const ruleMetas: ReadonlyMap<string, RuleMeta> = new Map(
	[...rules.map(({ meta }) => meta), ...suppressionRules].map((meta) => [meta.name, meta]),
);
