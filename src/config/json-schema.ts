import * as z from 'zod';
import { type RuleMeta, SEVERITIES } from '../model/finding.ts';
import { configShape } from './shape.ts';

const LEVELS = ['off', ...SEVERITIES] as const;

/** The JSON Schema (draft 2020-12) of flint.config.yaml, for editors; made from the shape that checks it and the rules there are. */
export function configJsonSchema(rules: readonly RuleMeta[]): object {
	const { $schema, ...schema } = z.toJSONSchema(configShape, { target: 'draft-2020-12', io: 'input', unrepresentable: 'any' });
	return {
		$schema,
		title: 'flint.config.yaml',
		description: "flint's configuration. Every key is optional.",
		...schema,
		properties: { ...schema.properties, rules: { ...ruleLevels(rules), description: configShape.shape.rules.description } },
		$defs: { level: { enum: LEVELS } },
	};
}

/** Each rule with its level, alone or beside the rule's own options. */
function ruleLevels(rules: readonly RuleMeta[]): object {
	const level = { $ref: '#/$defs/level' };
	const properties = rules.map(({ name, summary, severity }) => [
		name,
		{ description: `${summary} Severity: ${severity}.`, anyOf: [level, { type: 'object', properties: { level } }] },
	]);
	return { type: 'object', properties: Object.fromEntries(properties), additionalProperties: false };
}
