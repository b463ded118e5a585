import { sentence } from './layout/sentence.ts';
import type { Report, ReportedFinding, ReportedFix, ReportedRelated } from './report.ts';

/** Name and version of the format; a change that breaks a reader makes it `/2`. */
export const REPORT_SCHEMA = 'flint-report/1';

/** A report as JSON, by the stable contract that schemas/flint-report-1.json describes. */
export function jsonReport(report: Report, version: string): string {
	return `${JSON.stringify(jsonValue(report, version), null, 2)}\n`;
}

function jsonValue(report: Report, version: string): object {
	return {
		schema: REPORT_SCHEMA,
		version,
		applications: report.applications.map(({ id, platform, version: flinkVersion, versionFrom, files }) => ({
			id,
			platform,
			flinkVersion: flinkVersion ?? null,
			flinkVersionFrom: versionFrom ?? null,
			files,
		})),
		findings: report.findings.map(jsonFinding),
		errors: report.errors.map(({ rule, file, message }) => ({ rule, file: file ?? null, message })),
		suppressed: report.suppressed,
		baselined: 0,
		summary: {
			files: report.files,
			applications: report.applications.length,
			...report.counts,
			fixableSafe: report.fixable.safe,
			fixableUnsafe: report.fixable.unsafe,
		},
	};
}

function jsonFinding(finding: ReportedFinding): object {
	const { what, why, do: advice } = finding.message;
	return {
		rule: finding.rule,
		severity: finding.severity,
		message: what,
		help: `${sentence(why)} ${sentence(advice)}`,
		applications: finding.applications,
		file: finding.at.source.path,
		line: finding.at.start.line,
		column: finding.at.start.column,
		endLine: finding.at.end.line,
		endColumn: finding.at.end.column,
		option: finding.option ?? null,
		fingerprint: finding.fingerprint,
		related: finding.related.map(jsonRelated),
		fix: finding.fix === undefined ? null : jsonFix(finding.fix),
	};
}

function jsonRelated({ source, start, message }: ReportedRelated): object {
	return { file: source.path, line: start.line, column: start.column, message };
}

function jsonFix({ applicability, title, decide, edits }: ReportedFix): object {
	return {
		applicability,
		title,
		...(decide !== undefined && { decide }),
		edits: edits.map(({ source, range, text, operation }) => ({
			file: source.path,
			start: range.start,
			end: range.end,
			text,
			...(operation !== undefined && { operation }),
		})),
	};
}
