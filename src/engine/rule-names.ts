import { rules } from '../rules/index.ts';
import { suppressionRules } from './suppression-rules.ts';

/** Every rule that exists, those about suppressions included. */
export const ruleNames: readonly string[] = [...rules.map(({ meta }) => meta.name), ...suppressionRules.map(({ name }) => name)];
