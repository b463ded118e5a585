import type { EngineError } from '../engine/result.ts';
import type { RuleMeta } from '../model/finding.ts';
import { addTo } from '../model/groups.ts';
import type { Range } from '../model/range.ts';
import { sentence } from './layout/sentence.ts';
import type { Report, ReportedFinding, ReportedFix, ReportedPlace } from './report.ts';
import { SARIF_LEVELS, sarifRule } from './sarif-rules.ts';
import { MASK, type Source } from './source.ts';

/** What a SARIF report needs to know besides the findings. */
interface SarifContext {
	/** Version of flint. */
	readonly version: string;
	/** Every rule by its name. */
	readonly rules: ReadonlyMap<string, RuleMeta>;
	/** The pages of the rules that were reported, as Markdown, by the rule's name. */
	readonly pages: ReadonlyMap<string, string>;
	/** A reported path relative to the checkout, with `/`; one outside of it begins with `../`. */
	readonly locate: (path: string) => string;
}

const SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';

/** The name code hosts give the root of the checkout. */
const ROOT = '%SRCROOT%';

/** A report as SARIF 2.1.0, with what GitHub code scanning asks for. Source: OASIS SARIF 2.1.0 errata 01, GitHub's "SARIF support". */
export function sarifReport(report: Report, context: SarifContext): string {
	return `${JSON.stringify(sarifLog(report, context), null, 2)}\n`;
}

function sarifLog({ findings, errors }: Report, { version, rules, pages, locate }: SarifContext): object {
	const used = [...new Set(findings.map(({ rule }) => rule))].sort();
	const indexOf = new Map(used.map((rule, index) => [rule, index]));
	return {
		$schema: SCHEMA,
		version: '2.1.0',
		runs: [
			{
				tool: {
					driver: {
						name: 'flint',
						version,
						semanticVersion: version,
						rules: used.map((rule) => {
							const meta = rules.get(rule);
							return meta === undefined ? { id: rule } : sarifRule(meta, pages.get(rule), version);
						}),
					},
				},
				columnKind: 'utf16CodeUnits',
				originalUriBaseIds: { [ROOT]: { description: { text: 'The root of the checkout.' } } },
				invocations: [
					{ executionSuccessful: errors.length === 0, toolExecutionNotifications: errors.map((error) => notification(error, locate)) },
				],
				results: findings.map((finding) => result(finding, indexOf.get(finding.rule) ?? -1, locate)),
			},
		],
	};
}

type Locate = SarifContext['locate'];

function result(finding: ReportedFinding, ruleIndex: number, locate: Locate): object {
	const { what, why, do: advice } = finding.message;
	const fixes = finding.fix === undefined ? [] : sarifFix(finding.fix, locate);
	return {
		ruleId: finding.rule,
		ruleIndex,
		level: SARIF_LEVELS[finding.severity],
		message: { text: literal([what, why, advice].map(sentence).join(' ')) },
		locations: [{ physicalLocation: physical(finding.at, locate) }],
		relatedLocations: finding.related.map((place, index) => ({
			id: index + 1,
			physicalLocation: physical(place, locate),
			message: { text: literal(sentence(place.message)) },
		})),
		// GitHub's upload action computes primaryLocationLineHash from the file and warns about another tool's value.
		partialFingerprints: { 'flint/v1': finding.fingerprint },
		...(fixes.length > 0 && { fixes }),
		properties: { applications: finding.applications, ...(finding.option !== undefined && { option: finding.option }) },
	};
}

function physical(place: ReportedPlace, locate: Locate): object {
	const { start, end } = place;
	return {
		artifactLocation: artifact(place.source.path, locate),
		region: { startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column },
	};
}

function artifact(path: string, locate: Locate): object {
	const located = locate(path);
	const uri = located.split('/').map(encodeURIComponent).join('/');
	// A file outside of the checkout has no place under its root.
	return located.startsWith('../') || located.startsWith('/') ? { uri } : { uri, uriBaseId: ROOT };
}

/** No fix where a secret would be replaced by its mask. */
function sarifFix({ title, applicability, decide, edits }: ReportedFix, locate: Locate): readonly object[] {
	if (edits.length === 0 || edits.some(({ text }) => text.includes(MASK))) return [];
	const description = `${applicability}: ${title}${decide === undefined ? '' : `; decide: ${decide}`}`;
	const byFile = new Map<Source, ReportedFix['edits'][number][]>();
	for (const edit of edits) addTo(byFile, edit.source, edit);
	const artifactChanges = [...byFile].map(([source, own]) => ({
		artifactLocation: artifact(source.path, locate),
		replacements: own.map(({ range, text }) => ({ deletedRegion: region(source, range), insertedContent: { text } })),
	}));
	return [{ description: { text: literal(description) }, artifactChanges }];
}

/** By line and by offset; an insertion is an empty region. A BOM is no character of the artifact. */
function region(source: Source, { start, end }: Range): object {
	const from = source.position(start);
	const to = source.position(end);
	const bom = source.text.startsWith('\ufeff') ? 1 : 0;
	return {
		startLine: from.line,
		startColumn: from.column,
		endLine: to.line,
		endColumn: to.column,
		charOffset: Math.max(0, start - bom),
		charLength: end - start,
	};
}

function notification({ rule, file, message }: EngineError, locate: Locate): object {
	return {
		level: 'error',
		message: { text: literal(message) },
		descriptor: { id: rule },
		...(file !== undefined && { locations: [{ physicalLocation: { artifactLocation: artifact(file, locate) } }] }),
	};
}

/** Text in which nothing is taken for a placeholder (`{0}`) or a link (`[text](1)`) of SARIF's messages; all else is shown as it is. */
function literal(text: string): string {
	return text.replace(/\{(\d+)\}/g, '{{$1}}').replace(/\[(?=[^\]]*\]\(\d)/g, '\\[');
}
