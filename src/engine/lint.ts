import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { matcher } from '../config/glob.ts';
import type { Editor } from '../fixers/editor.ts';
import type { Application } from '../model/application.ts';
import type { ConfigDocument, Format } from '../model/document.ts';
import type { Finding } from '../model/finding.ts';
import { rules as everyRule } from '../rules/index.ts';
import { applications, type StatedApplication } from '../workspace/applications/applications.ts';
import { type ProjectDocuments, type ReadRequest, readDocuments } from '../workspace/documents/documents.ts';
import { formats } from '../workspace/documents/formats.ts';
import { withCharts } from '../workspace/helm/charts.ts';
import { check, described } from './check.ts';
import { byPlace, type Unmarked, withFingerprints } from './fingerprint.ts';
import { holders, merge } from './merge.ts';
import type { Editors } from './plan.ts';
import type { EngineError, LintRequest, LintResult } from './result.ts';
import type { Settled } from './settle.ts';
import { suppressionRules } from './suppression-rules.ts';
import { applySuppressions } from './suppressions.ts';

/** The rule that tells of files flint did not understand. */
const PARSE_ERROR = 'parse-error';

/** Reads a project and reports what its rules find. */
export async function lintProject(request: LintRequest): Promise<LintResult> {
	request.observer?.phase('read');
	return lintDocuments(request, await readDocuments(reading(request)));
}

/** What a run reads: flint's configuration names the files that only a job's code knows. */
export function reading({
	root,
	files,
	overlay,
	observer,
	config,
}: Pick<LintRequest, 'root' | 'files' | 'overlay' | 'config'> & { readonly observer?: LintRequest['observer'] }): ReadRequest {
	const patterns = config.applications.flatMap(({ jobConfig }) => jobConfig);
	return {
		root,
		files,
		overlay,
		...(observer === undefined ? {} : { observer }),
		...(patterns.length === 0 ? {} : { isJobConfig: matcher(patterns) }),
	};
}

/** Runs the rules over documents that are read already; the fix loop calls it again with the changed ones. */
export async function lintDocuments(request: LintRequest, raw: ProjectDocuments): Promise<LintResult> {
	const { config, observer } = request;
	observer?.phase('group');
	const read = await withCharts(raw);
	const found = applicationsOf(request, read);
	observer?.phase('check');
	const { settled, errors } = check(found, config);
	observer?.phase('plan');
	const unmarked = withoutOverwriting(merge(settled, await editorsFor(settled), holders(found)), request, read);
	const ruleNames = [...everyRule, ...suppressionRules.map((meta) => ({ meta }))].map(({ meta }) => meta.name);
	const after = applySuppressions({ findings: unmarked, documents: read.documents.values(), applications: found, config, ruleNames });
	// The suppressed ones count too: whoever silences a finding does not want its twins to be taken for new ones.
	const marked = withFingerprints([...after.findings, ...after.suppressed]).slice(0, after.findings.length);
	const findings = marked.toSorted(byPlace);
	return {
		root: request.root,
		applications: found,
		findings: findings.filter((finding) => concerns(finding, request)),
		errors: [...read.failures.map(parserFailure), ...errors],
		unread: read.unread,
		suppressed: after.suppressed.filter((finding) => concerns(finding, request)).length,
		documents: read.documents,
		files: [...read.documents.keys()].filter((path) => request.selected?.has(path) ?? true).length,
	};
}

/** Reads a project and groups it into applications without asking any rule: a result that has no findings. */
export async function inspectProject(request: LintRequest): Promise<LintResult> {
	const read = await withCharts(
		await readDocuments(reading({ root: request.root, files: request.files, overlay: request.overlay, config: request.config })),
	);
	return {
		root: request.root,
		applications: applicationsOf(request, read),
		findings: [],
		errors: read.failures.map(parserFailure),
		unread: read.unread,
		suppressed: 0,
		documents: read.documents,
		files: [...read.documents.keys()].filter((path) => request.selected?.has(path) ?? true).length,
	};
}

function applicationsOf(request: LintRequest, read: ProjectDocuments): readonly Application[] {
	return applications([...read.documents.values()], read.buildFiles, stated(request, read.documents), everywhere(request));
}

/** A finding is kept where its rule, and its primary, a related or an edited file, was asked for. */
function concerns(finding: Pick<Finding, 'rule' | 'at' | 'related' | 'fix'>, { selected, rules }: LintRequest): boolean {
	if (rules !== undefined && !rules.has(finding.rule) && finding.rule !== PARSE_ERROR) return false;
	if (selected === undefined || selected.has(finding.at.file)) return true;
	if (finding.related.some(({ place }) => selected.has(place.file))) return true;
	return finding.fix?.edits.some(({ file }) => selected.has(file)) === true;
}

/** Editors load only for formats in which some fix would write: for an application, those of its documents. */
async function editorsFor(settled: readonly Settled[]): Promise<Editors> {
	const needed = new Set<Format>();
	for (const { fix, application } of settled) {
		if (fix !== undefined) for (const { format } of application.documents) needed.add(format);
	}
	const converting = settled.some(({ fix }) => fix?.changes.some(({ kind }) => kind === 'convertFile'));
	const entries = await Promise.all([...needed].map(async (format) => [format, await editorOf(format, converting)] as const));
	return Object.fromEntries(entries.filter(([, editor]) => editor !== undefined));
}

async function editorOf(format: Format, converting: boolean): Promise<Editor | undefined> {
	const { editor, converter } = formats[format];
	const loaded = await editor?.();
	if (!converting || loaded === undefined || converter === undefined) return loaded;
	return { ...loaded, convert: await converter() };
}

/** A fix that would make a file where something stands already is none, be that something flint does not read. */
function withoutOverwriting(
	findings: readonly Unmarked[],
	{ root, files }: LintRequest,
	{ documents }: ProjectDocuments,
): readonly Unmarked[] {
	const taken = (path: string): boolean => documents.has(path) || files.includes(path) || existsSync(join(root, path));
	return findings.map(({ fix, ...finding }) => {
		const made = fix?.edits.filter(({ operation }) => operation?.kind === 'create') ?? [];
		return fix === undefined || made.some(({ file }) => taken(file)) ? finding : { ...finding, fix };
	});
}

function stated({ config }: LintRequest, documents: ReadonlyMap<string, ConfigDocument>): readonly StatedApplication[] {
	return config.applications.map((application) => {
		const matches = matcher([...application.files, ...application.jobConfig]);
		return { ...application, files: new Set([...documents.keys()].filter(matches)) };
	});
}

function everywhere({ config, version, platform }: LintRequest): StatedApplication {
	return {
		...(version === undefined ? {} : { version }),
		...(platform === undefined ? {} : { platform }),
		defaults: {
			...(config.version === undefined ? {} : { version: config.version }),
			...(config.platform === undefined ? {} : { platform: config.platform }),
		},
	};
}

function parserFailure({ path, error }: ProjectDocuments['failures'][number]): EngineError {
	return { rule: 'parser', file: path, ...described(error) };
}
