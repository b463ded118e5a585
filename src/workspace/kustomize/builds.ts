import type { ConfigDocument } from '../../model/document.ts';
import { addTo } from '../../model/groups.ts';
import type { PatchReference } from '../../model/recipe.ts';
import { type BuiltResource, laidOver, type Patch } from './layers.ts';
import { type RecipeFile, recipesIn } from './recipes.ts';
import { reimaged, renamed, unseenIn } from './resource-changes.ts';
import { aimsAt } from './targets.ts';

/**
 * The documents of a project as its kustomizations make them: each that no other one takes makes a tree of its own, in which every resource has its
 * base's statements with those of the overlays above. What only other kustomizations take is no tree of its own.
 */
export function built(documents: readonly ConfigDocument[]): readonly ConfigDocument[] {
	const recipes = documents.flatMap(recipesIn);
	const kitchen = new Kitchen(documents, recipes);
	const trees = recipes.filter((recipe) => kitchen.isTop(recipe)).flatMap((recipe) => kitchen.tree(recipe));
	return [...documents.filter((document) => standsAlone(document) && !kitchen.used.has(document)), ...trees];
}

/** Fragments say nothing without the resource they are meant for, and recipes nothing at all. */
function standsAlone({ claims }: ConfigDocument): boolean {
	return claims.patch?.fragment !== true && claims.recipe === undefined;
}

/** More resources than one tree has in earnest: recipes may take each other in more ways than anybody applies. */
const MOST_RESOURCES = 5_000;

class Kitchen {
	/** Documents that some tree holds. */
	readonly used = new Set<ConfigDocument>();
	private readonly parts: ReadonlyMap<string, readonly ConfigDocument[]>;
	private readonly byFolder: ReadonlyMap<string, RecipeFile>;
	private readonly taken: ReadonlySet<RecipeFile>;
	private readonly made = new Map<RecipeFile, readonly BuiltResource[]>();
	private readonly making = new Set<RecipeFile>();

	constructor(documents: readonly ConfigDocument[], recipes: readonly RecipeFile[]) {
		this.parts = byPath(documents);
		this.byFolder = new Map(recipes.map((recipe) => [recipe.folder, recipe]));
		this.taken = new Set(
			recipes.flatMap((recipe) =>
				[...recipe.recipe.resources, ...recipe.recipe.components].flatMap((reference) => this.recipeAt(recipe.at(reference)) ?? []),
			),
		);
	}

	isTop(recipe: RecipeFile): boolean {
		return !recipe.recipe.component && !this.taken.has(recipe);
	}

	/** The documents of the tree that a recipe makes. */
	tree(recipe: RecipeFile): readonly ConfigDocument[] {
		return this.resources(recipe).flatMap(({ documents }) =>
			documents.map((document) => ({ ...document, claims: { ...document.claims, build: recipe.path } })),
		);
	}

	private partsOf(path: string): readonly ConfigDocument[] {
		return this.parts.get(path) ?? [];
	}

	private recipeAt(path: string): RecipeFile | undefined {
		return this.byFolder.get(path);
	}

	/** What a recipe makes, once: of recipes that take each other in a circle Kustomize makes nothing. */
	private resources(recipe: RecipeFile): readonly BuiltResource[] {
		const known = this.made.get(recipe);
		if (known !== undefined || this.making.has(recipe)) return known ?? [];
		this.making.add(recipe);
		const found = this.changed(recipe, []);
		this.making.delete(recipe);
		this.made.set(recipe, found);
		return found;
	}

	/** The resources that a recipe has, its own and those that it is given as a component, with all that it lays over them. */
	private changed(recipe: RecipeFile, given: readonly BuiltResource[]): readonly BuiltResource[] {
		const { resources, components, patches } = recipe.recipe;
		const taken = distinct([...given, ...resources.flatMap((reference) => this.named(recipe, reference))]);
		let found = this.generated(recipe, taken);
		for (const reference of components) {
			const component = this.recipeAt(recipe.at(reference));
			if (component === undefined || this.making.has(component)) continue;
			this.making.add(component);
			found = this.changed(component, found);
			this.making.delete(component);
		}
		found = this.patched(recipe, found, patches);
		return found.map((resource) => unseenIn(recipe.recipe, reimaged(recipe.recipe, renamed(recipe.recipe, resource))));
	}

	private named(recipe: RecipeFile, reference: string): readonly BuiltResource[] {
		const path = recipe.at(reference);
		const other = this.recipeAt(path);
		if (other !== undefined) return this.resources(other);
		return resourcesOf(this.partsOf(path), this.used);
	}

	/** ConfigMaps that the recipe makes, or adds to. */
	private generated(recipe: RecipeFile, below: readonly BuiltResource[]): readonly BuiltResource[] {
		const own = this.partsOf(recipe.path).filter(({ claims }) => claims.mounts !== undefined && claims.patch?.inline === undefined);
		let found = [...below];
		for (const part of own) {
			this.used.add(part);
			const at = part.claims.patch === undefined ? -1 : found.findIndex((resource) => aimsAt(undefined, part, resource) === 'yes');
			if (at < 0) found.push(...resourcesOf([part], this.used));
			else found = found.map((resource, index) => (index === at ? laidOver(resource, [{ parts: [part], sure: true }]) : resource));
		}
		return found;
	}

	private patched(recipe: RecipeFile, below: readonly BuiltResource[], references: readonly PatchReference[]): readonly BuiltResource[] {
		const inside = inlineParts(this.partsOf(recipe.path));
		const layers = references.flatMap((reference) => {
			const parts = 'file' in reference ? this.partsOf(recipe.at(reference.file)) : (inside.get(reference.inline) ?? []);
			return layersOf(parts).flatMap((own) => (own[0] === undefined ? [] : [{ target: reference.target, first: own[0], parts: own }]));
		});
		return below.flatMap((resource) => {
			const patches: Patch[] = [];
			for (const { target, first, parts } of layers) {
				const aimed = aimsAt(target, first, resource);
				if (aimed === 'no') continue;
				for (const part of parts) this.used.add(part);
				if (first.claims.patch?.deletes === true && aimed === 'yes') return [];
				patches.push({ parts, sure: aimed === 'yes' });
			}
			return [laidOver(resource, patches)];
		});
	}
}

/** The patches that stand in a recipe, by where they begin. */
function inlineParts(parts: readonly ConfigDocument[]): ReadonlyMap<number, readonly ConfigDocument[]> {
	const found = new Map<number, ConfigDocument[]>();
	for (const part of parts) {
		const at = part.claims.patch?.inline;
		if (at === undefined) continue;
		addTo(found, at, part);
	}
	return found;
}

function byPath(documents: readonly ConfigDocument[]): ReadonlyMap<string, readonly ConfigDocument[]> {
	const found = new Map<string, ConfigDocument[]>();
	for (const document of documents) {
		addTo(found, document.path, document);
	}
	return found;
}

/** Parts of one resource make one layer; each operation is one of its own. */
function layersOf(parts: readonly ConfigDocument[]): readonly (readonly ConfigDocument[])[] {
	const layers = new Map<string, ConfigDocument[]>();
	for (const [index, part] of parts.entries()) {
		const { resource } = part.claims;
		const key = resource === undefined ? String(index) : JSON.stringify(resource);
		addTo(layers, key, part);
	}
	return [...layers.values()];
}

/** The resources of a file, with the documents that speak of each. */
function resourcesOf(documents: readonly ConfigDocument[], used: Set<ConfigDocument>): readonly BuiltResource[] {
	return layersOf(documents.filter(({ claims }) => claims.resource !== undefined)).flatMap((own) => {
		const identity = own[0]?.claims.resource;
		if (identity === undefined) return [];
		for (const document of own) used.add(document);
		return [{ kind: identity.kind, names: [identity.name], namespaces: [identity.namespace], documents: own }];
	});
}

/** Of resources with one identity Kustomize takes none; here the first stands for all. */
function distinct(resources: readonly BuiltResource[]): readonly BuiltResource[] {
	const seen = new Set<ConfigDocument>();
	const found: BuiltResource[] = [];
	for (const resource of resources) {
		const [first] = resource.documents;
		if (first === undefined || seen.has(first) || found.length >= MOST_RESOURCES) continue;
		seen.add(first);
		found.push(resource);
	}
	return found;
}
