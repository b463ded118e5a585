import { type ConfigDocument, documentsIn } from '../../model/document.ts';
import { addTo } from '../../model/groups.ts';
import type { Recipe } from '../../model/recipe.ts';
import { folderOf } from '../applications/modules.ts';
import { joined } from '../files/references.ts';

/** A kustomization's file. */
export interface RecipeFile {
	readonly path: string;
	readonly folder: string;
	readonly recipe: Recipe;
	/** The project's path for one that the recipe names. */
	readonly at: (reference: string) => string;
}

/** The recipe that a document is, if it is one. */
export function recipesIn({ path, claims: { recipe } }: ConfigDocument): readonly RecipeFile[] {
	const folder = folderOf(path);
	return recipe === undefined ? [] : [{ path, folder, recipe, at: (reference) => joined(folder, reference) }];
}

/** Which of a project's kustomizations and their fragments have nothing to do with Flink: nothing that they take, patch or make configures it. */
export function idleFiles(files: ReadonlyMap<string, ConfigDocument>): readonly string[] {
	const documents = [...files].map(([path, file]) => [path, documentsIn(file)] as const);
	if (!documents.some(([, own]) => own.some(isOfRecipes))) return [];
	const recipes = documents.flatMap(([, own]) => own.flatMap(recipesIn));
	const busy = new Set<string>();
	const needed = new Set<string>();
	const takers = takersOf(recipes);
	const open: string[] = [];
	for (const [path, own] of documents) if (own.some(configures)) open.push(path);
	for (let path = open.pop(); path !== undefined; path = open.pop()) {
		if (busy.has(path)) continue;
		busy.add(path);
		open.push(...(takers.get(path) ?? []));
	}
	for (const { path, recipe, at } of recipes) {
		if (busy.has(path)) for (const patch of recipe.patches) if ('file' in patch) needed.add(at(patch.file));
	}
	return documents.flatMap(([path, own]) => (busy.has(path) || needed.has(path) || !own.every(isOfRecipes) ? [] : [path]));
}

/** The recipes that name a file or, by its folder, another recipe: these are busy where that is. */
function takersOf(recipes: readonly RecipeFile[]): ReadonlyMap<string, readonly string[]> {
	const byFolder = new Map(recipes.map(({ folder, path }) => [folder, path]));
	const takers = new Map<string, string[]>();
	for (const { path, recipe, at } of recipes) {
		for (const reference of [
			...recipe.resources,
			...recipe.components,
			...recipe.patches.flatMap((patch) => ('file' in patch ? [patch.file] : [])),
		]) {
			const named = at(reference);
			const taken = byFolder.get(named) ?? named;
			addTo(takers, taken, path);
		}
	}
	return takers;
}

function isOfRecipes({ claims }: ConfigDocument): boolean {
	return claims.recipe !== undefined || claims.patch?.fragment === true || isGenerator(claims);
}

function isGenerator({ resource, mounts }: ConfigDocument['claims']): boolean {
	return resource?.kind === 'ConfigMap' && mounts !== undefined;
}

function configures({ claims, text }: ConfigDocument): boolean {
	return claims.recipe === undefined && claims.patch?.fragment !== true && (!isGenerator(claims) || /flink/i.test(text));
}
