import type { Format } from '../../model/document.ts';
import type { ReadingNoteKind } from '../../model/note.ts';
import type { RunEnvironment } from '../../model/platform.ts';
import type { Condition, Layer } from '../../model/setting.ts';
import type { OptionType } from '../../model/value.ts';
import type { ReportedApplication } from '../report.ts';

/** A value as `show` prints it: formatted, secrets masked. */
export interface ShownValue {
	/** `unset`: nothing sets it, and Flink has no default that flint could name. */
	readonly state: 'known' | 'unknown' | 'invalid' | 'unset';
	/** As flint prints it; as written where Flink rejects it; undefined where it is unknown or unset. */
	readonly text: string | undefined;
	/** Why it is unknown, or why Flink rejects it: a clause without a full stop. */
	readonly why: string | undefined;
	/** What an unknown value falls back to, if its template says so. */
	readonly fallback: string | undefined;
}

/** What becomes of one statement in one application. */
export interface Outcome {
	readonly kind: 'in-force' | 'overridden' | 'ineffective';
	/** Why it has no effect, where no other statement is the reason. */
	readonly why: string | undefined;
}

/** One statement of an option, with its place as the reader should see it. */
export interface ShownStatement {
	readonly file: string;
	readonly line: number;
	readonly column: number;
	/** The name as written: a key, a field, a setter. */
	readonly name: string;
	/** The key it means, which may be an older name of the option. */
	readonly key: string;
	readonly value: ShownValue;
	readonly layer: Layer;
	readonly condition: Condition;
}

export interface JudgedStatement extends ShownStatement {
	readonly outcome: Outcome;
}

/** Where an effective value comes from. */
export type ShownOrigin =
	| { readonly kind: 'setting'; readonly statement: ShownStatement }
	| { readonly kind: 'platform'; readonly fixed: boolean }
	| { readonly kind: 'default' }
	| { readonly kind: 'none' };

/** One option of an application. */
export interface ShownOption {
	readonly key: string;
	/** Undefined where the catalogue has no such option. */
	readonly type: OptionType | undefined;
	/** Flink, a family of free keys, or a platform has the key. */
	readonly recognised: boolean;
	readonly value: ShownValue;
	readonly origin: ShownOrigin;
	/** Flink's default for the version, the last resort of the chain. */
	readonly flinkDefault: string | undefined;
	/** Every statement that is seen, lowest precedence first. */
	readonly statements: readonly JudgedStatement[];
}

export interface ShownApplication extends ReportedApplication {
	readonly environment: RunEnvironment;
	/** What of it flint does not see, and what could therefore say more. */
	readonly unseen: readonly ('configuration' | 'program')[];
	/** By key. */
	readonly options: readonly ShownOption[];
}

/** What one file contributes. */
export interface ShownFile {
	readonly path: string;
	/** Undefined where flint reads nothing from it. */
	readonly format: Format | undefined;
	/** Why it was not recognised. */
	readonly why: string | undefined;
	readonly applications: readonly string[];
	readonly settings: readonly FileStatement[];
	readonly notes: readonly { readonly kind: ReadingNoteKind; readonly line: number; readonly column: number; readonly what: string }[];
	readonly problems: readonly { readonly line: number; readonly column: number; readonly message: string }[];
}

/** A statement of a file and what becomes of it in each application the file belongs to. */
export interface FileStatement extends ShownStatement {
	readonly outcomes: readonly { readonly application: string; readonly outcome: Outcome }[];
}

/** Everything `flint show` has to say. */
export interface Shown {
	readonly applications: readonly ShownApplication[];
	readonly file: ShownFile | undefined;
}
