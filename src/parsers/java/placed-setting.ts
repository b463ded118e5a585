import type { Condition, Layer, Setting, StatementKind } from '../../model/setting.ts';
import type { Value } from '../../model/value.ts';
import type { JavaNode } from './node.ts';
import type { Call } from './syntax.ts';

/** A setting with the point of the program at which it takes effect. */
export interface PlacedSetting {
	readonly setting: Setting;
	readonly order: readonly number[];
}

/** A value for one option, and the expression that holds it. */
export interface Written {
	readonly key: string;
	readonly value: Value;
	readonly at: JavaNode | undefined;
	readonly unset?: true;
	readonly byConstant?: true;
	readonly keptAsPath?: string;
	readonly madeBy?: string;
	readonly yieldsTo?: string;
}

/** Where a statement stands and when it holds. */
export interface Standing {
	readonly layer: Layer;
	readonly kind: StatementKind;
	readonly condition: Condition;
	readonly file: string;
	readonly inert?: string;
	readonly given?: number;
}

/** The setting that a call makes. */
export function statement(call: Call, written: Written, standing: Standing): Setting {
	return {
		key: written.key,
		name: call.name,
		value: written.value,
		...(written.unset === undefined ? {} : { unset: written.unset }),
		...(written.byConstant === undefined ? {} : { byConstant: written.byConstant }),
		...(written.keptAsPath === undefined ? {} : { keptAsPath: written.keptAsPath }),
		...(written.madeBy === undefined ? {} : { madeBy: written.madeBy }),
		...(written.yieldsTo === undefined ? {} : { yieldsTo: written.yieldsTo }),
		...standing,
		range: call.range,
		nameRange: { start: call.method.start, end: call.method.end },
		...(written.at === undefined ? {} : { valueRange: { start: written.at.start, end: written.at.end } }),
	};
}
