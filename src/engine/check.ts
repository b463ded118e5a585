import type { FlintConfig } from '../config/schema.ts';
import type { Application } from '../model/application.ts';
import type { Rule } from '../model/finding.ts';
import { rules as everyRule } from '../rules/index.ts';
import type { EngineError } from './result.ts';
import { type Settled, settle } from './settle.ts';

/** Runs every rule that is not switched off over every application; a rule that throws is reported and the run goes on. */
export function check(found: readonly Application[], config: FlintConfig): { settled: readonly Settled[]; errors: readonly EngineError[] } {
	const settled: Settled[] = [];
	const errors: EngineError[] = [];
	const switchedOn = everyRule.flatMap((rule) => {
		const { level, options = {} } = config.rules.get(rule.meta.name) ?? {};
		return level === 'off' ? [] : [{ rule, level, context: { recommended: config.recommended, options } }];
	});
	// One application after the other: what its configuration worked out for one rule is at hand for the next.
	for (const application of found) {
		for (const { rule, level, context } of switchedOn) {
			if (rule.meta.inDevelopment !== true && !concernsProduction(application)) continue;
			try {
				for (const report of rule.check(application, context)) settled.push(settle(rule, report, application, level));
			} catch (error) {
				errors.push(ruleFailure(rule, application, error));
			}
		}
	}
	return { settled, errors };
}

/** What rules say of running jobs was checked for the versions that flint knows. */
function concernsProduction({ environment, earlierFlink }: Application): boolean {
	return environment === 'production' && earlierFlink === undefined;
}

function ruleFailure(rule: Rule, application: Application, error: unknown): EngineError {
	const file = application.documents[0]?.path;
	return { rule: rule.meta.name, ...(file === undefined ? {} : { file }), ...described(error) };
}

/** What an error says, for a report. */
export function described(error: unknown): Pick<EngineError, 'message' | 'stack'> {
	if (!(error instanceof Error)) return { message: String(error) };
	return { message: error.message, ...(error.stack === undefined ? {} : { stack: error.stack }) };
}
