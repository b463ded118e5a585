import { isMap } from 'yaml';
import type { ResourceText } from '../../model/change.ts';
import type { ConfigDocument } from '../../model/document.ts';
import type { TextEdit } from '../../model/finding.ts';
import { PrometheusRulesTree } from '../../parsers/prometheus/prometheus-rules.ts';
import { pairIn, pairRange } from '../../parsers/yaml/file.ts';
import { isTemplateAlone } from '../../parsers/yaml/templates.ts';
import { type Editor, WITHOUT_SETTINGS } from '../editor.ts';

/** Adds alerts to rule files; they state no settings. */
export const prometheusRulesEditor: Editor = {
	...WITHOUT_SETTINGS,
	addResource: insertAlert,
};

/** The alert behind another one, which it takes `for` and `labels` from. */
function insertAlert(document: ConfigDocument, { text: added, beside }: ResourceText): readonly TextEdit[] | undefined {
	const { text, path, tree } = document;
	if (!(tree instanceof PrometheusRulesTree)) return undefined;
	const index = document.alarms?.alerts.findIndex(({ range }) => range.start === beside.start) ?? -1;
	const neighbour = tree.alerts[index];
	const end = document.alarms?.alerts[index]?.range.end;
	const start = neighbour?.range?.[0];
	if (!isMap(neighbour) || neighbour.flow === true || start === undefined || end === undefined) return undefined;
	// Grafana's rules are made of other things.
	if (pairIn(neighbour, 'expr') === undefined) return undefined;
	const dash = text.slice(text.lastIndexOf('\n', start - 1) + 1, start);
	if (!/^ *- +$/.test(dash)) return undefined;
	const newline = text.includes('\r\n') ? '\r\n' : '\n';
	const indent = ' '.repeat(dash.length);
	const [first = '', ...rest] = [...added.split('\n'), ...copied(text, neighbour, newline)];
	const lines = [`${dash}${first}`, ...rest.map((line) => `${indent}${line}`)];
	const at = pastTemplates(text, lineEnd(text, end), dash.indexOf('-'));
	return [{ file: path, range: { start: at, end: at }, text: lines.map((line) => `${newline}${line}`).join('') }];
}

/** The neighbour's own words; an anchor in them may not be defined twice. */
function copied(text: string, neighbour: unknown, newline: string): readonly string[] {
	return ['for', 'labels'].flatMap((name) => {
		const pair = pairIn(neighbour, name);
		if (pair === undefined) return [];
		const { start, end } = pairRange(text, pair);
		const written = text.slice(start, end);
		if (written.includes('&') || written.includes('{{')) return [];
		// A text with escapes has blanks where they are longer than what they stand for.
		return [
			written
				.split(/\r?\n/)
				.map((line) => line.trimEnd())
				.join(newline),
		];
	});
}

/** The end of the last line of template that stands deeper than the list's dashes: what it writes is still the neighbour's. */
function pastTemplates(text: string, from: number, column: number): number {
	let at = from;
	for (let start = text.indexOf('\n', at) + 1; start > 0; start = text.indexOf('\n', at) + 1) {
		const end = lineEnd(text, start);
		const line = text.slice(start, end);
		if (!isTemplateAlone(line) || line.search(/\S/) <= column) return at;
		at = end;
	}
	return at;
}

function lineEnd(text: string, from: number): number {
	const end = text.indexOf('\n', from);
	if (end < 0) return text.length;
	return text.charAt(end - 1) === '\r' ? end - 1 : end;
}
