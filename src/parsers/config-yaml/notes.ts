import { isScalar } from 'yaml';
import type { ParseProblem } from '../../model/document.ts';
import type { ReadingNote } from '../../model/note.ts';
import type { Setting } from '../../model/setting.ts';
import { duplicateKeys } from '../keys/duplicate-keys.ts';
import { optionOf } from '../keys/flink-keys.ts';
import { resolveScalar } from '../yaml/scalar.ts';

/** What Flink reads otherwise than a config.yaml's author may have meant. */
export function configYamlNotes(
	file: string,
	settings: readonly Setting[],
	problems: readonly ParseProblem[],
	surprises: ReadonlyMap<Setting, Surprise>,
): readonly ReadingNote[] {
	const notes: ReadingNote[] = problems.map(({ range, message }) => ({
		kind: 'load-fails',
		file,
		range,
		what: `Flink refuses to load the file: ${message}`,
	}));
	for (const [setting, { what, meant }] of surprises) {
		notes.push({ kind: 'surprising-type', file, range: setting.range, what, setting, meant: { key: setting.key, text: meant } });
	}
	// Twice in one section is no duplicate but a file that does not load.
	if (problems.length === 0) notes.push(...duplicateKeys(file, settings));
	notes.push(...prefixConflicts(file, settings));
	return notes.sort((a, b) => a.range.start - b.range.start);
}

function prefixConflicts(file: string, settings: readonly Setting[]): readonly ReadingNote[] {
	const byKey = new Map(settings.map((setting) => [setting.key, setting]));
	const told = new Set<Setting>();
	const notes: ReadingNote[] = [];
	for (const { key } of settings) {
		for (let dot = key.lastIndexOf('.'); dot > 0; dot = key.lastIndexOf('.', dot - 1)) {
			const parent = byKey.get(key.slice(0, dot));
			if (parent === undefined || told.has(parent)) continue;
			told.add(parent);
			notes.push({
				kind: 'prefix-conflict',
				file,
				range: parent.range,
				what: `\`${parent.key}\` has a value and is the beginning of \`${key}\` too`,
				setting: parent,
			});
		}
	}
	return notes;
}

/** What YAML makes of a value, in a sentence, and the text that its author will have meant. */
export interface Surprise {
	readonly what: string;
	readonly meant: string;
}

/** What YAML makes of a plain scalar that looks like something else, if it does. */
export function surprisingType(setting: Setting, value: unknown): Surprise | undefined {
	if (!isScalar(value) || value.type !== 'PLAIN' || setting.value.kind === 'unknown') return undefined;
	const source = value.source ?? '';
	const { kind, text } = resolveScalar(value);
	const type = optionOf(setting.key)?.type;
	if (type === 'boolean' && /^(?:yes|no|on|off|y|n)$/i.test(source)) {
		const meant = /^(?:yes|on|y)$/i.test(source) ? 'true' : 'false';
		return { what: `\`${source}\` is a text in YAML 1.2, and Flink takes only \`true\` and \`false\``, meant };
	}
	if (type === undefined) return undefined;
	const number = { what: `YAML reads \`${source}\` as the number ${text}`, meant: source };
	if (kind === 'integer' && /^[-+]?0\d|^0[ox]/.test(source)) return number;
	return kind === 'float' && type === 'string' && text !== source ? number : undefined;
}
