import type { JobFacts } from './job.ts';
import type { ReadingNote } from './note.ts';
import type { Platform } from './platform.ts';
import type { Range } from './range.ts';
import type { Setting } from './setting.ts';
import type { FlinkVersion } from './version.ts';

/** The input formats flint reads. */
export const FORMATS = ['flink-conf', 'config-yaml', 'msf-json', 'java', 'maven-pom', 'gradle'] as const;
export type Format = (typeof FORMATS)[number];

/** Text at which a file stops being readable, for the rule `parse-error`. */
export interface ParseProblem {
	readonly range: Range;
	/** One sentence without a trailing full stop: what is wrong there. */
	readonly message: string;
}

/** A comment, without its marks: `flint-ignore-file …`. */
export interface Comment {
	readonly range: Range;
	readonly text: string;
}

/** What a document says about the application it belongs to. */
export interface DocumentClaims {
	/** The deployment's own name (ApplicationName), or the build's artifact name. */
	readonly name?: string;
	readonly platform?: Platform;
	readonly flinkVersion?: { readonly version: FlinkVersion; readonly range: Range };
	/** Name of the jar the deployment runs, such as the file name of MSF's FileKey. */
	readonly artifact?: string;
	/** The program's entry class, where the document names one. */
	readonly entryClass?: string;
	/** The document states only part of its subject (UpdateApplication): an absent field means unknown. */
	readonly partial?: boolean;
	/** A describe answer: it is never edited. */
	readonly readOnly?: boolean;
	/** A Studio notebook (Zeppelin). */
	readonly notebook?: boolean;
}

/** A file as its parser understood it. Everything else works on documents; only a format's own editor looks at `tree`. */
export interface ConfigDocument {
	/** Path relative to the project root, with `/`. */
	readonly path: string;
	readonly text: string;
	readonly format: Format;
	readonly settings: readonly Setting[];
	readonly notes: readonly ReadingNote[];
	readonly problems: readonly ParseProblem[];
	readonly comments: readonly Comment[];
	readonly claims: DocumentClaims;
	/** Where a finding about something missing is placed when nothing better is known: the first line that speaks of Flink. */
	readonly anchor: Range;
	/** Values that must never be printed. */
	readonly secrets: readonly Range[];
	readonly jobs?: JobFacts;
	/** The smallest statement or entry around an offset; the suppression on its first line covers what stands inside. */
	readonly statementAt: (offset: number) => Range;
	/** The format's own syntax tree, for its editor alone. */
	readonly tree: unknown;
}

/** A parser of one format. It never throws for bad input: it reports problems and reads on where it can. */
export type Parse = (path: string, text: string) => ConfigDocument;
