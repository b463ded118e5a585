import type { Setting } from '../setting.ts';
import type { Value } from '../value.ts';

/** The statement that decides, and whether it surely holds. */
export interface Settled {
	readonly setting: Setting;
	readonly value: Value;
	readonly sure: boolean;
}

/** The last statement; its value is unknown where it only holds sometimes. */
export function lastCertain(statements: readonly Setting[]): Settled | undefined {
	const setting = statements.at(-1);
	if (setting === undefined) return undefined;
	if (setting.condition === 'sometimes') return { setting, value: conditional(setting), sure: false };
	if (statements.some((other) => unordered(other, setting))) return { setting, value: disputed(setting), sure: false };
	return { setting, value: setting.value, sure: true };
}

/** Whether two calls of different source files disagree: which of them runs last is not seen. */
function unordered(a: Setting, b: Setting): boolean {
	if (a.file === b.file || a.layer !== 'program' || b.layer !== 'program') return false;
	return a.value.kind !== 'known' || b.value.kind !== 'known' || a.value.text !== b.value.text;
}

function disputed(setting: Setting): Value {
	return { kind: 'unknown', why: `several source files set \`${setting.key}\` and the order of the calls is not seen` };
}

function conditional(setting: Setting): Value {
	return { kind: 'unknown', why: `\`${setting.name}\` only holds under a condition` };
}
