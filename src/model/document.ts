import type { Composition } from './composition.ts';
import type { ContainerFacts, ImageBuild, ImageConfiguration } from './container.ts';
import type { JobFacts } from './job.ts';
import type { ReadingNote } from './note.ts';
import type { Platform } from './platform.ts';
import type { AlarmFacts } from './questions/alarms.ts';
import type { Range } from './range.ts';
import type { PatchFacts, Recipe, ResourceIdentity } from './recipe.ts';
import type { Secret } from './secret.ts';
import type { Setting } from './setting.ts';
import type { FlinkVersion } from './version.ts';

/** The input formats flint reads. */
export const FORMATS = [
	'flink-conf',
	'config-yaml',
	'msf-json',
	'kubernetes',
	'compose',
	'env-file',
	'dockerfile',
	'emr',
	'command-line',
	'job-config',
	'prometheus-rules',
	'sql',
	'java',
	'maven-pom',
	'gradle',
] as const;
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

/**
 * What a document is to the deployments around it:
 * a `cluster`'s configuration (or a part of it), a `job` that runs in the cluster of that identity,
 * a `submission` that hands a program to some cluster, or the `defaults` that a platform gives to every deployment.
 */
export type DocumentRole = 'cluster' | 'job' | 'submission' | 'defaults';

/** A volume, or a directory of a machine, that a container shows under a path of its own. */
export interface VolumeMount {
	readonly path: string;
	/** `shared`: it outlives the container; `node`: a directory of the machine; `pod`: gone with the pod; `unknown`: its volume is not seen. */
	readonly kind: 'shared' | 'node' | 'pod' | 'unknown';
	/** What it shows: equal texts are one place. */
	readonly source: string;
	/** What Kubernetes calls the kind of volume: `emptyDir`, `persistentVolumeClaim`. */
	readonly type?: string;
}

/** What one of Flink's processes mounts. */
export interface ProcessVolumes {
	readonly process: 'jobmanager' | 'taskmanager';
	readonly mounts: readonly VolumeMount[];
	/** The rest of its file system is the pod's own, and gone with it. */
	readonly whole: boolean;
}

/** What a document says about the application it belongs to. */
export interface DocumentClaims {
	readonly role?: DocumentRole;
	/**
	 * Which cluster the document speaks of, in the words of its format: documents of one folder with the same identity are one cluster.
	 * Absent where the folder decides, as for configuration files.
	 */
	readonly cluster?: string;
	/** The file states the cluster or job whole: one of the same identity in another file is a variant of it, not a part. */
	readonly wholeInFile?: true;
	/** The file by which a tool makes one tree of files, this one among them: documents of one build belong together, whatever folder they stand in. */
	readonly build?: string;
	/** How a tool makes a tree of this file and others. */
	readonly recipe?: Recipe;
	readonly resource?: ResourceIdentity;
	/** The Compose file that it stands for, where Compose may merge it with others. */
	readonly composition?: Composition;
	/** Compose files that are laid over each other by a command or a variable, the lowest first; relative to its folder, or to the project's root. */
	readonly composes?: readonly (readonly string[])[];
	/** What it does to a resource that it is laid over. */
	readonly patch?: PatchFacts;
	/** The process whose container it configures, where each has its own: only what that process reads counts. */
	readonly process?: 'jobmanager' | 'taskmanager';
	/** Paths of configuration files, or of folders with them, that lie below the document, relative to its folder. */
	readonly mounts?: readonly string[];
	/** Containers of its cluster; of several documents of one file, one says what each is. */
	readonly containers?: readonly ContainerFacts[];
	/** How the image is built that the document configures. */
	readonly imageBuild?: ImageBuild;
	/** What the image of a Dockerfile brings. */
	readonly imageConfiguration?: ImageConfiguration;
	/** What the containers of its processes mount. */
	readonly volumes?: readonly ProcessVolumes[];
	/** The cluster reads another document of the same identity first: where that is not seen, what is missing may stand in it. */
	readonly configuredElsewhere?: boolean;
	/** Options that stand below the document in files that are not seen but known to state them (an official image's own configuration). */
	readonly provided?: ReadonlySet<string>;
	/** The deployment's own name (ApplicationName), or the build's artifact name. */
	readonly name?: string;
	readonly platform?: Platform;
	readonly flinkVersion?: { readonly version: FlinkVersion; readonly range: Range };
	/** A version of Flink before the first that flint knows, as written. */
	readonly earlierFlink?: { readonly text: string; readonly range: Range };
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

/** Where a document stands inside a file of another format, such as a `flink-conf.yaml: |` in a ConfigMap. */
export interface Embedding {
	/** The document as it reads alone, its ranges counted from its own beginning; as long as its span in the file. */
	readonly inner: ConfigDocument;
	/** Offset in the file at which it begins. */
	readonly start: number;
	/** Text of the inner document as the file must spell it (escapes), or undefined where the file cannot hold it. */
	readonly encode: (text: string) => string | undefined;
	/** Where the escape begins whose character stands at an offset of the inner document, or the offset itself. */
	readonly escapeAt?: (offset: number) => number;
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
	/** A template in it writes keys that are not seen: what a change states, or renames, may stand again beside it. */
	readonly writesUnseenKeys?: true;
	/** Where a finding about something missing is placed when nothing better is known: the first line that speaks of Flink. */
	readonly anchor: Range;
	/** Values that must never be printed. */
	readonly secrets: readonly Secret[];
	readonly jobs?: JobFacts;
	/** What it watches, where it states alarms. */
	readonly alarms?: AlarmFacts;
	/** The smallest statement or entry around an offset; the suppression on its first line covers what stands inside. */
	readonly statementAt: (offset: number) => Range;
	/** The format's own syntax tree, for its editor alone. */
	readonly tree: unknown;
	/**
	 * The documents a file holds, where it holds documents instead of being one: the resources of a manifest, the configuration inside them.
	 * Their ranges count from the file's beginning; the file's own settings, notes and secrets are all of theirs.
	 */
	readonly parts?: readonly ConfigDocument[];
	/** The span of a part in its file. */
	readonly extent?: Range;
	readonly embedded?: Embedding;
}

/** The documents of a file: its parts, or itself. */
export function documentsIn(file: ConfigDocument): readonly ConfigDocument[] {
	return file.parts ?? [file];
}

/** A parser of one format. It never throws for bad input: it reports problems and reads on where it can. */
export type Parse = (path: string, text: string) => ConfigDocument;
