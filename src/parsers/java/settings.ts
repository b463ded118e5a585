import type { Layer, Setting } from '../../model/setting.ts';
import { known, type Value } from '../../model/value.ts';
import type { Analysis } from './analysis.ts';
import { compositeParts } from './composites.ts';
import { byOrder } from './conditions.ts';
import { CONFIGURATION_SETTERS, configurationEntries, mapSettings } from './configuration-entries.ts';
import type { HandleKind } from './handles.ts';
import type { JavaNode } from './node.ts';
import { type PlacedSetting, statement, type Written } from './placed-setting.ts';
import { COMPOSITE_SETTERS, type SetterWrite, setters } from './setters.ts';
import { optionOf, plainValue, valueFor } from './setting-values.ts';
import { type Call, callOf, constructedType } from './syntax.ts';

const SETTER_NAMES: readonly string[] = [
	...new Set([...COMPOSITE_SETTERS, ...Object.values(setters).flatMap((table) => Object.keys(table))]),
];
const SETTER_WORDS: ReadonlySet<string> = new Set(SETTER_NAMES);

/** The settings that a program states, in the order in which it states them. */
export function readSettings(analysis: Analysis): readonly Setting[] {
	const placed: PlacedSetting[] = [];
	for (const node of analysis.source.identifiers([...SETTER_NAMES, ...CONFIGURATION_SETTERS])) {
		const call = callOf(node);
		const kind = call?.receiver === undefined ? undefined : analysis.handles.of(call.receiver);
		if (call === undefined || kind === undefined) continue;
		if (kind === 'configuration' || (kind === 'table-config' && !SETTER_WORDS.has(call.name)))
			placed.push(...configurationEntries(call, kind, analysis));
		else if (kind === 'table-environment') continue;
		else placed.push(...setterCall(call, kind, analysis));
	}
	for (const node of analysis.source.identifiers(['fromMap'])) {
		const call = callOf(node);
		if (call !== undefined && analysis.handles.of(call.node) === 'configuration') placed.push(...mapSettings(call, analysis));
	}
	return placed.sort((a, b) => byOrder(a.order, b.order)).map(({ setting }) => setting);
}

function setterCall(call: Call, kind: HandleKind, analysis: Analysis): readonly PlacedSetting[] {
	const composite = COMPOSITE_SETTERS.find((name) => name === call.name);
	const writes = composite === undefined ? tableWrites(call, kind, analysis) : compositeWrites(call, kind, analysis);
	if (writes.length === 0) return [];
	const { condition, order } = analysis.placement(call.node, call.receiver);
	const layer: Layer = kind === 'table-config' ? 'table' : 'program';
	return writes.map((write) => ({
		setting: statement(call, write, { layer, kind: 'setter', condition, file: analysis.source.path }),
		order: [...order, call.range.start],
	}));
}

function tableWrites(call: Call, kind: HandleKind, analysis: Analysis): readonly Written[] {
	const table = setters[kind];
	const writes = table !== undefined && Object.hasOwn(table, call.name) ? table[call.name] : undefined;
	return (writes ?? []).flatMap((write) => {
		const argument = write.argument === undefined ? undefined : call.args[write.argument];
		const value = writtenValue(write, argument, analysis);
		if (value === undefined) return [];
		const whole = write.textOnly === true && argument !== undefined ? textInside(argument, analysis) : undefined;
		return [
			{
				key: write.key,
				value,
				at: argument,
				...(write.unset === undefined ? {} : { unset: write.unset }),
				...(whole === undefined ? {} : { keptAsPath: whole }),
				...(write.yieldsTo === undefined ? {} : { yieldsTo: write.yieldsTo }),
			},
		];
	});
}

function writtenValue(write: SetterWrite, argument: JavaNode | undefined, analysis: Analysis): Value | undefined {
	if (write.unset === true) return { kind: 'unknown', why: 'is taken back by the program' };
	if (argument === undefined) return write.value === undefined ? undefined : known(write.value);
	if (write.textOnly === true && isWrapped(argument, analysis)) return { kind: 'unknown', why: 'loses its scheme as a Path or URI' };
	const evaluated = analysis.values.of(argument);
	if (write.when === undefined && write.turn === undefined) return valueFor(optionOf(write.key), evaluated);
	if (!evaluated.known)
		return write.when !== undefined && write.turn !== undefined && write.yieldsTo === undefined
			? undefined
			: valueFor(optionOf(write.key), evaluated);
	const plain = plainValue(evaluated.constant);
	if (plain === undefined || (write.when !== undefined && !write.when(plain))) return undefined;
	if (write.turn === undefined) return valueFor(optionOf(write.key), evaluated);
	const turned = write.turn(plain);
	return turned === undefined ? { kind: 'unknown', why: 'is no value this setter takes' } : known(turned);
}

/** Whether a text is handed over inside another object: `new Path("…")`, `URI.create("…")`. */
function isWrapped(argument: JavaNode, analysis: Analysis): boolean {
	const origin = analysis.values.origin(argument);
	return origin?.type === 'object_creation_expression' || origin?.type === 'method_invocation';
}

/** The text of a Path or URI that is handed over, where both are certain. */
function textInside(argument: JavaNode, analysis: Analysis): string | undefined {
	const origin = analysis.values.origin(argument);
	if (origin === undefined) return undefined;
	const made = constructedType(origin)?.name ?? callOf(origin)?.name ?? '';
	const evaluated = analysis.values.of(argument);
	if (!['Path', 'URI', 'create', 'toUri'].includes(made) || !evaluated.known) return undefined;
	return evaluated.constant.type === 'string' ? evaluated.constant.value : undefined;
}

function compositeWrites(call: Call, kind: HandleKind, analysis: Analysis): readonly Written[] {
	const [argument] = call.args;
	const fits = call.name === 'setCheckpointStorage' ? kind === 'checkpoint-config' : kind === 'environment' || kind === 'execution-config';
	return fits && argument !== undefined ? compositeParts(call.name, argument, analysis.values) : [];
}
