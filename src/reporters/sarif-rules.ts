import type { RuleMeta, Severity } from '../model/finding.ts';
import { rulePage } from '../repository.ts';
import { sentence } from './layout/sentence.ts';

/** SARIF's words for severities. */
export const SARIF_LEVELS: Readonly<Record<Severity, 'error' | 'warning' | 'note'>> = { error: 'error', warning: 'warning', info: 'note' };

/** GitHub's words for them, which it sorts alerts by. */
const PROBLEM_SEVERITIES: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'recommendation' };

/** What GitHub shows of a rule's description at most, in characters. */
const LONGEST_DESCRIPTION = 1024;

/** A rule as SARIF's `reportingDescriptor`; its page, Markdown, comes with it, so that nothing depends on an address. */
export function sarifRule(meta: RuleMeta, page: string | undefined, version: string): object {
	const templates = Object.values(meta.messages);
	const reasons = distinct(templates.map(({ why }) => sentence(readable(why))));
	const advice = distinct(templates.map((template) => sentence(readable(template.do))));
	return {
		id: meta.name,
		name: pascal(meta.name),
		shortDescription: { text: meta.summary },
		fullDescription: { text: [meta.summary, ...reasons].join(' ').slice(0, LONGEST_DESCRIPTION) },
		help: { text: plainHelp(meta, reasons, advice), ...(page !== undefined && { markdown: withoutComment(page) }) },
		helpUri: rulePage(version, meta.name),
		defaultConfiguration: { level: SARIF_LEVELS[meta.severity] },
		properties: {
			tags: [meta.category, 'flink'],
			precision: meta.severity === 'info' ? 'medium' : 'high',
			'problem.severity': PROBLEM_SEVERITIES[meta.severity],
		},
	};
}

function plainHelp({ name, summary, fixes }: RuleMeta, reasons: readonly string[], advice: readonly string[]): string {
	return [summary, `Why: ${reasons.join(' ')}`, `Do: ${advice.join(' ')}`, ...fixText(fixes), `More: flint explain ${name}`].join('\n');
}

/** A page without the note on how it is made, which is for those who edit it. */
function withoutComment(page: string): string {
	return page.replace(/^<!--[^>]*-->\s*/, '');
}

function fixText(fixes: RuleMeta['fixes']): readonly string[] {
	if (fixes.length === 0) return [];
	if (fixes.includes('safe')) return ['flint can fix it: `flint fix --write`.'];
	return ['flint can fix it once a human has decided: `flint fix --write --unsafe`.'];
}

/** A message template whose gaps are names in code: `` `{key}` `` and `{key}` become `` `key` ``, `` `set {key}` `` becomes `` `set <key>` ``. */
function readable(template: string): string {
	return template
		.split(/(`[^`]*`)/)
		.map((part, index) =>
			index % 2 === 0 ? part.replace(/\{(\w+)\}/g, '`$1`') : part.replace(/^`\{(\w+)\}`$/, '`$1`').replace(/\{(\w+)\}/g, '<$1>'),
		)
		.join('');
}

function distinct(texts: readonly string[]): readonly string[] {
	return [...new Set(texts)];
}

function pascal(name: string): string {
	return name.replace(/(^|-)(\w)/g, (_, __, letter: string) => letter.toUpperCase());
}
