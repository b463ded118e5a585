import { catalogue } from '../../catalog/catalogue.ts';
import type { Application } from '../../model/application.ts';
import type { Effective } from '../../model/effective/effective.ts';
import { decidedByService } from '../../model/effective/msf.ts';
import { isSensitiveKey } from '../../model/secret.ts';
import type { Setting } from '../../model/setting.ts';
import { formatValue, type Value } from '../../model/value.ts';
import { atLeast } from '../../model/version.ts';
import type { Sources } from '../report.ts';
import { MASK, type Source } from '../source.ts';
import type { Outcome, ShownStatement, ShownValue } from './shown.ts';

/** A statement with its place and its value, secrets masked. */
export function shownStatement(setting: Setting, sources: Sources): ShownStatement {
	const { source, start } = sources.place({ file: setting.file, range: setting.range });
	const { name, key, layer, condition } = setting;
	const value = setting.unset === true ? UNSET : masked(shownValue(setting.value), setting, source);
	return { file: source.path, line: start.line, column: start.column, name, key, value, layer, condition };
}

const UNSET: ShownValue = { state: 'unset', text: undefined, why: undefined, fallback: undefined };

/** A value as flint prints it. */
export function shownValue(value: Value | undefined): ShownValue {
	if (value === undefined) return UNSET;
	if (value.kind === 'known') return { state: 'known', text: formatValue(value.value), why: undefined, fallback: undefined };
	if (value.kind === 'invalid') return { state: 'invalid', text: value.text, why: value.why, fallback: undefined };
	return { state: 'unknown', text: undefined, why: value.why, fallback: value.fallback && formatValue(value.fallback) };
}

/** A value without what must never be printed: all of a secret's, and secrets of the file that occur in it. */
export function masked(value: ShownValue, setting: Setting, source: Source): ShownValue {
	const range = setting.valueRange ?? setting.range;
	if (isSensitiveKey(setting.key, catalogue.find(setting.key)[0]?.type)) return hidden(value);
	const hide = (text: string | undefined): string | undefined => text && source.maskReplacement(text, range);
	return { state: value.state, text: hide(value.text), why: hide(value.why), fallback: hide(value.fallback) };
}

function hidden({ state, text, fallback }: ShownValue): ShownValue {
	return {
		state,
		text: text && MASK,
		why: state === 'unknown' ? 'it is not written here' : state === 'invalid' ? 'it does not fit the type of the option' : undefined,
		fallback: fallback && MASK,
	};
}

/** What becomes of a statement of an option that resolves to `effective`. */
export function outcomeOf(setting: Setting, effective: Effective, application: Application): Outcome {
	const { origin, shadowed } = effective;
	if (origin.kind === 'setting' && origin.setting === setting) return { kind: 'in-force', why: undefined };
	if (shadowed.includes(setting)) {
		return { kind: 'overridden', why: origin.kind === 'platform' ? 'the platform fixes the value' : undefined };
	}
	const why = ineffective(setting, effective, application);
	return why === undefined ? { kind: 'overridden', why } : { kind: 'ineffective', why };
}

function ineffective(setting: Setting, { option }: Effective, { platform, version }: Application): string | undefined {
	if (setting.inert !== undefined) return setting.inert;
	if (setting.condition === 'local') return 'it only holds in a local run';
	const program = setting.layer === 'program';
	if (program && option.readBy === 'cluster') return 'the cluster reads this option, not the job';
	if (program && platform === 'msf' && decidedByService(option)) {
		if (version === undefined) return 'Managed Flink decides this option';
		return atLeast(version.version, '1.19') ? 'Managed Flink refuses to start with it' : 'Managed Flink ignores it';
	}
	if (setting.kind !== 'setter' && version !== undefined && !catalogue.keysRead(option, version.version).includes(setting.key))
		return `Flink ${version.version} does not read this key`;
	// Nothing else keeps a statement of the program from being a candidate.
	return program && platform !== 'msf' ? '`execution.program-config.enabled` is `false`' : undefined;
}
