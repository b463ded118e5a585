import { isMap, type YAMLMap } from 'yaml';
import type { AlarmFacts } from '../../model/alarms.ts';
import type { Parse } from '../../model/document.ts';
import type { Range } from '../../model/range.ts';
import { itemsAt, nodeAt, readYamlFile, textAt, type YamlFile } from '../embedded/yaml-file.ts';
import { statementFinder } from '../text/statement-finder.ts';

/** A file's syntax tree, for its editor. */
export class PrometheusRulesTree {
	/** @param alerts the maps of the alerts, in the order of their facts */
	constructor(readonly alerts: readonly YAMLMap[]) {}
}

/** Reads Prometheus' own rule files and PrometheusRule resources, templated ones as far as they show. */
export const parsePrometheusRules: Parse = (path, text) => {
	const file = readYamlFile(text);
	const rules = file.documents.flatMap(({ contents }) => rulesIn(contents));
	const alerts = rules.filter((rule) => textAt(rule, 'alert') !== undefined);
	const alarms: AlarmFacts = {
		alerts: alerts.map((rule) => ({ range: rangeOf(file, rule), metrics: metricsOf(rule) })),
		recordings: rules.flatMap((rule) => {
			const name = textAt(rule, 'record');
			return name === undefined ? [] : [{ name, metrics: metricsOf(rule) }];
		}),
		partial: bringsMore(text) || file.problems.length > 0 || file.documents.some(({ errors }) => errors.length > 0),
	};
	const start = alarms.alerts[0]?.range.start ?? 0;
	return {
		path,
		text,
		format: 'prometheus-rules',
		settings: [],
		notes: [],
		problems: file.problems,
		comments: file.comments,
		claims: {},
		anchor: { start, end: start },
		secrets: [],
		alarms,
		statementAt: statementFinder(
			text,
			alarms.alerts.map(({ range }) => range),
		),
		tree: new PrometheusRulesTree(alerts),
	};
};

/** A rule file has its groups at the top, a resource under `spec`. */
function rulesIn(contents: unknown): readonly YAMLMap[] {
	const root = nodeAt(contents, 'groups') === undefined ? nodeAt(contents, 'spec') : contents;
	return itemsAt(root, 'groups').flatMap((group) => itemsAt(group, 'rules').filter((rule) => isMap(rule)));
}

function rangeOf({ text }: YamlFile, { range }: YAMLMap): Range {
	const [start = 0, end = 0] = range ?? [];
	return { start, end: start + text.slice(start, end).trimEnd().length };
}

/** Words of PromQL, those in label matchers included: a metric may be named by its label, `{__name__="flink_…"}`. */
function metricsOf(rule: YAMLMap): readonly string[] {
	return [...new Set(textAt(rule, 'expr')?.match(/[a-zA-Z_:][\w:]*/g) ?? [])];
}

/** An alias, or a line of template between the rules that brings text from elsewhere, where conditions alone would not. */
function bringsMore(text: string): boolean {
	if (/^[ \t]*(?:-[ \t]+)?(?:(?:groups|rules|expr|<<)[ \t]*:[ \t]*)?\*\w/m.test(text)) return true;
	const groups = text.search(/^[ \t]*groups[ \t]*:/m);
	return groups >= 0 && /^[ \t]*(?:-[ \t]+)?\{\{[^\n}]*\b(?:toYaml|include|tpl|template|range|Files)\b/m.test(text.slice(groups));
}
