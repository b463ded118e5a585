import { isSensitiveKey, type Secret } from '../../model/secret.ts';
import type { Setting } from '../../model/setting.ts';
import type { Analysis } from './analysis.ts';
import { keyOf } from './configuration-entries.ts';
import { type MapEntry, mapEntries } from './map-literals.ts';
import type { JavaNode } from './node.ts';
import { callOf } from './syntax.ts';

const WRITERS = ['set', 'setString', 'put', 'setProperty', 'setBytes', 'entry'];
const MAPS = ['of', 'ofEntries', 'singletonMap'];

/**
 * The values that must never be printed: those of keys which Flink hides in its own logs, whatever object they are given to, and the
 * literals behind the variables that hold them.
 */
export function secretsOf(settings: readonly Setting[], analysis: Analysis): readonly Secret[] {
	const found = new Map<number, Secret>();
	for (const setting of settings) {
		if (setting.valueRange !== undefined && isSensitiveKey(setting.key)) found.set(setting.valueRange.start, setting.valueRange);
	}
	for (const { key: option, value } of pairsIn(analysis)) {
		const key = keyOf(option, analysis)?.key;
		if (key === undefined || !isSensitiveKey(key)) continue;
		for (const hidden of [value, ...literalsBehind(value, analysis)])
			found.set(hidden.start, { start: hidden.start, end: hidden.end, name: key });
	}
	return [...found.values()].sort((a, b) => a.start - b.start);
}

/** Keys with their values, as calls are given them. */
function pairsIn(analysis: Analysis): readonly MapEntry[] {
	const written = analysis.source.identifiers(WRITERS).flatMap((node) => {
		const [key, value] = callOf(node)?.args ?? [];
		return key === undefined || value === undefined ? [] : [{ key, value }];
	});
	const maps = analysis.source.identifiers(MAPS).flatMap((node) => {
		const call = callOf(node);
		return call === undefined ? [] : (mapEntries(call.node) ?? []);
	});
	return [...written, ...maps];
}

/** The string literals in what a variable is given. */
function literalsBehind(value: JavaNode, analysis: Analysis): readonly JavaNode[] {
	const origin = analysis.values.origin(value);
	if (origin === undefined || origin === value) return [];
	return [...origin.walk()].filter((node) => node.type === 'string_literal');
}
