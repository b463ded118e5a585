/** A text in which templates are replaced by as many harmless characters, so that offsets stay. */
interface MaskedText {
	readonly text: string;
	/** Some line holds nothing but a template (`{{- if … }}`), or a value's writes a map: which lines the result has is not known. */
	readonly structural: boolean;
}

/** What stands for each character of a template: a letter to YAML, and in nobody's file. */
export const MASK = '\ue000';

/** Templates that are no YAML where they stand unquoted; `${VAR}` is, but not inside a flow collection. */
const TEMPLATES = /\{\{[^\n]*?\}\}|\{%[^\n]*?%\}|\$\{[^}\n]*\}|#\{[\w.-]+\}|<%[^\n]*?%>|%[A-Za-z_]\w*%|@[A-Za-z_][\w.-]*@/g;
const COULD_BE_TEMPLATE = /\{\{|\{%|\$\{|#\{[\w.-]+\}|<%|%[A-Za-z_]|@[A-Za-z_]/;
/** Longer lines are data; the lazy patterns above are linear per template, but not per line without an end mark. */
const LONGEST_LINE = 20_000;

/**
 * Replaces the templates of Helm, Jinja, shells and their kin by a word. A line of nothing else becomes empty lines: a comment that stands further
 * left than a block's lines would end the block.
 */
export function maskTemplates(text: string): MaskedText {
	if (!COULD_BE_TEMPLATE.test(text)) return { text, structural: false };
	let structural = false;
	const masked = text.replace(/[^\r\n]+/g, (line) => {
		if (line.length > LONGEST_LINE || !COULD_BE_TEMPLATE.test(line)) return line;
		if (/^[ \t]*(?:#|$)/.test(line) && !/^[ \t]*#\{/.test(line)) return line;
		if (isTemplateAlone(line)) {
			structural = true;
			return '\n'.repeat(line.length);
		}
		return line.replace(TEMPLATES, (template) => {
			if (writesStructure(template)) structural = true;
			return MASK.repeat(template.length);
		});
	});
	return { text: masked, structural };
}

/** Whether an inline template may write more than one value: a map, or lines. */
function writesStructure(template: string): boolean {
	return /\b(?:nindent|toYaml|toYamlPretty|to_yaml|to_nice_yaml|tpl)\b/.test(template);
}

const OF_LINES = /\{\{[^\n]*?\}\}|\{%[^\n]*?%\}|<%[^\n]*?%>/g;

/** Whether a line holds templates and nothing else. They are taken away one by one: a pattern of many would try every way to part them. */
export function isTemplateAlone(line: string): boolean {
	return /^\ufeff?[ \t]*(?:\{[{%]|<%)/.test(line) && /^[\ufeff \t]*$/.test(line.replace(OF_LINES, ''));
}
