import { catalogue } from '../../src/catalog/catalogue.ts';
import { defaultConfig, type FlintConfig } from '../../src/config/schema.ts';
import { withFingerprints } from '../../src/engine/fingerprint.ts';
import type { LintResult } from '../../src/engine/result.ts';
import type { Application } from '../../src/model/application.ts';
import type { Comment, ConfigDocument } from '../../src/model/document.ts';
import { EffectiveConfiguration } from '../../src/model/effective/effective.ts';
import type { Finding, PlannedFix, TextEdit } from '../../src/model/finding.ts';
import type { Place, Range } from '../../src/model/range.ts';
import { NO_SQL } from '../../src/model/sql.ts';
import { painter } from '../../src/reporters/layout/paint.ts';
import { report } from '../../src/reporters/report.ts';
import { textReport } from '../../src/reporters/text.ts';

/** A document that only reporters and suppressions look at; `#` begins a comment, a statement is a line. */
export function documentOf(path: string, text: string, secrets: readonly string[] = []): ConfigDocument {
	return {
		path,
		text,
		format: 'flink-conf',
		settings: [],
		notes: [],
		problems: [],
		comments: commentsOf(text),
		claims: {},
		anchor: { start: 0, end: 0 },
		secrets: secrets.map((secret) => rangeOf(text, secret)),
		statementAt: (offset) => ({ start: text.lastIndexOf('\n', offset - 1) + 1, end: offset }),
		tree: undefined,
	};
}

function commentsOf(text: string): readonly Comment[] {
	return [...text.matchAll(/#(.*)/g)].map((match) => ({
		range: { start: match.index, end: match.index + match[0].length },
		text: (match[1] ?? '').trim(),
	}));
}

/** Where the first occurrence of a text stands. */
export function rangeOf(text: string, part: string): Range {
	const start = text.indexOf(part);
	if (start < 0) throw new Error(`no "${part}"`);
	return { start, end: start + part.length };
}

export function placeOf({ path, text }: ConfigDocument, part: string): Place {
	return { file: path, range: rangeOf(text, part) };
}

/** Puts a line behind the one that holds a text. */
export function insertAfter(document: ConfigDocument, part: string, line: string): TextEdit {
	const { end } = rangeOf(document.text, part);
	return { file: document.path, range: { start: end, end }, text: `\n${line}` };
}

export function replace(document: ConfigDocument, part: string, text: string): TextEdit {
	return { file: document.path, range: rangeOf(document.text, part), text };
}

export function fixOf(applicability: 'safe' | 'unsafe', edits: readonly TextEdit[], more: Partial<PlannedFix> = {}): PlannedFix {
	return { title: 'repair it', applicability, changes: [], edits, ...more };
}

export type Told = Partial<Omit<Finding, 'at'>> & Pick<Finding, 'at'>;

export function findingOf(told: Told): Finding {
	const [finding] = withFingerprints([
		{
			rule: 'some-rule',
			severity: 'warning',
			message: { what: 'something is off', why: 'it hurts', do: 'repair it' },
			applications: ['orders'],
			related: [],
			...told,
		},
	]);
	if (finding === undefined) throw new Error('no finding');
	return finding;
}

export function applicationOf(id: string, documents: readonly ConfigDocument[], more: Partial<Application> = {}): Application {
	return {
		id,
		platform: 'standalone',
		version: undefined,
		environment: 'production',
		documents,
		config: new EffectiveConfiguration([], documents, 'standalone', undefined, { configuration: true, program: true }, catalogue),
		notes: [],
		job: {
			seen: false,
			environments: [],
			descriptors: [],
			sinks: [],
			operators: [],
			deprecatedCalls: [],
			stateful: false,
			batch: false,
			sql: NO_SQL,
		},
		...more,
	};
}

export function resultOf(documents: readonly ConfigDocument[], findings: readonly Finding[], more: Partial<LintResult> = {}): LintResult {
	return {
		root: '/project',
		applications: [applicationOf('orders', documents)],
		findings,
		errors: [],
		unread: [],
		suppressed: 0,
		documents: new Map(documents.map((document) => [document.path, document])),
		files: documents.length,
		...more,
	};
}

/** The text report of a result, without colour unless asked for. */
export function textOf(result: LintResult, style: { width?: number; color?: boolean } = {}, config: FlintConfig = defaultConfig): string {
	const parts = textReport(report(result, config, '/project'), { width: style.width ?? 80, paint: painter(style.color === true) });
	return [...parts].join('');
}

/** What stands between the place and the notes: the frame of the only finding. */
export function frameOf(result: LintResult, width = 80): string {
	const lines = textOf(result, { width }).split('\n');
	return lines
		.slice(
			2,
			lines.findIndex((line) => line.includes('= why:')),
		)
		.join('\n');
}
