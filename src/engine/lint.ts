import { matcher } from '../config/glob.ts';
import type { ConfigDocument, Format } from '../model/document.ts';
import type { Finding } from '../model/finding.ts';
import { rules as everyRule } from '../rules/index.ts';
import { applications, type StatedApplication } from '../workspace/applications.ts';
import { type ProjectDocuments, readDocuments } from '../workspace/documents.ts';
import { formats } from '../workspace/formats.ts';
import { check, described } from './check.ts';
import { byPlace, withFingerprints } from './fingerprint.ts';
import { holders, merge } from './merge.ts';
import type { Editors } from './plan.ts';
import type { EngineError, LintRequest, LintResult } from './result.ts';
import type { Settled } from './settle.ts';
import { suppressionRules } from './suppression-rules.ts';
import { applySuppressions } from './suppressions.ts';

/** Reads a project and reports what its rules find. */
export async function lintProject(request: LintRequest): Promise<LintResult> {
	return lintDocuments(request, await readDocuments(request.root, request.files, request.overlay));
}

/** Runs the rules over documents that are read already; the fix loop calls it again with the changed ones. */
export async function lintDocuments(request: LintRequest, read: ProjectDocuments): Promise<LintResult> {
	const { config } = request;
	const found = applications([...read.documents.values()], read.buildFiles, stated(request, read.documents), everywhere(request));
	const { settled, errors } = check(found, config);
	const unmarked = merge(settled, await editorsFor(settled), holders(found));
	const ruleNames = [...everyRule, ...suppressionRules.map((meta) => ({ meta }))].map(({ meta }) => meta.name);
	const after = applySuppressions({ findings: unmarked, documents: read.documents.values(), applications: found, config, ruleNames });
	const findings = withFingerprints(after.findings).toSorted(byPlace);
	return {
		root: request.root,
		applications: found,
		findings: findings.filter((finding) => concerns(finding, request.selected)),
		errors: [...read.failures.map(parserFailure), ...errors],
		unread: read.unread,
		suppressed: after.suppressed.filter((finding) => concerns(finding, request.selected)).length,
		documents: read.documents,
		files: [...read.documents.keys()].filter((path) => request.selected?.has(path) ?? true).length,
	};
}

/** A finding is kept where its primary, a related or an edited file was asked for. */
function concerns(finding: Pick<Finding, 'at' | 'related' | 'fix'>, selected: ReadonlySet<string> | undefined): boolean {
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
	const entries = await Promise.all([...needed].map(async (format) => [format, await formats[format].editor?.()] as const));
	return Object.fromEntries(entries.filter(([, editor]) => editor !== undefined));
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
