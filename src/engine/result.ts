import type { FlintConfig } from '../config/schema.ts';
import type { Application } from '../model/application.ts';
import type { ConfigDocument } from '../model/document.ts';
import type { Finding } from '../model/finding.ts';
import type { Platform } from '../model/platform.ts';
import type { VersionStatement } from '../model/version.ts';
import type { Unread } from '../workspace/files/read.ts';
import type { RunObserver } from '../workspace/observer.ts';

/** One project to lint: its root and candidate files, and which of them the findings may speak of. */
export interface LintRequest {
	/** Absolute path of the project root. */
	readonly root: string;
	/** Every candidate file of the project, relative to the root with `/`, sorted: applications are grouped over all of them. */
	readonly files: readonly string[];
	/** The files that were asked for; a finding is kept when its primary, related or edited file is one. Undefined means all. */
	readonly selected: ReadonlySet<string> | undefined;
	/** Texts that stand in for files, by path: standard input. */
	readonly overlay: ReadonlyMap<string, string>;
	readonly config: FlintConfig;
	/** Stated on the command line, for every application. */
	readonly version: VersionStatement | undefined;
	readonly platform: Platform | undefined;
	/** The only rules to report, besides `parse-error`: without it a file that was not understood would look clean. */
	readonly rules?: ReadonlySet<string>;
	readonly observer?: RunObserver;
}

/** A failure of flint itself, such as a rule that threw; the run goes on and exits 2. */
export interface EngineError {
	readonly rule: string;
	readonly file?: string;
	readonly message: string;
	/** For the bug report on standard error. */
	readonly stack?: string;
}

/** What a run over one project found. */
export interface LintResult {
	/** Absolute path of the project root; every other path is relative to it. */
	readonly root: string;
	readonly applications: readonly Application[];
	/** After suppressions and selection. */
	readonly findings: readonly Finding[];
	readonly errors: readonly EngineError[];
	/** Candidates that could not be read at all. */
	readonly unread: readonly Unread[];
	readonly suppressed: number;
	/** Every document that was read, by its path. */
	readonly documents: ReadonlyMap<string, ConfigDocument>;
	/** How many of the selected files flint understood. */
	readonly files: number;
}

export interface FixRequest extends LintRequest {
	/** Unsafe fixes too. */
	readonly unsafe: boolean;
	/** No fix that makes files or takes them away: standard input stays one text. */
	readonly inPlace?: boolean;
}

/** A file that fixes change; `before` is the text as it was read, a BOM included. */
export interface FixedFile {
	readonly path: string;
	readonly before: string;
	readonly after: string;
}

/** A file as fixes leave it: changed, new, or gone. */
export interface FileChange {
	readonly path: string;
	/** Undefined where there was no file. */
	readonly before: string | undefined;
	/** Undefined where there is none any more. */
	readonly after: string | undefined;
	/** Of a new file: the one it was made from, whose permissions it gets. */
	readonly from?: string;
}

/** What the fixes of one project come to; nothing is written yet. */
export interface FixResult {
	readonly before: LintResult;
	/** The project as it will be. */
	readonly after: LintResult;
	/** Changed, new and deleted files, by path; empty when the fixes did not settle. */
	readonly files: readonly FileChange[];
	/** The findings that were fixed. */
	readonly applied: readonly Finding[];
	/** Findings whose fix would write files that were not asked for. */
	readonly elsewhere: readonly Finding[];
	/** Passes it took until nothing changed. */
	readonly passes: number;
	/** Findings in describe answers as the AWS UpdateApplication input that would cure them, by the answer's path. */
	readonly updates: readonly { readonly path: string; readonly text: string }[];
}
