import type { JavaNode } from './node.ts';
import { argumentsOf, bare, callOf, constructedType, lastName } from './syntax.ts';

/** A key and its value as the text of a program pairs them. */
export interface MapEntry {
	readonly key: JavaNode;
	readonly value: JavaNode;
}

const ENTRY_CLASSES = ['SimpleEntry', 'SimpleImmutableEntry'];

/**
 * The entries of a map that is written out: `Map.of(…)`, `ImmutableMap.of(…)`, `Map.ofEntries(entry(…), …)`,
 * `Collections.singletonMap(…)`, `emptyMap()`; undefined for a map that is built or held elsewhere.
 */
export function mapEntries(expression: JavaNode): readonly MapEntry[] | undefined {
	const call = callOf(bare(expression));
	if (call === undefined) return undefined;
	const owner = lastName(call.receiver?.text.replace(/\s+/g, '') ?? '');
	const ofMap = owner === 'Map' || owner === 'ImmutableMap';
	const ofCollections = owner === 'Collections' || owner === '';
	if (call.name === 'of' && ofMap) return paired(call.args);
	if (call.name === 'ofEntries' && (ofMap || owner === '')) return listed(call.args);
	if (call.name === 'singletonMap' && ofCollections) return call.args.length === 2 ? paired(call.args) : undefined;
	return call.name === 'emptyMap' && ofCollections ? [] : undefined;
}

function paired(args: readonly JavaNode[]): readonly MapEntry[] | undefined {
	const entries: MapEntry[] = [];
	for (let i = 0; i < args.length; i += 2) {
		const [key, value] = [args[i], args[i + 1]];
		if (key === undefined || value === undefined) return undefined;
		entries.push({ key, value });
	}
	return entries;
}

function listed(args: readonly JavaNode[]): readonly MapEntry[] | undefined {
	const entries: MapEntry[] = [];
	for (const argument of args) {
		const node = bare(argument);
		const isEntry = callOf(node)?.name === 'entry' || ENTRY_CLASSES.includes(constructedType(node)?.name ?? '');
		const [key, value, more] = isEntry ? argumentsOf(node) : [];
		if (key === undefined || value === undefined || more !== undefined) return undefined;
		entries.push({ key, value });
	}
	return entries;
}
