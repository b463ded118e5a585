import type { ConfigDocument, DocumentClaims, Parse } from '../../model/document.ts';
import type { ReadingNote } from '../../model/note.ts';
import type { Range } from '../../model/range.ts';
import { isSensitiveKey, type Secret } from '../../model/secret.ts';
import { statedVersion } from '../text/stated-version.ts';
import { gapIn } from './field-value.ts';
import { type JsonNode, readJson } from './json-text.ts';
import { readNotes } from './msf-notes.ts';
import { readSettings } from './msf-settings.ts';
import { type MsfTree, objects, properties, property, rangeOf, readTree } from './msf-tree.ts';
import { fieldNamed } from './shapes.ts';

/** Reads a Managed Flink application: the input of CreateApplication or UpdateApplication, or the answer of DescribeApplication. */
export const parseMsfJson: Parse = (path, text) => {
	const { root, problem, templates } = readJson(text);
	const sound = problem === undefined;
	const tree = readTree(root, sound);
	const runtime = textOf(tree, 'RuntimeEnvironment')?.text ?? '';
	const settings = runtime.startsWith('SQL-') ? [] : readSettings(path, tree, templates);
	const notes: readonly ReadingNote[] = sound ? readNotes(path, tree, settings) : [];
	return {
		path,
		text,
		format: 'msf-json',
		settings: settings.map(({ setting }) => setting),
		notes,
		problems: problem === undefined ? [] : [problem],
		comments: [],
		claims: claimsOf(tree),
		anchor: anchorOf(tree, text),
		secrets: root === undefined ? [] : secretsOf(root),
		statementAt: (offset) => statementAt(root, offset, text),
		tree,
	} satisfies ConfigDocument;
};

/** A text field of the request, in this shape's spelling, unless a template fills it in. */
function textOf(tree: MsfTree, name: string): { readonly text: string; readonly range: Range } | undefined {
	if (tree.request === undefined) return undefined;
	const spelling = fieldNamed('request', name)?.names[tree.shape] ?? name;
	const found = property(tree.request, spelling) ?? property(tree.request, name);
	if (found?.value?.type !== 'string') return undefined;
	const text = String(found.value.value);
	return gapIn(text) === undefined ? { text, range: rangeOf(found.node) } : undefined;
}

function claimsOf(tree: MsfTree): DocumentClaims {
	const name = textOf(tree, 'ApplicationName')?.text;
	const runtime = textOf(tree, 'RuntimeEnvironment');
	const version = runtime === undefined ? undefined : statedVersion(runtime.text, runtime.range);
	const artifact = artifactOf(tree);
	const notebook = runtime?.text.startsWith('ZEPPELIN-') === true || textOf(tree, 'ApplicationMode')?.text === 'INTERACTIVE';
	return {
		platform: 'msf',
		...(name === undefined || name === '' ? {} : { name }),
		...version,
		...(artifact === undefined ? {} : { artifact }),
		...(tree.shape === 'update' || !tree.whole ? { partial: true } : {}),
		...(tree.shape === 'describe' ? { readOnly: true } : {}),
		...(notebook ? { notebook } : {}),
	};
}

/** The file name of the code's S3 key. */
function artifactOf(tree: MsfTree): string | undefined {
	const location = tree.block('code-location');
	if (location === undefined) return undefined;
	const key = property(location.node, 'FileKey') ?? property(location.node, 'FileKeyUpdate');
	if (key?.value?.type !== 'string') return undefined;
	const name = String(key.value.value).replace(/^.*\//s, '');
	return name === '' || gapIn(name) !== undefined ? undefined : name;
}

function anchorOf(tree: MsfTree, text: string): Range {
	const first = tree.request ?? tree.root;
	const place = first === undefined ? undefined : (property(first, 'ApplicationName') ?? properties(first)[0]);
	if (place !== undefined) return rangeOf(place.node);
	const lineEnd = text.search(/[\r\n]/);
	return { start: 0, end: lineEnd < 0 ? text.length : lineEnd };
}

/** Version tokens that the API hands out: they open nothing. */
const HARMLESS_TOKENS = ['ConditionalToken', 'NextToken'];

/** The texts, without their quotes, of properties whose name is sensitive; what only gets filled in later hides nothing. */
function secretsOf(root: JsonNode): readonly Secret[] {
	const found: Secret[] = [];
	for (const object of objects(root, () => false)) {
		for (const { name, value } of properties(object)) {
			if (value === undefined || HARMLESS_TOKENS.includes(name) || !isSensitiveKey(name)) continue;
			const texts = value.type === 'array' ? (value.children ?? []) : [value];
			for (const text of texts) if (isSecret(text)) found.push({ ...insideQuotes(text), name });
		}
	}
	return found.sort((a, b) => a.start - b.start);
}

function isSecret(node: JsonNode): boolean {
	if (node.type !== 'string') return false;
	const text = String(node.value);
	return text.trim() !== '' && !/^(?:true|false)$/i.test(text) && gapIn(text) !== text;
}

function insideQuotes(node: JsonNode): Range {
	const { start, end } = rangeOf(node);
	return { start: start + 1, end: Math.max(start + 1, end - 1) };
}

/** The smallest property around an offset, found by halving each object's children. */
function statementAt(root: JsonNode | undefined, offset: number, text: string): Range {
	let smallest: Range = root === undefined ? { start: 0, end: text.length } : rangeOf(root);
	for (let node = root; node !== undefined; ) {
		if (node.type === 'property') smallest = rangeOf(node);
		node = childAt(node.children ?? [], offset);
	}
	return smallest;
}

function childAt(children: readonly JsonNode[], offset: number): JsonNode | undefined {
	let low = 0;
	let high = children.length - 1;
	while (low <= high) {
		const middle = (low + high) >> 1;
		const child = children[middle];
		if (child === undefined) return undefined;
		const { start, end } = rangeOf(child);
		if (offset < start) high = middle - 1;
		else if (offset >= end) low = middle + 1;
		else return child;
	}
	return undefined;
}
