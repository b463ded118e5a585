import { readRulePage } from '../assets.ts';
import { catalogue } from '../catalog/catalogue.ts';
import { ruleNames } from '../engine/rule-names.ts';
import { familyText, optionFacts } from '../reporters/explain/option-facts.ts';
import { optionPage, type SpeakingRules } from '../reporters/explain/option-page.ts';
import { pageText } from '../reporters/explain/page-text.ts';
import { wrap } from '../reporters/layout/wrap.ts';
import { ruleOptions } from '../rules/rule-options.ts';
import { UsageError } from './errors.ts';
import { EXIT } from './exit.ts';
import type { ExplainOptions } from './inspect-options.ts';
import { type Io, paintFor } from './io.ts';
import { keyOf, suggestion } from './names.ts';

/** Columns of output that goes to no terminal. */
const DEFAULT_WIDTH = 80;

/** `flint explain`: prints a rule's page or an option's facts; answers the exit code. */
export async function explain(name: string, { color }: ExplainOptions, { stdout, env }: Io): Promise<number> {
	const style = { width: Math.max(40, stdout.columns ?? DEFAULT_WIDTH), paint: paintFor(stdout, color, env) };
	const lines = ruleNames.includes(name) ? pageText(await readRulePage(name), style) : optionLines(name, style);
	stdout.write(`${lines.join('\n')}\n`);
	return EXIT.clean;
}

function optionLines(name: string, style: Parameters<typeof optionPage>[3]): readonly string[] {
	const options = optionFacts(keyOf(name));
	if (options.length > 0) {
		return options.flatMap((facts, index) => [...(index === 0 ? [] : ['']), ...optionPage(facts, name, speaking(facts.key), style)]);
	}
	const family = familyText(name);
	if (family !== undefined) return wrap(family, style.width);
	throw new UsageError(
		`flint knows no rule and no option \`${name}\``,
		suggestion(name, [...ruleNames, ...catalogue.keys(undefined)]) ?? '`flint rules` lists the rules',
	);
}

function speaking(key: string): SpeakingRules {
	const rules = Object.entries(ruleOptions);
	return {
		report: rules.flatMap(([rule, { reports }]) => (reports.includes(key) ? [rule] : [])),
		set: rules.flatMap(([rule, { sets }]) => (sets.includes(key) ? [rule] : [])),
	};
}
