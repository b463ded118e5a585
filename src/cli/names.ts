import { catalogue } from '../catalog/catalogue.ts';
import { platformFields } from '../catalog/platform-fields.ts';
import { nearest } from '../catalog/suggest.ts';
import { MSF_FIELDS, nameOn } from '../model/effective/msf.ts';

/** The key that a name means: itself, or that of a Managed Flink application's field (`CheckpointInterval`, `SnapshotsEnabled`). */
export function keyOf(name: string): string {
	if (!/^[A-Z][A-Za-z]+$/.test(name)) return name;
	const field = platformFields.find(({ key }) => key.replaceAll('-', '') === `msf.${name.toLowerCase()}`)?.key;
	return field ?? MSF_FIELDS.find((key) => nameOn('msf', key) === name) ?? name;
}

/** Most names that a suggestion lists. */
const MOST = 3;

/** `did you mean …?` for an option key that flint does not know. */
export function optionSuggestion(name: string): string | undefined {
	return suggestion(name, catalogue.keys(undefined));
}

/** `did you mean …?`: the candidates that differ in a few letters, else those that end with or hold the name. */
export function suggestion(name: string, candidates: readonly string[]): string | undefined {
	const near = nearest(name.toLowerCase(), candidates, Math.max(2, Math.floor(name.length / 5)));
	const alike = near.filter(({ distance }) => distance === near[0]?.distance).map(({ key }) => key);
	const found = alike.length > 0 ? alike : holding(name.toLowerCase(), candidates);
	if (found.length === 0) return undefined;
	const quoted = found.slice(0, MOST).map((key) => `\`${key}\``);
	return `did you mean ${quoted.join(' or ')}?`;
}

/** Those that end with the name first, then the shorter ones. */
function holding(name: string, candidates: readonly string[]): readonly string[] {
	const ends = (key: string): boolean => key.endsWith(`.${name}`) || key.endsWith(`-${name}`);
	return candidates
		.filter((key) => name.length > 2 && key.includes(name))
		.sort((a, b) => Number(ends(b)) - Number(ends(a)) || a.length - b.length || a.localeCompare(b));
}
