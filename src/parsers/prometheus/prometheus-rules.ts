import { type Document, isAlias, isMap, isNode, isScalar, isSeq, type Node, type Scalar, type YAMLMap } from 'yaml';
import type { ConfigDocument, Parse } from '../../model/document.ts';
import type { AlarmFacts } from '../../model/questions/alarms.ts';
import type { Range } from '../../model/range.ts';
import { embed, fileOf } from '../embedded/embed.ts';
import { yamlScalarText } from '../embedded/yaml-text.ts';
import { secretsIn } from '../kubernetes/secrets.ts';
import { statementFinder } from '../text/statement-finder.ts';
import { followed, mergedField, readYamlFile, type YamlFile } from '../yaml/file.ts';
import { MASK } from '../yaml/templates.ts';
import { alarmDocument, factsOf } from './alarm-document.ts';
import { parseAlarmJson } from './alarm-json.ts';
import { type FoundRule, findRules, type TreeView } from './find-rules.ts';
import { alarmsByTools, recogniseAlarmJson, recognisePrometheusRules } from './recognition.ts';
import { bringsRules } from './template-lines.ts';

/** A file's syntax tree, for its editor. */
export class PrometheusRulesTree {
	/** @param alerts the maps of the alerts, in the order of their facts */
	constructor(readonly alerts: readonly YAMLMap[]) {}
}

/**
 * Reads the rules of alarms in a YAML text, wherever they stand: Prometheus' own files, resources and lists of them, the values of charts,
 * Grafana's provisioning, and texts of these kinds inside a ConfigMap. Templated ones are read as far as they show.
 */
export const parsePrometheusRules: Parse = (path, text) => {
	const file = readYamlFile(text);
	const parts = file.documents.flatMap((document) => embeddedIn(path, file, document));
	if (parts.length === 0) return ownRules(path, file, file.documents, undefined);
	const own = file.documents.flatMap((document) => ownPart(path, file, document));
	const whole = fileOf(path, text, 'prometheus-rules', [...parts, ...own], {
		problems: file.problems,
		comments: file.comments,
		claims: {},
		anchor: (own[0] ?? parts[0])?.anchor ?? { start: 0, end: 0 },
		statementAt: statementFinder(
			text,
			[...parts, ...own].flatMap(({ alarms }) => alarms?.alerts.map(({ range }) => range) ?? []),
		),
		tree: undefined,
	});
	return { ...whole, secrets: [...whole.secrets, ...secretsIn(file)] };
};

/** The rules that one document of a file holds itself. */
function ownPart(path: string, file: YamlFile, document: Document.Parsed): readonly ConfigDocument[] {
	const [start, end] = document.contents?.range ?? [];
	if (start === undefined || end === undefined) return [];
	const part = ownRules(path, file, [document], { start, end });
	return says(part.alarms) ? [part] : [];
}

function says(alarms: AlarmFacts | undefined): boolean {
	return alarms !== undefined && (alarms.partial || alarms.alerts.length + alarms.recordings.length > 0);
}

/** The rules of some documents of a file, those in texts inside it apart. */
function ownRules(path: string, file: YamlFile, documents: readonly Document.Parsed[], extent: Range | undefined): ConfigDocument {
	const { text, problems } = file;
	const read = documents.map((document) => ({ document, found: rulesOf(document) }));
	const found = read.flatMap((one) => one.found);
	const partial = problems.length > 0 || read.some((one) => mayHoldMore(text, one.document, one.found));
	return alarmDocument({
		path,
		text,
		alarms: factsOf(found, ({ range }) => trimmed(text, range ?? []), partial),
		problems,
		comments: extent === undefined ? file.comments : [],
		secrets: extent === undefined ? secretsIn(file) : [],
		tree: new PrometheusRulesTree(found.flatMap(({ node, record }) => (record === undefined && isMap(node) ? [node] : []))),
		...(extent === undefined ? {} : { extent }),
	});
}

function rulesOf(document: Document.Parsed): readonly FoundRule<Node>[] {
	const { contents } = document;
	return isNode(contents) ? findRules(contents, viewOf(document), () => {}) : [];
}

/** Whether a document of alarms may have rules that it does not show. */
function mayHoldMore(text: string, document: Document.Parsed, found: readonly FoundRule<Node>[]): boolean {
	const [start, , end] = document.range;
	const own = text.slice(start, end);
	if (found.length === 0 && !recognisePrometheusRules(own)) return false;
	return document.errors.length > 0 || alarmsByTools(own) || bringsRules(own) || writesRules(document);
}

/** The texts inside a document that hold rules, each read as the file that it becomes. */
function embeddedIn(path: string, file: YamlFile, document: Document.Parsed): readonly ConfigDocument[] {
	const { contents } = document;
	if (!isNode(contents) || !/(?:alert|record|model)/.test(file.text)) return [];
	const found: ConfigDocument[] = [];
	findRules(contents, viewOf(document), (node) => {
		if (isScalar(node)) found.push(...embedded(path, file, node));
	});
	return found;
}

function embedded(path: string, file: YamlFile, node: Scalar): readonly ConfigDocument[] {
	if (typeof node.value !== 'string' || !node.value.includes('\n')) return [];
	const inner = yamlScalarText(file.text, node);
	if (inner === undefined) return [];
	const json = recogniseAlarmJson(inner.text);
	if (!json && !recognisePrometheusRules(inner.text)) return [];
	const document = (json ? parseAlarmJson : parsePrometheusRules)(path, inner.text);
	// What a text inside a text holds is not read.
	const alarms = document.alarms ?? { alerts: [], recordings: [], partial: true };
	return [embed({ ...document, alarms }, inner, { text: file.text, claims: {} })];
}

/** A tree of the `yaml` package, through aliases and merges. */
function viewOf(document: Document.Parsed): TreeView<Node> {
	const node = (found: unknown): Node | undefined => (isNode(found) ? found : undefined);
	return {
		field: (map, name) => node(mergedField(followed(map, document), name, document)),
		text: (scalar) => (isScalar(scalar) && scalar.value !== null ? String(scalar.source ?? scalar.value) : undefined),
		children: (collection) => {
			const source = followed(collection, document);
			// What an alias stands for is met where it stands itself.
			if (collection !== source && isAlias(collection)) return [];
			if (isMap(source)) return source.items.flatMap(({ value }) => node(value) ?? []);
			return isSeq(source) ? source.items.flatMap((item) => node(item) ?? []) : [];
		},
	};
}

const HOLDERS: ReadonlySet<unknown> = new Set(['groups', 'rules', 'spec']);

/** Whether a template or a lost alias stands where groups or rules would. */
function writesRules(document: Document.Parsed): boolean {
	const open: { readonly node: unknown; readonly holds: boolean }[] = [{ node: document.contents, holds: false }];
	for (let next = open.pop(); next !== undefined; next = open.pop()) {
		const { node, holds } = next;
		if (holds && isScalar(node) && String(node.value).includes(MASK)) return true;
		if (holds && isAlias(node) && followed(node, document) === undefined) return true;
		if (isSeq(node)) for (const item of node.items) open.push({ node: item, holds });
		if (isMap(node)) for (const { key, value } of node.items) open.push({ node: value, holds: isScalar(key) && HOLDERS.has(key.value) });
	}
	return false;
}

function trimmed(text: string, [start = 0, end = 0]: readonly number[]): Range {
	return { start, end: start + text.slice(start, end).trimEnd().length };
}
