import type { RuleMeta } from '../src/model/finding.ts';
import { ruleCases } from '../test/harness/case.ts';
import { evidenceOf } from './rule-examples.ts';
import { optionsOf, type RuleOptions, ruleOptionsModule } from './rule-options.ts';
import { rulePage } from './rule-page.ts';
import { suppressionCases } from './suppression-cases.ts';

/** Every rule's page by its name, and src/rules/rule-options.ts: both come from running the rules' cases once. */
export async function rulePages(
	metas: readonly RuleMeta[],
): Promise<{ readonly pages: ReadonlyMap<string, string>; readonly optionsModule: string }> {
	const cases = ruleCases();
	const pages = new Map<string, string>();
	const options = new Map<string, RuleOptions>();
	for (const meta of metas) {
		const { name } = meta;
		const evidence = await evidenceOf(name, suppressionCases[name] ?? cases.get(name) ?? []);
		const own = optionsOf(name, evidence.findings);
		options.set(name, own);
		pages.set(name, rulePage(meta, evidence, own));
	}
	return { pages, optionsModule: ruleOptionsModule(options) };
}
