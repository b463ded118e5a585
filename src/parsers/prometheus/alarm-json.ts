import type { Parse } from '../../model/document.ts';
import { type JsonNode, readJson } from '../msf/json-text.ts';
import { alarmDocument, factsOf } from './alarm-document.ts';
import { findRules, type TreeView } from './find-rules.ts';
import { recognisePrometheusRules } from './recognition.ts';

/** Reads the rules of alarms in a JSON text: Grafana's exports and older dashboards, and Prometheus' rules as JSON. */
export const parseAlarmJson: Parse = (path, text) => {
	const { root, problem, templates } = readJson(text);
	let hidden = problem !== undefined || templates.size > 0;
	const found =
		root === undefined
			? []
			: findRules(root, VIEW, (_node, scalar) => {
					// A text inside a text is not read.
					if (scalar.includes('\n') && recognisePrometheusRules(scalar)) hidden = true;
				});
	const range = ({ offset, length }: JsonNode) => ({ start: offset, end: offset + length });
	return alarmDocument({ path, text, alarms: factsOf(found, range, hidden), problems: [], comments: [], secrets: [], tree: undefined });
};

const VIEW: TreeView<JsonNode> = {
	field: (node, name) => fieldsOf(node).find((property) => property.children?.[0]?.value === name)?.children?.[1],
	text: (node) => (node === undefined || node.type === 'object' || node.type === 'array' ? undefined : String(node.value)),
	children: (node) => (node.type === 'array' ? (node.children ?? []) : fieldsOf(node).flatMap((property) => property.children?.[1] ?? [])),
};

function fieldsOf(node: JsonNode): readonly JsonNode[] {
	return node.type === 'object' ? (node.children ?? []) : [];
}
