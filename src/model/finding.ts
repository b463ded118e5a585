import type { Application } from './application.ts';
import type { Change } from './change.ts';
import type { Absence } from './effective/absence.ts';
import type { Place, Range } from './range.ts';
import type { TypedValue } from './value.ts';
import type { FlinkVersion } from './version.ts';

export const SEVERITIES = ['error', 'warning', 'info'] as const;
export type Severity = (typeof SEVERITIES)[number];

/**
 * `safe`: results stay, a running job restores, Flink of the known version accepts it.
 * `unsafe`: a human must decide; the title says what.
 */
export type Applicability = 'safe' | 'unsafe';

/** What a rule would change, in the model's terms; editors make text edits of it. */
export interface Fix {
	/** An imperative in lower case that completes "fix: …". */
	readonly title: string;
	readonly applicability: Applicability;
	/** For an unsafe fix: what a human must decide, one sentence. */
	readonly decide?: string | undefined;
	readonly changes: readonly Change[];
}

export interface RelatedPlace {
	readonly place: Place;
	/** A few words: "overridden here". */
	readonly message: string;
}

/** What a rule reports; the engine adds the rule's name, caps and the applications it holds for. */
export interface Report<MessageId extends string = string> {
	readonly message: MessageId;
	readonly data?: Readonly<Record<string, string | number>>;
	readonly at: Place;
	/** Overrides the rule's severity for this case. */
	readonly severity?: Severity | undefined;
	/** Key of the option it is about. */
	readonly option?: string | undefined;
	/** What it is about where that is no option: a descriptor's id. */
	readonly symbol?: string | undefined;
	readonly related?: readonly RelatedPlace[] | undefined;
	/** A short label under the caret, where the message alone does not say why this place. */
	readonly label?: string | undefined;
	/** What flint cannot see about the missing option: the engine adds the caveat and caps severity and fix. */
	readonly absence?: Absence | undefined;
	readonly fix?: Fix | undefined;
}

/** A sentence template: `{name}` is replaced by the report's data, in backquotes where the template has them. */
export interface MessageTemplate {
	/** What is wrong, present tense, without a full stop. */
	readonly what: string;
	/** Why it hurts, one sentence without a full stop. */
	readonly why: string;
	/** What to do, an imperative without a full stop. */
	readonly do: string;
}

export const RULE_CATEGORIES = [
	'checkpointing',
	'state',
	'parallelism',
	'memory',
	'restart',
	'managed-flink',
	'sql',
	'kubernetes',
	'alarms',
	'configuration',
	'meta',
] as const;
export type RuleCategory = (typeof RULE_CATEGORIES)[number];

export interface RuleMeta<MessageId extends string = string> {
	/** Kebab-case name of the fault; also the file's name. */
	readonly name: string;
	/** One sentence for tables and `explain`. */
	readonly summary: string;
	readonly category: RuleCategory;
	readonly severity: Severity;
	/** The applicabilities its fixes can have; empty where it never offers one. */
	readonly fixes: readonly Applicability[];
	/** The Flink versions it speaks of; absent means every supported one. */
	readonly versions?: { readonly from?: FlinkVersion; readonly to?: FlinkVersion };
	/** It also speaks of applications whose environment is development. */
	readonly inDevelopment?: boolean;
	readonly messages: Readonly<Record<MessageId, MessageTemplate>>;
	/** Where the claims were checked: a Flink class, an oracle case, a documentation page. */
	readonly evidence: readonly string[];
}

/** The values flint recommends, durations in ms; a team's own ones replace them (flint.config.yaml `recommended`). */
export interface RecommendedValues {
	readonly interval: number;
	/** The pause between checkpoints that goes with an interval (ms). */
	readonly minPause: (interval: number) => number;
	readonly timeout: number;
	/** How long an unaligned checkpoint tries to align first. */
	readonly alignedTimeout: number;
	readonly tolerableFailures: number;
	readonly retainedCheckpoints: number;
	readonly maxParallelism: number;
	readonly stateTtl: number;
	/** A value of `restart-strategy.type`. */
	readonly restartStrategy: string;
}

export interface RuleContext {
	readonly recommended: RecommendedValues;
	/** The rule's own options from flint's configuration. */
	readonly options: Readonly<Record<string, unknown>>;
}

export interface Rule<MessageId extends string = string> {
	readonly meta: RuleMeta<MessageId>;
	check(application: Application, context: RuleContext): Iterable<Report<MessageId>>;
}

/** Gives a rule its literal message ids without repeating them as a type argument. */
export function defineRule<MessageId extends string>(rule: Rule<MessageId>): Rule<MessageId> {
	return rule;
}

/** A report as the engine settles it, for every application it holds for. */
export interface Finding {
	readonly rule: string;
	readonly severity: Severity;
	readonly message: { readonly what: string; readonly why: string; readonly do: string };
	readonly applications: readonly string[];
	readonly at: Place;
	readonly label?: string;
	readonly option?: string;
	readonly symbol?: string;
	readonly related: readonly RelatedPlace[];
	readonly fingerprint: string;
	readonly fix?: PlannedFix;
}

/** A replacement of text in one file. */
export interface TextEdit {
	readonly file: string;
	readonly range: { readonly start: number; readonly end: number };
	readonly text: string;
	/** Absent where the file was there before and stays. */
	readonly operation?: FileOperation;
}

/**
 * What an edit does to its file as a whole. A new file's edit inserts all its text at 0; a file that is deleted loses all its text.
 * A new file gets the permissions of the one it is made from; `secrets` are spans of its text that must never be printed.
 */
type FileOperation = { readonly kind: 'create'; readonly from: string; readonly secrets: readonly Range[] } | { readonly kind: 'delete' };

/** A fix that editors turned into text; edits are sorted and do not overlap. */
export interface PlannedFix {
	readonly title: string;
	readonly applicability: Applicability;
	readonly decide?: string | undefined;
	readonly changes: readonly Change[];
	readonly edits: readonly TextEdit[];
}

export type { TypedValue };
