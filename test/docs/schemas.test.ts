import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { configJsonSchema } from '../../src/config/json-schema.ts';
import { suppressionRules } from '../../src/engine/suppression-rules.ts';
import { showJsonSchema } from '../../src/reporters/show-json-schema.ts';
import { rules } from '../../src/rules/index.ts';

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
});
