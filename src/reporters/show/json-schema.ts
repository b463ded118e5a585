import * as z from 'zod';
import { FORMATS } from '../../model/document.ts';
import { PLATFORMS } from '../../model/platform.ts';
import { LAYERS } from '../../model/setting.ts';
import { SHOW_SCHEMA } from './json.ts';

const path = z.string().describe('Path relative to the working directory, with /.');
const line = z.int().min(1).describe('Counted from 1.');
const column = z.int().min(1).describe('Counted from 1, in UTF-16 units.');

const value = {
	state: z
		.enum(['known', 'unknown', 'invalid', 'unset'])
		.describe('unknown: templated, computed or undecided; invalid: Flink rejects it; unset: nothing sets it and there is no default.'),
	value: z.string().nullable().describe('As flint prints it, as written where Flink rejects it; secrets are ****.'),
	why: z.string().nullable().describe('Why it is unknown, or why Flink rejects it.'),
	fallback: z.string().nullable().describe('What an unknown value falls back to, if its template says so.'),
};

const place = { file: path, line, column, name: z.string().describe('The name as written: a key, a field, a setter.') };

const outcome = {
	kind: z.enum(['in-force', 'overridden', 'ineffective']),
	why: z.string().nullable().describe('Why it has no effect, where no other statement is the reason.'),
};

const statement = {
	...place,
	key: z.string().describe('The key it means, possibly an older name of the option.'),
	...value,
	layer: z.enum(LAYERS),
	condition: z.enum(['always', 'local', 'sometimes']),
};

const origin = z.discriminatedUnion('kind', [
	z.strictObject({ kind: z.literal('setting'), ...place }),
	z.strictObject({ kind: z.literal('platform'), fixed: z.boolean().describe('Nothing can override it.') }),
	z.strictObject({ kind: z.literal('default') }).describe('Flink’s default for the version.'),
	z.strictObject({ kind: z.literal('none') }),
]);

const option = z.strictObject({
	option: z.string().describe('The option’s newest key, or a platform field.'),
	type: z.string().nullable(),
	recognised: z.boolean().describe('Flink, a family of free keys or a platform has the key.'),
	...value,
	origin,
	flinkDefault: z.string().nullable().describe('Flink’s default for the version, null where it has none or versions disagree.'),
	statements: z
		.array(z.strictObject({ ...statement, outcome: z.strictObject(outcome) }))
		.describe('Every statement that is seen, lowest precedence first.'),
});

const application = z.strictObject({
	id: z.string(),
	platform: z.enum(PLATFORMS),
	flinkVersion: z.string().nullable(),
	flinkVersionFrom: z.string().nullable().describe('Where the version was read: file:line, or the option that stated it.'),
	environment: z.enum(['production', 'development']),
	files: z.array(path),
	unseen: z.array(z.enum(['configuration', 'program'])).describe('What of it flint does not see.'),
	options: z.array(option).describe('By key.'),
});

const file = z.strictObject({
	path,
	format: z.enum(FORMATS).nullable().describe('Null where flint reads nothing from it.'),
	why: z.string().nullable().describe('Why it was not recognised.'),
	applications: z.array(z.string()).describe('Ids of the applications it belongs to.'),
	settings: z.array(z.strictObject({ ...statement, outcomes: z.array(z.strictObject({ application: z.string(), ...outcome })) })),
	notes: z.array(z.strictObject({ kind: z.string(), line, column, what: z.string() })),
	problems: z.array(z.strictObject({ line, column, message: z.string() })),
});

/** The shape of `flint show --format json`, for the schema that ships with the package and for tests; never loaded at run time. */
export const showShape = z.strictObject({
	schema: z.literal(SHOW_SCHEMA),
	version: z.string().describe('Version of flint.'),
	applications: z.array(application),
	file: file.nullable().describe('With --file: what that file contributes.'),
});

/** The JSON Schema (draft 2020-12) of `flint show --format json`. */
export function showJsonSchema(): object {
	const { $schema, ...schema } = z.toJSONSchema(showShape, { target: 'draft-2020-12' });
	return { $schema, title: SHOW_SCHEMA, description: 'What `flint show --format json` prints.', ...schema };
}
