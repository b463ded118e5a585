import { catalogue } from '../../catalog/catalogue.ts';
import type { Option } from '../../model/option.ts';
import { boolean, duration, enumeration, known, memory, number, type TypedValue, text, type Value } from '../../model/value.ts';
import { asNumber, type Evaluated, type JavaConstant, spelled } from './constants.ts';

/** The option a key means, old names included; undefined for a key the catalogue does not have. */
export function optionOf(key: string): Option | undefined {
	return catalogue.find(key)[0];
}

/** What an evaluated expression says about an option. Without an option it is read as the text it would become. */
export function valueFor(option: Option | undefined, evaluated: Evaluated): Value {
	if (evaluated.known) return constantFor(option, evaluated.constant);
	const fallback = evaluated.fallback === undefined ? undefined : constantFor(option, evaluated.fallback);
	if (fallback?.kind !== 'known') return { kind: 'unknown', why: evaluated.why };
	return { kind: 'unknown', why: evaluated.why, fallback: fallback.value };
}

/** A constant as it is, without an option's type: a number stays a number. */
export function plainValue(constant: JavaConstant): TypedValue | undefined {
	if (constant.type === 'boolean') return boolean(constant.value);
	if (constant.type === 'enum') return enumeration(constant.name);
	if (constant.type === 'duration') return duration(constant.ms);
	if (constant.type === 'string') return text(constant.value);
	const value = asNumber(constant);
	return value === undefined ? undefined : number(value);
}

/** A Java value in the type of its option. A number given to a duration is milliseconds, to a memory size bytes. */
function constantFor(option: Option | undefined, constant: JavaConstant): Value {
	switch (constant.type) {
		case 'integer':
		case 'floating':
			return numberFor(option, constant);
		case 'boolean':
			return option === undefined || option.type === 'boolean' ? known(boolean(constant.value)) : reread(option, String(constant.value));
		case 'duration':
			if (option === undefined || option.type === 'duration') return known(duration(constant.ms));
			return reread(option, String(constant.ms));
		case 'memory':
			return option === undefined || option.type === 'memory' ? known(memory(constant.bytes)) : reread(option, `${constant.bytes}b`);
		case 'list':
			return known({ type: 'list', items: constant.items });
		case 'enum':
			return enumFor(option, constant);
		case 'string':
			return option === undefined ? known(text(constant.value)) : reread(option, constant.value);
	}
}

function numberFor(option: Option | undefined, constant: JavaConstant): Value {
	const value = asNumber(constant) ?? 0;
	// Setters check ranges themselves, and rules know them: a negative number is a value here, not a text that fails to parse.
	if (option?.type === 'duration') return known(duration(value));
	if (option?.type === 'memory') return known(memory(value));
	if (option === undefined || ['int', 'long', 'float', 'double'].includes(option.type)) return known(number(value));
	return reread(option, spelled(constant) ?? String(value));
}

/** Only an option that takes names can be given a constant whose value flint does not see. */
function enumFor(option: Option | undefined, constant: { readonly owner: string; readonly name: string }): Value {
	if (option?.type === 'enum') {
		const read = reread(option, constant.name);
		if (read.kind === 'known') return read;
	}
	return { kind: 'unknown', why: `\`${constant.owner}.${constant.name}\` is declared elsewhere` };
}

function reread(option: Option, written: string): Value {
	return catalogue.read(option, written, undefined);
}
