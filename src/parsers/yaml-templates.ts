/** A text in which templates are replaced by as many harmless characters, so that offsets stay. */
export interface MaskedText {
	readonly text: string;
	/** Some line holds nothing but a template (`{{- if … }}`): which lines the result has is not known. */
	readonly structural: boolean;
}

/** Templates that are no YAML where they stand unquoted; `${VAR}` is, but not inside a flow collection. */
const TEMPLATES = /\{\{[^\n]*?\}\}|\{%[^\n]*?%\}|\$\{[^}\n]*\}|#\{[^}\n]*\}|<%[^\n]*?%>|%[A-Za-z_]\w*%|@[A-Za-z_][\w.-]*@/g;
const COULD_BE_TEMPLATE = /\{\{|\{%|\$\{|#\{|<%|%[A-Za-z_]|@[A-Za-z_]/;
/** Longer lines are data; the lazy patterns above are linear per template, but not per line without an end mark. */
const LONGEST_LINE = 20_000;

/** Replaces the templates of Helm, Jinja, shells and their kin: a line of nothing else becomes a comment, others become a word. */
export function maskTemplates(text: string): MaskedText {
	if (!COULD_BE_TEMPLATE.test(text)) return { text, structural: false };
	let structural = false;
	const masked = text.replace(/[^\r\n]+/g, (line) => {
		if (line.length > LONGEST_LINE || !COULD_BE_TEMPLATE.test(line)) return line;
		if (/^[ \t]*(?:#|$)/.test(line) && !/^[ \t]*#\{/.test(line)) return line;
		if (/^[ \t]*(?:(?:\{\{[^\n]*?\}\}|\{%[^\n]*?%\}|<%[^\n]*?%>)[ \t]*)+$/.test(line)) {
			structural = true;
			return line.replace(/\S.*$/, (rest) => `#${'t'.repeat(rest.length - 1)}`);
		}
		return line.replace(TEMPLATES, (template) => 't'.repeat(template.length));
	});
	return { text: masked, structural };
}
