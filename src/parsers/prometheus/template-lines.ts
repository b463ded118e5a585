import { isTemplateAlone } from '../yaml/templates.ts';

const TEMPLATE = /\{\{-?([^\n]*?)-?\}\}|\{%-?([^\n]*?)-?%\}|<%-?([^\n]*?)-?%>/g;
/** What only chooses or repeats lines that stand in the file, and comments. */
const CONTROL =
	/^\s*(?:if|else|elif|elsif|end|endif|range|for|endfor|with|endwith|set|define|block|endblock|raw|endraw|unless|do|\/\*|#|\$\w+\s*:?=|\.\w+\.each)(?![\w.])/;
/** What brings text of any kind from elsewhere. */
const IMPORT = /\b(?:toYaml|include|tpl|template|Files|import|lookup|to_nice_yaml|to_yaml)\b/;
const MARGIN = /\bn?indent[ \t(]+(\d+)/;
/** Lines below which rules stand, and lines that begin one. */
const SECTION = /^[ \t]*(?:-[ \t]+)?["']?(?:groups|rules|spec|alert|record|additionalPrometheusRules\w*)["']?[ \t]*:/;
const RULE = /^([ \t]*)-[ \t]+["']?(?:alert|record|uid|title)["']?[ \t]*:/;
/** Longer lines are data. */
const LONGEST_LINE = 20_000;

/** Whether lines of template may bring rules into a text that it does not show; conditions and loops around its own do not. */
export function bringsRules(text: string): boolean {
	if (!/\{\{|\{%|<%/.test(text)) return false;
	let inside = false;
	let rule: number | undefined;
	for (const line of text.split(/\r?\n/)) {
		if (line.startsWith('---')) {
			inside = false;
			rule = undefined;
			continue;
		}
		if (line.length > LONGEST_LINE) continue;
		inside ||= SECTION.test(line);
		const begins = RULE.exec(line);
		if (begins !== null) rule = begins[1]?.length;
		if (inside && isTemplateAlone(line) && emits(line, line.search(/\S/), rule)) return true;
	}
	return false;
}

/**
 * Whether a line's output may be a rule.
 * @param column where the line begins
 * @param rule the column of the last rule's dash: what stands deeper belongs to that rule
 */
function emits(line: string, column: number, rule: number | undefined): boolean {
	for (const [, go, jinja, erb] of line.matchAll(TEMPLATE)) {
		const said = go ?? jinja ?? erb ?? '';
		const imports = IMPORT.test(said);
		if (CONTROL.test(said) || (jinja !== undefined && !imports) || (erb !== undefined && !said.startsWith('='))) continue;
		const margin = MARGIN.exec(said)?.[1];
		// Text from elsewhere keeps its own margin.
		const at = margin === undefined ? (imports ? 0 : column) : Number(margin);
		if (rule === undefined || at <= rule + 1) return true;
	}
	return false;
}
