import * as z from 'zod';
import { SEVERITIES } from '../model/finding.ts';
import { PLATFORMS } from '../model/platform.ts';
import { readValue } from '../model/syntax/value-syntax.ts';
import { FLINK_VERSIONS, flinkVersion } from '../model/version.ts';
import { RECOMMENDED } from './recommended.ts';

/** A duration as Flink reads it, in ms; a bare number is ms. */
const duration = z.union([z.string(), z.number()], { error: 'must be a duration such as `30 s`' }).transform((written, context) => {
	const value = readValue('duration', String(written), {});
	if (value.kind === 'known' && value.value.type === 'duration' && value.value.ms > 0) return value.value.ms;
	context.addIssue({ code: 'custom', message: 'must be a duration such as `30 s` or `10 min`' });
	return z.NEVER;
});

/** YAML reads `1.20` as a number, which is taken as it was written; editors must allow both. */
const versionText = z.string({ error: 'must be a Flink version such as `1.20`' }).meta({ type: ['string', 'number'] });

const version = versionText.transform((written, context) => {
	const known = flinkVersion(written);
	if (known !== undefined) return known;
	context.addIssue({
		code: 'custom',
		message: `must be a Flink version that flint knows: ${FLINK_VERSIONS[0]} to ${FLINK_VERSIONS.at(-1)}`,
	});
	return z.NEVER;
});

const platform = z.enum(PLATFORMS);
const count = z.int('must be a whole number');
const patterns = z.array(z.string().min(1, 'must not be empty')).default([]);

const application = z.strictObject({
	name: z.string().min(1, 'must not be empty'),
	files: z
		.array(z.string().min(1, 'must not be empty'))
		.min(1, 'must name at least one pattern')
		.describe('Its files: patterns as in .gitignore, relative to the project root.'),
	platform: platform.optional().describe('What runs it.'),
	flinkVersion: version.optional().describe('Its Flink version, such as 1.20.'),
	environment: z.enum(['production', 'development']).optional().describe('Development applications get no production rules.'),
	jobConfig: patterns.describe('Files of job parameters, patterns as in files.'),
});

/** `RULE: error` is short for `RULE: { level: error }`. */
const rule = z.preprocess(
	(written) => (typeof written === 'string' ? { level: written } : written),
	z.looseObject({ level: z.enum(['off', ...SEVERITIES]).optional() }),
);

const suppression = z.strictObject({
	rule: z.string(),
	file: z.string().min(1, 'must not be empty').optional().describe('A pattern as in .gitignore; without it, every file.'),
	option: z.string().min(1, 'must not be empty').optional().describe('Key of the option the finding is about; without it, any.'),
	reason: z.string().trim().min(1, 'must say why'),
});

const recommended = z.strictObject({
	interval: duration.default(RECOMMENDED.interval),
	minPause: duration.optional(),
	timeout: duration.default(RECOMMENDED.timeout),
	alignedTimeout: duration.default(RECOMMENDED.alignedTimeout),
	tolerableFailures: count.min(0, 'must not be negative').default(RECOMMENDED.tolerableFailures),
	retainedCheckpoints: count.min(1, 'must be 1 or more').default(RECOMMENDED.retainedCheckpoints),
	maxParallelism: count.min(1, 'must be 1 to 32768').max(32768, 'must be 1 to 32768').default(RECOMMENDED.maxParallelism),
	stateTtl: duration.default(RECOMMENDED.stateTtl),
});

/** The shape of flint.config.yaml. */
export const configShape = z.strictObject({
	flinkVersion: version.optional().describe('The Flink version of applications that state none, such as 1.20.'),
	platform: platform.optional().describe('The platform of applications that state none.'),
	applications: z
		.array(application)
		.default([])
		.describe('Applications that are stated here instead of being told by what the files show.'),
	rules: z.record(z.string(), rule).default({}).describe('Level of each rule, alone or with the options of the rule.'),
	recommended: recommended.prefault({}).describe("A team's own recommended values; durations as Flink writes them, such as 2 min."),
	ignore: patterns.describe('Patterns as in .gitignore of files that flint leaves alone.'),
	suppressions: z.array(suppression).default([]).describe('Suppressions for files that cannot hold comments.'),
});

/** flint.config.yaml as it was read, defaults filled in. */
export type ConfigShape = z.infer<typeof configShape>;

/** The keys that an object at a path may have, for "did you mean". */
export function keysAt(path: readonly PropertyKey[]): readonly string[] {
	const [section] = path;
	if (section === undefined) return Object.keys(configShape.shape);
	if (section === 'applications') return Object.keys(application.shape);
	if (section === 'suppressions') return Object.keys(suppression.shape);
	return section === 'recommended' ? Object.keys(recommended.shape) : [];
}
