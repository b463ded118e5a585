import { type Alias, type Document, isAlias, isMap, isNode, isScalar, isSeq, type Node, type Pair, parseAllDocuments, visit } from 'yaml';
import type { Comment, ParseProblem } from '../../model/document.ts';
import type { Range } from '../../model/range.ts';
import { type TemplateFlow, templateFlow } from './template-flow.ts';
import { maskTemplates } from './templates.ts';
import { readTokens } from './tokens.ts';
import { YAML_OPTIONS } from './value.ts';

/** A YAML file that is not Flink's own: manifests, Compose, Helm values. */
export interface YamlFile {
	/** The file's text; templates are masked in what was parsed, so offsets are the same. */
	readonly text: string;
	/** The text that was parsed. */
	readonly masked: string;
	readonly documents: readonly Document.Parsed[];
	readonly comments: readonly Comment[];
	/** Empty where templates decide what the file holds. */
	readonly problems: readonly ParseProblem[];
	/** Lines of template decide what the file holds: something may be missing in it that the result has. */
	readonly structural: boolean;
	readonly flow: TemplateFlow;
}

const TOO_DEEP = 'the file is nested too deeply to be read';

/** Reads a YAML file of any number of documents, templates included. It never throws for bad input. */
export function readYamlFile(text: string): YamlFile {
	const { text: masked, structural } = maskTemplates(text);
	const flow = templateFlow(text);
	const { comments, tooDeep } = readTokens(masked);
	const unreadable = {
		text,
		masked,
		documents: [],
		comments,
		structural,
		flow,
		problems: [{ range: { start: 0, end: 1 }, message: TOO_DEEP }],
	};
	if (tooDeep) return unreadable;
	try {
		const documents = [...parseAllDocuments(masked, YAML_OPTIONS)];
		const templated = structural || masked !== text;
		return { text, masked, documents, comments, structural, flow, problems: templated ? [] : documents.flatMap(firstError) };
	} catch (problem) {
		if (problem instanceof RangeError) return unreadable;
		throw problem;
	}
}

function firstError({ errors }: Document.Parsed): readonly ParseProblem[] {
	const [error] = errors;
	if (error === undefined) return [];
	const [message = ''] = error.message.split('\n');
	const [start, end] = error.pos;
	return [
		{
			range: { start, end: Math.max(start + 1, end) },
			message: `${message.charAt(0).toLowerCase()}${message.slice(1)}`.replace(/[.:]+$/, ''),
		},
	];
}

/** The pair of that name in a map, aliases and merge keys resolved by nobody. */
export function pairIn(map: unknown, name: string): Pair | undefined {
	if (!isMap(map)) return undefined;
	return map.items.find(({ key }) => isScalar(key) && key.value === name);
}

/** What stands under a path of names; undefined where one is missing. */
export function nodeAt(root: unknown, ...path: readonly string[]): unknown {
	let node = root;
	for (const name of path) node = pairIn(node, name)?.value;
	return node;
}

/** The text of a scalar under a path of names, if it is one. */
export function textAt(root: unknown, ...path: readonly string[]): string | undefined {
	const node = nodeAt(root, ...path);
	return isScalar(node) && node.value !== null ? String(node.source ?? node.value) : undefined;
}

/** The items of a list under a path of names; none where there is no list. */
export function itemsAt(root: unknown, ...path: readonly string[]): readonly unknown[] {
	const node = nodeAt(root, ...path);
	return isSeq(node) ? node.items : [];
}

/** A pair's span: its key and, if it has a place, its value without trailing blanks. */
export function pairRange(text: string, { key, value }: Pair): Range {
	const [start = 0, keyEnd = 0] = isScalar(key) ? (key.range ?? []) : [];
	const end = isNode(value) ? (value.range?.[1] ?? keyEnd) : keyEnd;
	return { start, end: Math.max(keyEnd, start + text.slice(start, end).trimEnd().length) };
}

/** The key's span. */
export function keyRange({ key }: Pair): Range {
	const [start = 0, end = 0] = isScalar(key) ? (key.range ?? []) : [];
	return { start, end };
}

/** The node itself, or what its alias stands for. */
export function followed(node: unknown, document: Document.Parsed): unknown {
	return isAlias(node) ? targetsIn(document).get(node) : node;
}

/** What each alias of a document stands for: the nearest anchor of its name above. The package's own `resolve` reads the document anew each time. */
function targetsIn(document: Document.Parsed): ReadonlyMap<Alias, Node> {
	const known = TARGETS.get(document);
	if (known !== undefined) return known;
	const anchors = new Map<string, Node>();
	const targets = new Map<Alias, Node>();
	visit(document, {
		Alias(_key, alias) {
			const target = anchors.get(alias.source);
			if (target !== undefined) targets.set(alias, target);
		},
		Value(_key, node) {
			if (node.anchor !== undefined) anchors.set(node.anchor, node);
		},
	});
	TARGETS.set(document, targets);
	return targets;
}

const TARGETS = new WeakMap<Document.Parsed, ReadonlyMap<Alias, Node>>();

/** What a map says under a name, through aliases and merge keys (`<<: *common`): its own pair beats a merged one. */
export function mergedField(map: unknown, name: string, document: Document.Parsed, asked: Set<unknown> = new Set()): unknown {
	// What does not say it once never does: a map that is merged in many times is asked once, and a loop ends.
	if (!isMap(map) || asked.has(map) || asked.size > MOST_MERGED) return undefined;
	asked.add(map);
	const own = pairIn(map, name);
	if (own !== undefined) return followed(own.value, document);
	const base = followed(pairIn(map, '<<')?.value, document);
	for (const source of isSeq(base) ? base.items : [base]) {
		const found = mergedField(followed(source, document), name, document, asked);
		if (found !== undefined) return found;
	}
	return undefined;
}

/** Nobody merges more maps into one; a chain of them needs stack for each. */
const MOST_MERGED = 100;
