import type { Place, Range } from './range.ts';
import type { Setting } from './setting.ts';
import type { TypedValue } from './value.ts';

/**
 * What a fix wants, in the model's terms. Rules name changes; where and how they are written is the editors' business.
 */
export type Change =
	/** Replaces the effective statement's value, or inserts one beside its siblings where the group is configured. */
	| { readonly kind: 'setOption'; readonly key: string; readonly value: TypedValue }
	/** Deletes a statement, keeping comments that belong to others. */
	| { readonly kind: 'removeSetting'; readonly setting: Setting }
	/** A new key, the same value. */
	| { readonly kind: 'renameKey'; readonly setting: Setting; readonly key: string }
	/** Rewrites a line that Flink drops as the setting that was meant; `instead` of the one that Flink reads there, if it does. */
	| {
			readonly kind: 'restoreLine';
			readonly file: string;
			readonly range: Range;
			readonly key: string;
			readonly value: string;
			readonly instead?: Setting | undefined;
	  }
	/** A YAML block keeps its lines, which its sign at `range` joined: `keys` become statements of their own. */
	| { readonly kind: 'keepLines'; readonly file: string; readonly range: Range; readonly keys: readonly string[] }
	/** The same value in other words: `500 ms` for `500`. `text` reads as what the statement means. */
	| { readonly kind: 'restateValue'; readonly setting: Setting; readonly text: string }
	/** Another default for the template parameter that a statement takes its value from: `60 s` in `${INTERVAL:-30 s}`. */
	| { readonly kind: 'setDefault'; readonly setting: Setting; readonly value: TypedValue }
	/** The file's statements and comments in the format of another name, `to`, in its place. */
	| { readonly kind: 'convertFile'; readonly file: string; readonly to: string }
	/** Takes a whole file away. */
	| { readonly kind: 'removeFile'; readonly file: string }
	/** Gives a descriptor a StateTtlConfig of `ttl` ms. */
	| { readonly kind: 'enableTtl'; readonly file: string; readonly descriptor: string; readonly ttl: number }
	/** Gives an operator, by the id of its fact, the uid that ties its state to it. */
	| { readonly kind: 'addUid'; readonly file: string; readonly operator: string; readonly uid: string }
	/** Another call in place of a deprecated one, which is named by the id of its fact; what it newly names is imported. */
	| ({ readonly kind: 'replaceCall'; readonly file: string; readonly call: string } & CallReplacement)
	/** Another version of an artifact that a build file depends on, wherever that file states the version. */
	| ({ readonly kind: 'setDependency'; readonly file: string } & Dependency)
	/** One more resource in a file of such, beside another one. */
	| ({ readonly kind: 'addResource'; readonly file: string } & ResourceText);

/** A resource as its file's format writes it at the left margin, lines parted by `\n`, and the span of the one whose neighbour it becomes. */
export interface ResourceText {
	readonly text: string;
	readonly beside: Range;
}

/** A method's name and what it is given. */
export interface CallReplacement {
	readonly name: string;
	readonly arguments: readonly CallArgument[];
}

/** An argument of a call: one of the old call's as it stands, by its position; a constant of a class; or a number or truth value. */
export type CallArgument =
	| { readonly kind: 'kept'; readonly index: number }
	| { readonly kind: 'constant'; readonly className: string; readonly name: string }
	| { readonly kind: 'value'; readonly value: number | boolean };

/** An artifact of a build, by its coordinates; its name without a Scala suffix also means the suffixed one. */
export interface Dependency {
	readonly group: string;
	readonly artifact: string;
	readonly version: string;
}

/** Where an inserted statement goes: into a document, after a sibling if one is named. */
export interface Insertion {
	readonly key: string;
	readonly value: TypedValue;
	/** The statement it follows; the editor inserts beside it, in its style. */
	readonly after: Setting | undefined;
}

export type { Place };
