import { isMap, isScalar } from 'yaml';
import type { ConfigDocument, Parse } from '../../model/document.ts';
import type { PatchReference, PatchTarget, Recipe } from '../../model/recipe.ts';
import { fileOf } from '../embedded/embed.ts';
import { lineAround, statementFinder } from '../text/statement-finder.ts';
import { readYamlFile, type YamlFile } from '../yaml/file.ts';
import { generatedParts } from './config-map-generator.ts';
import { inlinePatchParts } from './inline-patch.ts';
import { PodNode } from './pod.ts';
import { silentPart } from './silent-part.ts';
import { spanOf } from './span.ts';

/** Reads a kustomization: what it takes and lays over it, the patches that stand in it, and the ConfigMaps that it makes of files. */
export function parseKustomization(path: string, text: string, parseManifest: Parse): ConfigDocument {
	const file = readYamlFile(text);
	const [document] = file.documents;
	if (document === undefined || !isMap(document.contents)) return emptyFile(path, text, file);
	const root = new PodNode({ path, file, document, root: document.contents }, document.contents);
	const patches = ['patches', 'patchesStrategicMerge', 'patchesJson6902'].flatMap((field) => root.at(field).items);
	const recipe = recipePart(path, file, recipeOf(root, file));
	const parts = [recipe, ...patches.flatMap((patch) => inlinePatchParts(patch, parseManifest)), ...generatedParts(root)];
	return fileOf(path, text, 'kubernetes', parts, {
		problems: file.problems,
		comments: file.comments,
		claims: {},
		anchor: recipe.anchor,
		statementAt: statementFinder(
			text,
			parts.flatMap((part) => part.settings.map(({ range }) => range)),
		),
		tree: file,
	});
}

/** The recipe itself: it states nothing, and says what becomes of what others state. */
function recipePart(path: string, { text }: YamlFile, recipe: Recipe): ConfigDocument {
	return silentPart(path, text, { recipe }, lineAround(text, Math.max(0, text.search(/^[^\s#]/m))));
}

function emptyFile(path: string, text: string, file: YamlFile): ConfigDocument {
	return fileOf(path, text, 'kubernetes', [], {
		problems: [],
		comments: file.comments,
		claims: {},
		anchor: { start: 0, end: 0 },
		statementAt: (offset) => lineAround(text, offset),
		tree: file,
	});
}

/** Generators and charts only add resources of their own, and `configurations` fields to look at: none of them states an option. */
function recipeOf(root: PodNode, file: YamlFile): Recipe {
	const [replacements = '', vars = ''] = ['replacements', 'vars'].map((field) => textOf(root.at(field), file));
	const elsewhere = root.at('replacements').items.some((item) => item.at('path').node !== undefined);
	const namespace = root.at('namespace').text;
	return {
		component: root.at('kind').text === 'Component',
		resources: [...texts(root.at('resources')), ...texts(root.at('bases'))],
		components: texts(root.at('components')),
		patches: patchReferences(root),
		...(namespace === undefined ? {} : { namespace }),
		images: root.at('images').items.flatMap((image) => image.at('name').text ?? []),
		prefix: root.at('namePrefix').text ?? '',
		suffix: root.at('nameSuffix').text ?? '',
		unseen: file.structural || root.at('transformers').node !== undefined || elsewhere || /\bcreate[ \t]*:/.test(replacements),
		replaced: `${replacements}\n${vars}`.trim(),
	};
}

function textOf(node: PodNode, { text }: YamlFile): string {
	const { start, end } = spanOf(node);
	return text.slice(start, end);
}

/** In the order in which they are laid over: merges first, lists of operations last. */
function patchReferences(root: PodNode): readonly PatchReference[] {
	const merged = root.at('patchesStrategicMerge').items.flatMap((item) => referenceTo(item) ?? []);
	const aimed = [...root.at('patches').items, ...root.at('patchesJson6902').items].flatMap((item) => {
		const text = item.at('patch');
		const reference = text.node === undefined ? referenceTo(item.at('path')) : { inline: spanOf(text).start };
		return reference === undefined ? [] : [{ ...reference, ...targetOf(item.at('target')) }];
	});
	return [...merged, ...aimed];
}

/** A path, or the patch itself where it has more than one line. */
function referenceTo(item: PodNode): PatchReference | undefined {
	const { text } = item;
	if (text === undefined) return undefined;
	return text.includes('\n') ? { inline: spanOf(item).start } : { file: text };
}

function targetOf(target: PodNode): { readonly target?: PatchTarget } {
	if (!isMap(target.node)) return {};
	const [kind, name, namespace] = ['kind', 'name', 'namespace'].map((field) => target.at(field).text);
	return {
		target: {
			...(kind === undefined ? {} : { kind }),
			...(name === undefined ? {} : { name }),
			...(namespace === undefined ? {} : { namespace }),
			labelled: ['labelSelector', 'annotationSelector'].some((field) => isScalar(target.at(field).node)),
		},
	};
}

function texts(list: PodNode): readonly string[] {
	return list.items.flatMap(({ text }) => text ?? []);
}
