import { isSensitiveKey } from '../../model/secret.ts';
import type { Value } from '../../model/value.ts';
import type { Analysis } from './analysis.ts';
import { combined } from './conditions.ts';
import type { Arrival } from './configurations.ts';
import type { HandleKind } from './handles.ts';
import type { JavaNode } from './node.ts';
import { optionConstants } from './option-constants.ts';
import { type PlacedSetting, statement } from './placed-setting.ts';
import { optionOf, valueFor } from './setting-values.ts';
import { bare, type Call, callOf, enclosingMethod, lastName } from './syntax.ts';

/** The methods of Configuration and TableConfig that write one option. */
export const CONFIGURATION_SETTERS = [
	'set',
	'setString',
	'setInteger',
	'setLong',
	'setBoolean',
	'setFloat',
	'setDouble',
	'setValueInternal',
] as const;

/** What a call on a Configuration or a TableConfig sets, where it reaches an environment. */
export function configurationEntries(call: Call, kind: HandleKind, analysis: Analysis): readonly PlacedSetting[] {
	const [option, value] = call.args;
	if (option === undefined || value === undefined || call.receiver === undefined) return [];
	const named = keyOf(option, analysis);
	if (named === undefined) return [];
	const { key } = named;
	const written = { ...named, value: unspoken(key, valueFor(optionOf(key), analysis.values.of(value))), at: value };
	if (kind === 'table-config') {
		const placement = analysis.placement(call.node, call.receiver);
		const standing = { layer: 'table', kind: 'configured', condition: placement.condition, file: analysis.source.path } as const;
		return [{ setting: statement(call, written, standing), order: [...placement.order, call.range.start] }];
	}
	const arrival = lastArrival(analysis.configurations.of(call.receiver)?.arrivals ?? []);
	if (arrival === undefined) return [];
	const own = analysis.placementFrom(call.node, arrival.call);
	const there = analysis.placement(arrival.call, callOf(arrival.call)?.receiver);
	// What surrounds the making of an environment holds for its whole job; a later `configure` has a condition of its own.
	const outer = arrival.local || there.condition === 'local' ? 'local' : arrival.how === 'configured' ? there.condition : 'always';
	const condition = combined(own.condition, outer);
	const late = isLate(call.node, arrival.call) ? { inert: 'stands behind the call that hands the configuration over' } : {};
	const standing = {
		layer: arrival.how === 'table' ? 'table' : 'program',
		kind: arrival.how === 'handed' ? 'entry' : 'configured',
		condition,
		file: analysis.source.path,
		...late,
	} as const;
	const order = arrival.how === 'handed' ? [...own.order, call.range.start] : [...there.order, ...own.order, call.range.start];
	return [{ setting: statement(call, written, standing), order }];
}

/** Why a secret is not known could quote the secret. */
function unspoken(key: string, value: Value): Value {
	return value.kind === 'unknown' && isSensitiveKey(key) ? { kind: 'unknown', why: 'is computed' } : value;
}

/** The arrival that counts: one in production before one in a local run, the last one of its kind. */
function lastArrival(arrivals: readonly Arrival[]): Arrival | undefined {
	return arrivals.findLast((arrival) => !arrival.local) ?? arrivals.at(-1);
}

/** The environment copies what it is handed: what is set on the object afterwards changes nothing. */
function isLate(set: JavaNode, arrival: JavaNode): boolean {
	if (set.start < arrival.end || enclosingMethod(set) !== enclosingMethod(arrival)) return false;
	for (const outer of set.upwards()) {
		if (
			outer.type.endsWith('for_statement') ||
			outer.type === 'while_statement' ||
			outer.type === 'do_statement' ||
			outer.type === 'lambda_expression'
		)
			return false;
	}
	return true;
}

/** An option as a call's first argument names it. */
interface NamedOption {
	readonly key: string;
	readonly byConstant?: true;
}

/** The option that a call's first argument names: by a string, a constant of an option class, an option built in place. */
export function keyOf(option: JavaNode, analysis: Analysis): NamedOption | undefined {
	const constant = constantKey(bare(option), analysis);
	if (constant !== undefined) return { key: constant, byConstant: true };
	const text = analysis.values.text(option);
	if (text !== undefined) return { key: text };
	const origin = analysis.values.origin(option);
	if (origin === undefined) return undefined;
	const hidden = constantKey(origin, analysis);
	if (hidden !== undefined) return { key: hidden, byConstant: true };
	const built = builtKey(origin, analysis);
	return built === undefined ? undefined : { key: built };
}

/** `CheckpointingOptions.INCREMENTAL_CHECKPOINTS`, also imported statically, also as `….key()`. */
function constantKey(node: JavaNode, analysis: Analysis): string | undefined {
	const call = callOf(node);
	if (call !== undefined) {
		return call.name === 'key' && call.args.length === 0 && call.receiver !== undefined
			? constantKey(bare(call.receiver), analysis)
			: undefined;
	}
	if (node.type === 'field_access') {
		return constantNamed(lastName(node.field('object')?.text ?? ''), node.field('field')?.text ?? '');
	}
	if (node.type !== 'identifier' || analysis.types.declarationOf(node) !== undefined) return undefined;
	const imported = analysis.source.names.importedMember(node.text);
	if (imported !== undefined) return constantNamed(lastName(imported.slice(0, imported.lastIndexOf('.'))), node.text);
	for (const path of analysis.source.names.staticallyImportedClasses) {
		const key = constantNamed(lastName(path), node.text);
		if (key !== undefined) return key;
	}
	return undefined;
}

function constantNamed(owner: string, name: string): string | undefined {
	const constants = Object.hasOwn(optionConstants, owner) ? optionConstants[owner] : undefined;
	return constants !== undefined && Object.hasOwn(constants, name) ? constants[name] : undefined;
}

/** `ConfigOptions.key("…").stringType().noDefaultValue()` */
function builtKey(node: JavaNode, analysis: Analysis): string | undefined {
	let inner = node;
	for (let call = callOf(inner); call !== undefined; call = callOf(inner)) {
		const [argument] = call.args;
		if (call.name === 'key' && argument !== undefined) return analysis.values.text(argument);
		if (call.receiver === undefined) return undefined;
		inner = bare(call.receiver);
	}
	return undefined;
}
