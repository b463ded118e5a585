import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ajvDraft04 from 'ajv-draft-04';
import addFormats from 'ajv-formats';
import * as z from 'zod';

const SCHEMA = join(import.meta.dirname, '../../node_modules/@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json');

const ajv = new ajvDraft04.default({ strict: false, allErrors: true, unicodeRegExp: false });
addFormats.default(ajv);
const validate = ajv.compile(z.record(z.string(), z.unknown()).parse(JSON.parse(readFileSync(SCHEMA, 'utf8'))));

/** What the official schema of SARIF 2.1.0 has against a log; empty where it is valid. */
export function sarifProblems(log: unknown): readonly string[] {
	validate(log);
	return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message ?? ''}`);
}

const place = z.object({
	artifactLocation: z.object({ uri: z.string(), uriBaseId: z.string().optional() }),
	region: z.object({ startLine: z.int(), startColumn: z.int(), endLine: z.int(), endColumn: z.int() }),
});
const region = z.object({
	startLine: z.int(),
	startColumn: z.int(),
	endLine: z.int(),
	endColumn: z.int(),
	charOffset: z.int(),
	charLength: z.int(),
});

/** The part of a log that flint writes and tests look at. */
export const sarifShape = z.object({
	version: z.literal('2.1.0'),
	runs: z.tuple([
		z.object({
			tool: z.object({
				driver: z.object({
					name: z.string(),
					semanticVersion: z.string(),
					rules: z.array(
						z.object({
							id: z.string(),
							fullDescription: z.object({ text: z.string() }),
							help: z.object({ text: z.string(), markdown: z.string().optional() }),
							helpUri: z.url(),
						}),
					),
				}),
			}),
			columnKind: z.literal('utf16CodeUnits'),
			invocations: z.array(z.object({ executionSuccessful: z.boolean(), toolExecutionNotifications: z.array(z.unknown()) })),
			results: z.array(
				z.object({
					ruleId: z.string(),
					ruleIndex: z.int(),
					level: z.enum(['error', 'warning', 'note']),
					message: z.object({ text: z.string() }),
					locations: z.tuple([z.object({ physicalLocation: place })]),
					relatedLocations: z.array(z.object({ physicalLocation: place })),
					partialFingerprints: z.object({ 'flint/v1': z.string() }),
					fixes: z
						.array(
							z.object({
								description: z.object({ text: z.string() }),
								artifactChanges: z.array(
									z.object({
										replacements: z.array(z.object({ deletedRegion: region, insertedContent: z.object({ text: z.string() }) })),
									}),
								),
							}),
						)
						.optional(),
				}),
			),
		}),
	]),
});
