/** Which resource of a manifest a document speaks of, for what is laid over it. */
export interface ResourceIdentity {
	readonly kind: string;
	readonly name: string;
	readonly namespace: string;
}

/** What a document does to a resource that it is laid over, apart from what it states. */
export interface PatchFacts {
	/** It is nothing alone: a patch inside a recipe, a list of operations, a generator that adds to another. */
	readonly fragment?: true;
	/** Where its text begins inside a recipe. */
	readonly inline?: number;
	/** Fields of the resource that it takes away with all below them, without `spec`: `flinkConfiguration.state.backend`, `job`. */
	readonly takesAway: readonly string[];
	/** It takes the whole resource away. */
	readonly deletes?: true;
	/** It does more than is read. */
	readonly unread?: true;
}

/** Which resources a patch is laid over; names and kinds may be patterns. */
export interface PatchTarget {
	readonly kind?: string;
	readonly name?: string;
	readonly namespace?: string;
	/** Labels or annotations choose too, and these are not read. */
	readonly labelled: boolean;
}

/** A patch that a recipe lays over its resources: a file, or a text inside the recipe that begins at an offset. */
export type PatchReference = ({ readonly file: string } | { readonly inline: number }) & { readonly target?: PatchTarget };

/**
 * What Kustomize makes of files before anything is applied: the resources it takes, and what it lays over them, in the order in which it works.
 * Paths are relative to the folder of the recipe. Source: kubernetes-sigs/kustomize, KustTarget.accumulateTarget and configureBuiltinTransformers.
 */
export interface Recipe {
	/** A component: it adds to whoever names it, and is nothing alone. */
	readonly component: boolean;
	/** Files, and folders that hold a recipe. */
	readonly resources: readonly string[];
	/** Folders of components. */
	readonly components: readonly string[];
	readonly patches: readonly PatchReference[];
	readonly namespace?: string;
	/** Names of images that get another name or tag. */
	readonly images: readonly string[];
	readonly prefix: string;
	readonly suffix: string;
	/** It changes resources in a way that is not read: what they do not state may be stated so. */
	readonly unseen: boolean;
	/** The text by which it replaces values, which names the fields that it changes; empty where it replaces none. */
	readonly replaced: string;
}
