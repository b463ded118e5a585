import type { Composition } from '../../model/composition.ts';
import { type ConfigDocument, documentsIn } from '../../model/document.ts';
import { folderOf } from '../applications/modules.ts';
import { joined } from '../files/references.ts';

/**
 * The documents of a project as Compose merges its files: an override file with the file it is laid over, files that a command or COMPOSE_FILE lays over
 * each other, and what they include and extend. What stands only in such lists is no deployment alone.
 */
export function composed(documents: readonly ConfigDocument[]): readonly ConfigDocument[] {
	const files = compositionsIn(documents);
	const rest = documents.filter(({ claims }) => claims.composition === undefined && claims.composes === undefined);
	if (files.size === 0) return rest;
	const { lists, taken } = listsOf(files, documents);
	const problems = new Map(documents.map((document) => [document.path, document.problems]));
	const merged = lists.flatMap((list) => mergedParts(list, files, problems));
	return [...rest.filter((document) => !isCluster(document) || !taken.has(document.path)), ...merged];
}

/** Files that name or hold compositions which have nothing to do with Flink. */
export function idleCompositions(files: ReadonlyMap<string, ConfigDocument>): readonly string[] {
	const documents = [...files.values()].flatMap(documentsIn);
	const compositions = compositionsIn(documents);
	if (compositions.size === 0 && !documents.some(({ claims }) => claims.composes !== undefined)) return [];
	const { lists } = listsOf(compositions, documents);
	const busy = new Set(documents.filter(isCluster).map(({ path }) => path));
	const needed = new Set(lists.filter((list) => list.some((path) => busy.has(path))).flat());
	return [...files].flatMap(([path, file]) => {
		const own = documentsIn(file);
		if (!own.every(({ claims }) => claims.composition !== undefined || claims.composes !== undefined)) return [];
		const names = own.some(({ claims }) =>
			(claims.composes ?? []).some((list) => resolved(list, path, compositions).some((at) => needed.has(at))),
		);
		return needed.has(path) || names ? [] : [path];
	});
}

function compositionsIn(documents: readonly ConfigDocument[]): ReadonlyMap<string, Composition> {
	return new Map(
		documents.flatMap(({ path, claims: { composition } }) => (composition === undefined ? [] : [[path, composition] as const])),
	);
}

/** What is laid over what, the lowest first, and the files that are no deployment alone because of it. */
function listsOf(
	files: ReadonlyMap<string, Composition>,
	documents: readonly ConfigDocument[],
): { readonly lists: readonly (readonly string[])[]; readonly taken: ReadonlySet<string> } {
	const stated = documents.flatMap(({ path, claims }) => (claims.composes ?? []).map((list) => resolved(list, path, files)));
	const lists = [...stated.filter((list) => list.length > 1), ...overridden(files)];
	const named = new Set([
		...lists.flat(),
		...[...files].flatMap(([path, file]) => file.includes.map((reference) => joined(folderOf(path), reference))),
	]);
	for (const [path, file] of files) if (!named.has(path) && file.includes.length + file.extends.length > 0) lists.push([path]);
	const whole = lists.map((list) => [...new Set(list.flatMap((path) => withIncluded(path, files, 0)))]);
	const extended = [...files].flatMap(([path, file]) => file.extends.map((reference) => joined(folderOf(path), reference)));
	const distinct = new Map(whole.map((list) => [list.join('\n'), list]));
	return { lists: [...distinct.values()], taken: new Set([...whole.flat(), ...extended.filter((path) => !DEFAULTS.test(path))]) };
}

const DEFAULTS = /(?:^|\/)(?:docker-)?compose\.ya?ml$/;

/** Paths are relative to the folder of the file that names them, or to the root, where scripts often run. */
function resolved(list: readonly string[], from: string, files: ReadonlyMap<string, Composition>): readonly string[] {
	return list.flatMap((reference) => [joined(folderOf(from), reference), joined('', reference)].find((path) => files.has(path)) ?? []);
}

/** Each folder's Compose file with the override file beside it, which Compose takes by itself. */
function overridden(files: ReadonlyMap<string, Composition>): readonly (readonly string[])[] {
	const folders = new Set([...files.keys()].map(folderOf));
	return [...folders].flatMap((folder) => {
		const at = (names: readonly string[]): string | undefined => names.map((name) => joined(folder, name)).find((path) => files.has(path));
		const [base, override] = [at(BASES), at(OVERRIDES)];
		return base === undefined || override === undefined ? [] : [[base, override]];
	});
}

/** In the order in which Compose looks for them. Source: compose-go, cli.DefaultFileNames and DefaultOverrideFileNames. */
const BASES = ['compose.yaml', 'compose.yml', 'docker-compose.yml', 'docker-compose.yaml'];
const OVERRIDES = ['compose.override.yml', 'compose.override.yaml', 'docker-compose.override.yml', 'docker-compose.override.yaml'];

/** Files include each other in a circle only by mistake. */
const DEEPEST = 10;

function withIncluded(path: string, files: ReadonlyMap<string, Composition>, depth: number): readonly string[] {
	const file = files.get(path);
	if (file === undefined || depth > DEEPEST) return [];
	return [...file.includes.flatMap((reference) => withIncluded(joined(folderOf(path), reference), files, depth + 1)), path];
}

function mergedParts(
	list: readonly string[],
	files: ReadonlyMap<string, Composition>,
	problems: ReadonlyMap<string, ConfigDocument['problems']>,
): readonly ConfigDocument[] {
	const own = list.flatMap((path) => files.get(path) ?? []);
	const [first] = own;
	if (first === undefined) return [];
	const parts = first.merged(own, (from, reference) => files.get(joined(folderOf(from), reference)));
	const build = list.length > 1 ? { build: list.join(' + ') } : {};
	// What cannot be read may hold anything: no part of such a file is edited.
	return parts.map((part) => ({ ...part, problems: problems.get(part.path) ?? [], claims: { ...part.claims, ...build } }));
}

/** A cluster that a Compose file describes. */
function isCluster({ claims }: ConfigDocument): boolean {
	return claims.cluster?.startsWith('compose/') === true;
}
