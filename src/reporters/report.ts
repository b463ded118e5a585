import { isAbsolute, join } from 'node:path';
import type { FlintConfig } from '../config/schema.ts';
import { byPlace } from '../engine/fingerprint.ts';
import type { EngineError, LintResult } from '../engine/result.ts';
import type { Application } from '../model/application.ts';
import type { Finding, PlannedFix, Severity, TextEdit } from '../model/finding.ts';
import type { Position } from '../model/lines.ts';
import type { Place, Range } from '../model/range.ts';
import { slashed } from '../workspace/files/roots.ts';
import { Source } from './source.ts';

/** A place as reports show it. */
export interface ReportedPlace {
	readonly source: Source;
	readonly range: Range;
	readonly start: Position;
	/** The column is exclusive. */
	readonly end: Position;
}

export interface ReportedRelated extends ReportedPlace {
	readonly message: string;
}

export interface ReportedFix {
	readonly title: string;
	readonly applicability: PlannedFix['applicability'];
	readonly decide: string | undefined;
	readonly edits: readonly ReportedEdit[];
}

/** An edit whose text has its secrets masked. */
interface ReportedEdit {
	readonly source: Source;
	readonly range: Range;
	readonly text: string;
	/** Whether it makes its file or takes it away. */
	readonly operation?: 'create' | 'delete' | undefined;
}

/** A finding with its places resolved and its secrets masked. */
export interface ReportedFinding extends Omit<Finding, 'at' | 'related' | 'fix'> {
	readonly at: ReportedPlace;
	readonly related: readonly ReportedRelated[];
	readonly fix: ReportedFix | undefined;
}

export interface ReportedApplication {
	readonly id: string;
	readonly platform: Application['platform'];
	readonly version: string | undefined;
	/** `pom.xml:12`, or the option that stated it. */
	readonly versionFrom: string | undefined;
	readonly files: readonly string[];
}

/** What a run has to say, whatever the output format; paths are relative to the working directory. */
export interface Report {
	readonly applications: readonly ReportedApplication[];
	/** By file and place. */
	readonly findings: readonly ReportedFinding[];
	readonly errors: readonly EngineError[];
	readonly suppressed: number;
	readonly files: number;
	readonly counts: Readonly<Record<Severity, number>>;
	/** Findings with a fix of either kind. */
	readonly fixable: { readonly safe: number; readonly unsafe: number };
}

/** Makes the report of one project. */
export function report(result: LintResult, config: FlintConfig, cwd: string): Report {
	const sources = new Sources(result, config, cwd);
	const findings = result.findings.toSorted(byPlace).map((finding) => reported(finding, sources));
	return {
		applications: result.applications.map((application) => reportedApplication(application, sources)),
		findings,
		errors: result.errors.map((error) => ({ ...error, ...(error.file !== undefined && { file: sources.shown(error.file) }) })),
		suppressed: result.suppressed,
		files: result.files,
		counts: counted(findings),
		fixable: fixable(findings),
	};
}

/** The reports of several projects as one. */
export function merged(reports: readonly Report[]): Report {
	const findings = reports.flatMap((one) => one.findings);
	return {
		applications: reports.flatMap((one) => one.applications),
		findings,
		errors: reports.flatMap((one) => one.errors),
		suppressed: sum(reports, (one) => one.suppressed),
		files: sum(reports, (one) => one.files),
		counts: counted(findings),
		fixable: fixable(findings),
	};
}

/** The files of a run as sources, made when they are needed. */
export class Sources {
	private readonly made = new Map<string, Source>();

	constructor(
		private readonly result: Pick<LintResult, 'root' | 'documents'>,
		private readonly config: FlintConfig,
		private readonly cwd: string,
	) {}

	/** A path of the project as the reader should see it. */
	shown(path: string): string {
		return slashed(this.cwd, isAbsolute(path) ? path : join(this.result.root, path));
	}

	get(path: string): Source {
		const existing = this.made.get(path);
		if (existing !== undefined) return existing;
		const document = this.result.documents.get(path);
		const own = this.config.source?.path === path ? this.config.source.text : '';
		const source = new Source(this.shown(path), document?.text ?? own, document?.secrets ?? []);
		this.made.set(path, source);
		return source;
	}

	place({ file, range }: Place): ReportedPlace {
		const source = this.get(file);
		return { source, range, start: source.position(range.start), end: source.position(range.end) };
	}
}

function reported(finding: Finding, sources: Sources): ReportedFinding {
	const at = sources.place(finding.at);
	const related = finding.related.map(({ place, message }) => ({ ...sources.place(place), message }));
	const involved = new Set([at.source, ...related.map(({ source }) => source)]);
	const mask = (text: string): string => [...involved].reduce((masked, source) => source.maskMessage(masked), text);
	const { what, why, do: advice } = finding.message;
	return {
		...finding,
		message: { what: mask(what), why: mask(why), do: mask(advice) },
		...(finding.label !== undefined && { label: mask(finding.label) }),
		at,
		related,
		fix: finding.fix && reportedFix(finding.fix, sources, mask),
	};
}

function reportedFix({ title, applicability, decide, edits }: PlannedFix, sources: Sources, mask: (text: string) => string): ReportedFix {
	const masked = ({ file, range, text, operation }: TextEdit): ReportedFix['edits'][number] => {
		const source = sources.get(file);
		if (operation?.kind !== 'create') return { source, range, text: source.maskReplacement(text, range), operation: operation?.kind };
		const made = new Source(source.path, text, operation.secrets);
		return { source, range, text: made.masked({ start: 0, end: text.length }), operation: operation.kind };
	};
	return { title: mask(title), applicability, decide: decide && mask(decide), edits: edits.map(masked) };
}

function reportedApplication({ id, platform, version, documents }: Application, sources: Sources): ReportedApplication {
	const place = version?.place;
	const from = place && sources.place(place);
	return {
		id,
		platform,
		version: version?.version,
		versionFrom: version && (from === undefined ? '--flink-version' : `${from.source.path}:${from.start.line}`),
		files: [...new Set(documents.map(({ path }) => sources.shown(path)))],
	};
}

function counted(findings: readonly ReportedFinding[]): Readonly<Record<Severity, number>> {
	const counts = { error: 0, warning: 0, info: 0 };
	for (const { severity } of findings) counts[severity]++;
	return counts;
}

function fixable(findings: readonly ReportedFinding[]): Report['fixable'] {
	const counts = { safe: 0, unsafe: 0 };
	for (const { fix } of findings) if (fix !== undefined) counts[fix.applicability]++;
	return counts;
}

function sum(reports: readonly Report[], of: (one: Report) => number): number {
	return reports.reduce((total, one) => total + of(one), 0);
}
