import type { RecommendedValues, Severity } from '../model/finding.ts';
import type { Platform, RunEnvironment } from '../model/platform.ts';
import type { Range } from '../model/range.ts';
import type { VersionStatement } from '../model/version.ts';
import { RECOMMENDED } from './recommended.ts';

/** What the configuration says about one rule. */
export interface RuleConfig {
	/** `off` silences it; absent keeps the rule's own severity. */
	readonly level?: Severity | 'off';
	/** The rule's own options. */
	readonly options: Readonly<Record<string, unknown>>;
}

/** An application that the configuration states instead of leaving it to what the files show. */
export interface ApplicationConfig {
	readonly name: string;
	/** Patterns as in .gitignore, relative to the project root. */
	readonly files: readonly string[];
	/** Files of job parameters, patterns as in `files`. */
	readonly jobConfig: readonly string[];
	readonly platform?: Platform;
	readonly version?: VersionStatement;
	readonly environment?: RunEnvironment;
}

/** A suppression for files that cannot hold comments. */
export interface SuppressionConfig {
	readonly rule: string;
	/** Pattern as in .gitignore; absent means every file. */
	readonly file?: string;
	/** Key of the option the finding is about; absent means any. */
	readonly option?: string;
	readonly reason: string;
	/** Where it stands in flint's configuration. */
	readonly range: Range;
}

/** flint's configuration, checked and with every default filled in. */
export interface FlintConfig {
	/** The file it was read from, for places in it; the path is relative to the project root, with `/`. */
	readonly source?: { readonly path: string; readonly text: string };
	/** The Flink version of every application that states none. */
	readonly version?: VersionStatement;
	/** The platform of every application that states none. */
	readonly platform?: Platform;
	readonly applications: readonly ApplicationConfig[];
	readonly rules: ReadonlyMap<string, RuleConfig>;
	readonly recommended: RecommendedValues;
	/** Patterns as in .gitignore of files that flint leaves alone. */
	readonly ignore: readonly string[];
	readonly suppressions: readonly SuppressionConfig[];
}

/** What holds without a configuration file. */
export const defaultConfig: FlintConfig = {
	applications: [],
	rules: new Map(),
	recommended: RECOMMENDED,
	ignore: [],
	suppressions: [],
};
