import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ajv2020 from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { describe, expect, test } from 'vitest';
import { configJsonSchema } from '../../src/config/json-schema.ts';
import { suppressionRules } from '../../src/engine/suppression-rules.ts';
import { rulesJsonSchema } from '../../src/reporters/rules/json-schema.ts';
import { showJsonSchema } from '../../src/reporters/show/json-schema.ts';
import { rules } from '../../src/rules/index.ts';
import { flint } from '../cli/flint.ts';

const shipped = (name: string): unknown => JSON.parse(readFileSync(join(import.meta.dirname, '..', '..', 'schemas', name), 'utf8'));

describe('the shipped schemas are those of the code', () => {
	test('flint.config.yaml', () => {
		const metas = [...rules.map(({ meta }) => meta), ...suppressionRules];
		const schema = shipped('flint-config.json');
		expect(schema).toEqual(JSON.parse(JSON.stringify(configJsonSchema(metas))));
		expect(schema).toMatchObject({
			properties: {
				flinkVersion: { type: ['string', 'number'] },
				rules: { additionalProperties: false, properties: { 'min-pause-not-set': { anyOf: [{ $ref: '#/$defs/level' }, {}] } } },
				recommended: { properties: { interval: { type: ['string', 'number'] } } },
			},
			additionalProperties: false,
		});
	});

	test('flint show', () => {
		expect(shipped('flint-show-1.json')).toEqual(JSON.parse(JSON.stringify(showJsonSchema())));
	});

	test('flint rules', () => {
		const schema = shipped('flint-rules-1.json');
		expect(schema).toEqual(JSON.parse(JSON.stringify(rulesJsonSchema())));
		expect(schema).toMatchObject({ title: 'flint-rules/1', additionalProperties: false });
	});
});

describe('what is printed is valid against the shipped schema', () => {
	const ajv = new ajv2020.default({ strict: false });
	addFormats.default(ajv);
	const demo = join(import.meta.dirname, '..', '..', 'fixtures', 'demo');

	test.each([
		['flint-report-1.json', ['lint', '--format', 'json', '--fail-on', 'never']],
		['flint-show-1.json', ['show', '--format', 'json']],
		['flint-rules-1.json', ['rules', '--format', 'json']],
	])('%s', async (file, argv) => {
		const schema = shipped(file);
		if (typeof schema !== 'object' || schema === null) throw new Error(`${file} is no object`);
		const validate = ajv.compile(schema);
		const { out } = await flint(demo, argv);
		expect([validate(JSON.parse(out)), validate.errors]).toEqual([true, null]);
		expect(validate({ schema: 'flint/1' })).toBe(false);
	});
});
