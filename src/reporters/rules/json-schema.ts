import * as z from 'zod';
import { RULE_CATEGORIES, SEVERITIES } from '../../model/finding.ts';
import { RULES_SCHEMA } from './json.ts';

const minor = z.string().describe('A minor version, such as 1.20.');

const rule = z.strictObject({
	name: z.string(),
	severity: z.enum(SEVERITIES).describe('Where the rule or the configuration says nothing else.'),
	fixes: z.array(z.enum(['safe', 'unsafe'])).describe('The applicabilities its fixes can have; empty where it never offers one.'),
	category: z.enum(RULE_CATEGORIES),
	summary: z.string(),
	flinkVersions: z
		.strictObject({ from: minor.nullable(), to: minor.nullable() })
		.describe('The versions it speaks of; null where nothing limits it.'),
	evidence: z.array(z.string()).describe('Where its claims were checked.'),
	options: z.array(z.string()).describe('Keys of the options its findings are about.'),
	page: z.url().describe('Address of its page.'),
});

/** The shape of `flint rules --format json`, for the schema that ships with the package and for tests; never loaded at run time. */
export const rulesShape = z.strictObject({
	schema: z.literal(RULES_SCHEMA),
	version: z.string().describe('Version of flint.'),
	rules: z.array(rule).describe('By category and name.'),
});

/** The JSON Schema (draft 2020-12) of `flint rules --format json`. */
export function rulesJsonSchema(): object {
	const { $schema, ...schema } = z.toJSONSchema(rulesShape, { target: 'draft-2020-12' });
	return { $schema, title: RULES_SCHEMA, description: 'What `flint rules --format json` prints.', ...schema };
}
