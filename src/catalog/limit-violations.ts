import type { Application } from '../model/application.ts';
import type { Setting } from '../model/setting.ts';
import type { TypedValue } from '../model/value.ts';
import { amountOf, concerns, type Demand, type LimitRule, limitsOf, meets, type ValueLimit } from './value-limits.ts';

/** A statement whose value Flink rejects. */
export interface LimitViolation {
	readonly limit: ValueLimit;
	readonly setting: Setting;
	readonly value: TypedValue;
	/** The other option's value where that is the bound; undefined as value where Flink takes its absence for no end. */
	readonly other?: { readonly key: string; readonly value: TypedValue | undefined; readonly setting: Setting | undefined };
}

/** The violations of the limits that a rule reports, in the order of the table. */
export function* violations(application: Application, rule: LimitRule): Iterable<LimitViolation> {
	for (const limit of limitsOf(rule, application.version?.version)) {
		if (!concerns(limit, application)) continue;
		if (limit.demand.kind === 'at-least' || limit.demand.kind === 'at-most') yield* unrelated(limit, limit.demand, application);
		else yield* outside(limit, application);
	}
}

function* outside(limit: ValueLimit, { config }: Application): Iterable<LimitViolation> {
	const inForce = config.setting(limit.key);
	for (const setting of limit.stage === 'read' ? config.checked(limit.key) : inForce === undefined ? [] : [inForce]) {
		if (setting.value.kind !== 'known' || meets(limit.demand, setting.value.value)) continue;
		// Whether what holds only sometimes is in force is not known.
		if (limit.stage !== 'read' && config.known(limit.key)?.setting !== setting) continue;
		yield { limit, setting, value: setting.value.value };
	}
}

/** Both values must be certain; the violation stands where the option itself is stated, else where the other one is. */
function* unrelated(limit: ValueLimit, demand: Extract<Demand, { other: string }>, application: Application): Iterable<LimitViolation> {
	const { config } = application;
	const own = config.known(limit.key);
	const amount = own === undefined ? undefined : amountOf(own.value);
	if (own === undefined || amount === undefined || (demand.zero === true && amount === 0)) return;
	const other = config.known(demand.other);
	const setting = own.setting ?? other?.setting;
	if (setting === undefined) return;
	if (other === undefined) {
		if (demand.kind === 'at-least' && isSurelyUnset(demand.other, application))
			yield { limit, setting, value: own.value, other: { key: demand.other, value: undefined, setting: config.setting(demand.other) } };
		return;
	}
	const bound = amountOf(other.value);
	if (bound === undefined || (demand.kind === 'at-least' ? amount >= bound : amount <= bound)) return;
	yield { limit, setting, value: own.value, other: { key: demand.other, value: other.value, setting: other.setting } };
}

/** Nothing sets the option, and every place is visible; or the program takes it back. */
function isSurelyUnset(key: string, { config, platform }: Application): boolean {
	const { value, origin } = config.get(key);
	if (value !== undefined || platform === 'msf') return false;
	return origin.kind === 'setting' || (config.visibility.configuration && config.visibility.program);
}
