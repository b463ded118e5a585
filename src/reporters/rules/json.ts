import type { RuleMeta } from '../../model/finding.ts';
import { rulePage } from '../../repository.ts';

/** Name and version of the format; a change that breaks a reader makes it `/2`. */
export const RULES_SCHEMA = 'flint-rules/1';

/** The rules as JSON, by the stable contract that schemas/flint-rules-1.json describes. */
export function rulesJson(
	metas: readonly RuleMeta[],
	options: Readonly<Record<string, { readonly reports: readonly string[]; readonly sets: readonly string[] }>>,
	version: string,
): string {
	const rules = metas.map(({ name, severity, fixes, category, summary, versions, evidence }) => ({
		name,
		severity,
		fixes,
		category,
		summary,
		flinkVersions: { from: versions?.from ?? null, to: versions?.to ?? null },
		evidence,
		options: options[name]?.reports ?? [],
		page: rulePage(version, name),
	}));
	return `${JSON.stringify({ schema: RULES_SCHEMA, version, rules }, null, 2)}\n`;
}
