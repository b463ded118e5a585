import { isSensitiveKey } from '../../model/secret.ts';
import type { Value } from '../../model/value.ts';
import type { Analysis } from './analysis.ts';
import { combined } from './conditions.ts';
import type { Arrival } from './configurations.ts';
import type { HandleKind } from './handles.ts';
import { mapEntries } from './map-literals.ts';
import type { JavaNode } from './node.ts';
import { optionConstants } from './option-constants.ts';
import { type PlacedSetting, type Standing, statement } from './placed-setting.ts';
import { optionOf, valueFor } from './setting-values.ts';
import { argumentsOf, bare, type Call, callOf, enclosingMethod, lastName } from './syntax.ts';

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

/** What of an analysis is there before Configurations are followed. */
type Reading = Pick<Analysis, 'values' | 'types' | 'source' | 'handles'>;

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
	const placed = placedInConfiguration(call.node, call.receiver, analysis);
	if (placed === undefined) return [];
	return [{ setting: statement(call, written, placed.standing), order: [...placed.order, call.range.start] }];
}

/** What `Configuration.fromMap(Map.of(…))` sets, where the Configuration reaches an environment. */
export function mapSettings(call: Call, analysis: Analysis): readonly PlacedSetting[] {
	const [map] = call.args;
	const entries = map === undefined ? undefined : mapEntries(map);
	const placed = entries === undefined ? undefined : placedInConfiguration(call.node, call.node, analysis);
	if (entries === undefined || placed === undefined) return [];
	return entries.flatMap(({ key: at, value }) => {
		const named = keyOf(at, analysis);
		if (named === undefined) return [];
		const setting = {
			...named,
			name: named.key,
			value: unspoken(named.key, valueFor(optionOf(named.key), analysis.values.of(value))),
			...placed.standing,
			range: { start: at.start, end: value.end },
			nameRange: { start: at.start, end: at.end },
			valueRange: { start: value.start, end: value.end },
		};
		return [{ setting, order: [...placed.order, at.start] }];
	});
}

/** Whether a Configuration starts out with nothing but what this file writes out. */
export function isSeen(creation: JavaNode, analysis: Reading): boolean {
	const call = callOf(creation);
	const [argument] = argumentsOf(creation);
	if (call === undefined) return argument === undefined || analysis.handles.of(argument) === 'configuration';
	const entries = argument === undefined || call.name !== 'fromMap' ? undefined : mapEntries(argument);
	return entries?.every(({ key }) => keyOf(key, analysis) !== undefined) === true;
}

/** When what a node puts into a Configuration takes effect; undefined for a Configuration that reaches no environment. */
function placedInConfiguration(
	node: JavaNode,
	configuration: JavaNode,
	analysis: Analysis,
): { readonly standing: Standing; readonly order: readonly number[] } | undefined {
	const arrival = lastArrival(analysis.configurations.of(configuration)?.arrivals ?? []);
	if (arrival === undefined) return undefined;
	const own = analysis.placementFrom(node, arrival.call);
	const there = analysis.placement(arrival.call, callOf(arrival.call)?.receiver);
	// What surrounds the making of an environment holds for its whole job; a later `configure` has a condition of its own.
	const outer = arrival.local || there.condition === 'local' ? 'local' : arrival.how === 'configured' ? there.condition : 'always';
	const condition = combined(own.condition, outer);
	const late = isLate(node, arrival.call) ? { inert: 'stands behind the call that hands the configuration over' } : {};
	const standing = {
		layer: arrival.how === 'table' ? 'table' : 'program',
		kind: arrival.how === 'handed' ? 'entry' : 'configured',
		condition,
		file: analysis.source.path,
		...(arrival.how === 'configured' ? { given: arrival.call.start } : {}),
		...late,
	} as const;
	return { standing, order: arrival.how === 'handed' ? own.order : [...there.order, ...own.order] };
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
export function keyOf(option: JavaNode, analysis: Reading): NamedOption | undefined {
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
function constantKey(node: JavaNode, analysis: Reading): string | undefined {
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
function builtKey(node: JavaNode, analysis: Reading): string | undefined {
	let inner = node;
	for (let call = callOf(inner); call !== undefined; call = callOf(inner)) {
		const [argument] = call.args;
		if (call.name === 'key' && argument !== undefined) return analysis.values.text(argument);
		if (call.receiver === undefined) return undefined;
		inner = bare(call.receiver);
	}
	return undefined;
}
