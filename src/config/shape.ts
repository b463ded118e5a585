import * as z from 'zod';
import { SEVERITIES } from '../model/finding.ts';
import { PLATFORMS } from '../model/platform.ts';
import { readValue } from '../model/value-syntax.ts';
import { FLINK_VERSIONS, flinkVersion } from '../model/version.ts';
import { RECOMMENDED } from './recommended.ts';

/** A duration as Flink reads it, in ms; a bare number is ms. */
const duration = z.union([z.string(), z.number()], { error: 'must be a duration such as `30 s`' }).transform((written, context) => {
	const value = readValue('duration', String(written), {});
	if (value.kind === 'known' && value.value.type === 'duration' && value.value.ms > 0) return value.value.ms;
	context.addIssue({ code: 'custom', message: 'must be a duration such as `30 s` or `10 min`' });
	return z.NEVER;
});

const version = z.string({ error: 'must be a Flink version such as `1.20`' }).transform((written, context) => {
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
	files: z.array(z.string().min(1, 'must not be empty')).min(1, 'must name at least one pattern'),
	platform: platform.optional(),
	flinkVersion: version.optional(),
	environment: z.enum(['production', 'development']).optional(),
	jobConfig: patterns,
});

/** `RULE: error` is short for `RULE: { level: error }`. */
const rule = z.preprocess(
	(written) => (typeof written === 'string' ? { level: written } : written),
	z.looseObject({ level: z.enum(['off', ...SEVERITIES]).optional() }),
);

const suppression = z.strictObject({
	rule: z.string(),
	file: z.string().min(1, 'must not be empty').optional(),
	option: z.string().min(1, 'must not be empty').optional(),
	reason: z.string().trim().min(1, 'must say why'),
});

const recommended = z.strictObject({
	interval: duration.default(RECOMMENDED.interval),
	minPause: duration.optional(),
	timeout: duration.default(RECOMMENDED.timeout),
	tolerableFailures: count.min(0, 'must not be negative').default(RECOMMENDED.tolerableFailures),
	maxParallelism: count.min(1, 'must be 1 to 32768').max(32768, 'must be 1 to 32768').default(RECOMMENDED.maxParallelism),
	stateTtl: duration.default(RECOMMENDED.stateTtl),
});

/** The shape of flint.config.yaml. */
export const configShape = z.strictObject({
	flinkVersion: version.optional(),
	platform: platform.optional(),
	applications: z.array(application).default([]),
	rules: z.record(z.string(), rule).default({}),
	recommended: recommended.prefault({}),
	ignore: patterns,
	suppressions: z.array(suppression).default([]),
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
