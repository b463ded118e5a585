import type { OptionType } from '../../../src/model/value.ts';

/** What reading one option gives: its plain value, or the chain of exceptions with which Flink rejects it. */
export interface Reading {
	readonly value?: unknown;
	/** A duration, exactly. */
	readonly iso?: string;
	readonly rejected?: readonly (readonly [exception: string, message: string | null])[];
}

/** What Flink makes of one generated case. */
export interface FlinkAnswer {
	readonly id: string;
	/** `Configuration.toMap()`; absent where the file does not load. */
	readonly values?: Readonly<Record<string, string>>;
	/** Every known option that is stated, under the key its version gives it. Of texts of one option: by text. */
	readonly read?: Readonly<Record<string, Reading>>;
	/** Why the file does not load. */
	readonly exception?: readonly (readonly [exception: string, message: string | null])[];
	readonly at?: { readonly line: number; readonly column: number } | null;
	readonly noSuchOption?: boolean;
}

/** What flint makes of the same: as in Flink's answer, but an undefined reading is one that flint does not claim to know. */
export interface FlintAnswer {
	readonly values?: Readonly<Record<string, string | undefined>>;
	/** Why flint says the file does not load. */
	readonly problems?: readonly string[];
	/** Why flint makes no claim about whether Flink loads the file. */
	readonly unsure?: string;
	/** Sections of map options in which a template stands: flint makes no claim about their keys. */
	readonly unclaimed?: readonly string[];
	/** The value flint has for an option. */
	readonly reading: (key: string) => FlintReading;
}

/** A plain value as Flink's answers have it, a rejection, nothing at all, or nothing that flint claims. */
export type FlintReading =
	| { readonly value: unknown; readonly type?: OptionType }
	| { readonly rejected: string }
	| { readonly absent: true }
	| { readonly unclaimed: string };
