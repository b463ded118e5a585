import { MASK } from '../yaml/templates.ts';

/** Words of a condition, those in label matchers included: a metric may be named by its label, `{__name__="flink_…"}`. */
export function namesIn(condition: string): readonly string[] {
	return [...new Set(condition.match(/[a-zA-Z_:][\w:]*/g) ?? [])];
}

/** What a template may fill in without changing which metric is asked: labels and their values, spans of time, thresholds. */
const HARMLESS = [
	/"[^"\n]*"|'[^'\n]*'|`[^`]*`/g,
	/\{[^{}]*\}/g,
	/\[[^[\]\n]*\]/g,
	/\b(?:by|without|on|ignoring|group_left|group_right)\s*\([^()]*\)/g,
	new RegExp(`(?:[<>]=?|[!=]=|\\boffset)\\s*(?:bool\\s*)?-?[\\d.]*${MASK}+`, 'g'),
];
const NAMED_BY_TEMPLATE = new RegExp(`__name__\\s*=~?\\s*(?:"[^"\\n]*${MASK}|'[^'\\n]*${MASK})`);

/** Whether a template decides which metric a condition asks, as far as a masked condition tells. */
export function hidesMetric(condition: string): boolean {
	if (!condition.includes(MASK)) return false;
	if (NAMED_BY_TEMPLATE.test(condition)) return true;
	return HARMLESS.reduce((rest, pattern) => rest.replace(pattern, ' '), condition).includes(MASK);
}
