import { suppressionRules } from '../engine/suppression-rules.ts';
import type { RuleMeta } from '../model/finding.ts';
import { rulesJson } from '../reporters/rules/json.ts';
import { rulesText } from '../reporters/rules/text.ts';
import { rules as everyRule } from '../rules/index.ts';
import { ruleOptions } from '../rules/rule-options.ts';
import { EXIT } from './exit.ts';
import type { RulesOptions } from './inspect-options.ts';
import { type Io, paintFor } from './io.ts';
import { VERSION } from './options.ts';

/** Columns of output that goes to no terminal. */
const DEFAULT_WIDTH = 80;

/** `flint rules`: prints the rules that the filters leave; answers the exit code. */
export function rules(options: RulesOptions, { stdout, env }: Io): number {
	const metas = [...everyRule.map(({ meta }) => meta), ...suppressionRules]
		.filter((meta) => wanted(meta, options))
		.sort((a, b) => a.category.localeCompare(b.category) || a.name.localeCompare(b.name));
	if (options.format === 'json') stdout.write(rulesJson(metas, ruleOptions, VERSION));
	else {
		const style = { width: Math.max(40, stdout.columns ?? DEFAULT_WIDTH), paint: paintFor(stdout, options.color, env) };
		stdout.write(`${rulesText(metas, style).join('\n')}\n`);
	}
	return EXIT.clean;
}

function wanted(meta: RuleMeta, { category, severity, fixable }: RulesOptions): boolean {
	if (category !== undefined && meta.category !== category) return false;
	if (severity !== undefined && meta.severity !== severity) return false;
	return fixable !== true || meta.fixes.length > 0;
}
