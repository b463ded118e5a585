import * as z from 'zod';
import { SEVERITIES } from '../model/finding.ts';
import { PLATFORMS } from '../model/platform.ts';
import { REPORT_SCHEMA } from './json.ts';

const path = z.string().describe('Path relative to the working directory, with /.');
const line = z.int().min(1).describe('Counted from 1.');
const column = z.int().min(1).describe('Counted from 1, in UTF-16 units.');
const offset = z.int().min(0).describe('UTF-16 units from the start of the file; a BOM counts as one.');
const count = z.int().min(0);

const application = z.strictObject({
	id: z.string().describe('The configured name, the deployment’s own, the main class or the directory; unique in the report.'),
	platform: z.enum(PLATFORMS),
	flinkVersion: z.string().nullable().describe('The minor version, such as 1.20; null where nothing states it.'),
	flinkVersionFrom: z.string().nullable().describe('Where the version was read: file:line, or the option that stated it.'),
	files: z.array(path),
});

const related = z.strictObject({ file: path, line, column, message: z.string() });

const edit = z.strictObject({
	file: path,
	start: offset,
	end: offset,
	text: z.string().describe('Replaces start to end; secrets are masked.'),
	operation: z
		.enum(['create', 'delete'])
		.optional()
		.describe(
			'create: the file does not exist, text at 0 is all of it. delete: all text goes, and the file with it. Absent: the file stays.',
		),
});

const fix = z.strictObject({
	applicability: z.enum(['safe', 'unsafe']),
	title: z.string(),
	decide: z.string().optional().describe('For an unsafe fix: what a human must decide.'),
	edits: z.array(edit).describe('Sorted by file and place, without overlaps.'),
});

const finding = z.strictObject({
	rule: z.string(),
	severity: z.enum(SEVERITIES),
	message: z.string().describe('What is wrong.'),
	help: z.string().describe('Why it matters and what to do.'),
	applications: z.array(z.string()).describe('Ids of the applications it holds for.'),
	file: path,
	line,
	column,
	endLine: line,
	endColumn: column.describe('Exclusive.'),
	option: z.string().nullable().describe('Key of the option it is about.'),
	fingerprint: z.string().describe('Stays the same while lines move and files are renamed; unique in the report.'),
	related: z.array(related),
	fix: fix.nullable(),
});

const error = z.strictObject({ rule: z.string(), file: path.nullable(), message: z.string() });

/** The shape of `--format json`, for the schema that ships with the package and for tests; never loaded at run time. */
export const reportShape = z.strictObject({
	schema: z.literal(REPORT_SCHEMA),
	version: z.string().describe('Version of flint.'),
	applications: z.array(application),
	findings: z.array(finding),
	errors: z.array(error).describe('Failures of flint itself; the run went on and exits 2.'),
	suppressed: count.describe('Findings that a suppression covers.'),
	baselined: count.describe('Findings that a baseline covers.'),
	summary: z.strictObject({
		files: count,
		applications: count,
		error: count,
		warning: count,
		info: count,
		fixableSafe: count,
		fixableUnsafe: count,
	}),
});

/** The JSON Schema (draft 2020-12) of `--format json`. */
export function reportJsonSchema(): object {
	const { $schema, ...schema } = z.toJSONSchema(reportShape, { target: 'draft-2020-12' });
	return { $schema, title: REPORT_SCHEMA, description: 'What `flint lint --format json` prints.', ...schema };
}
