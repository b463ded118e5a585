import { nearest } from '../catalog/suggest.ts';
import type { FlintConfig } from '../config/schema.ts';
import { ruleNames } from '../engine/rule-names.ts';
import { UsageError } from './errors.ts';

/** The rules that `--rule` names; undefined for all of them. Throws UsageError for one that does not exist. */
export function ruleFilter(names: readonly string[] | undefined): ReadonlySet<string> | undefined {
	if (names === undefined) return undefined;
	for (const name of names) mustExist(name);
	return new Set(names);
}

function mustExist(name: string): void {
	if (name === '') throw new UsageError('`--rule` names no rule', 'write `--rule NAME`, or `--rule NAME,NAME` for several');
	if (ruleNames.includes(name)) return;
	const [best] = nearest(name, ruleNames, Math.max(2, Math.floor(name.length / 4)));
	const suggestion = best === undefined ? '`flint rules` lists them' : `did you mean \`${best.key}\`?`;
	throw new UsageError(`there is no rule \`${name}\``, suggestion);
}

/** The named rules that the configuration switches off, so that they cannot report anything. */
export function rulesOff(rules: ReadonlySet<string> | undefined, config: FlintConfig): readonly string[] {
	return [...(rules ?? [])].filter((name) => config.rules.get(name)?.level === 'off');
}
