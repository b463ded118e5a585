import type { ReadingNote } from '../../model/note.ts';
import type { Range } from '../../model/range.ts';
import type { Setting } from '../../model/setting.ts';
import type { OptionType } from '../../model/value.ts';
import { duplicateKeys } from '../keys/duplicate-keys.ts';
import { isOption, isSecret, keyEvidence, optionOf } from '../keys/flink-keys.ts';
import type { ConfLine, FlinkConfTree } from './lines.ts';

type Meant = { readonly key: string; readonly text: string };

/** A line that Flink drops, taken as what its author meant. */
const WITHOUT_SEPARATOR = /^(["']?)([A-Za-z][\w.-]*)\1[ \t]*([:=])[ \t]*(.*)$/s;

/** Where Flink reads something else than a legacy file's author meant, or nothing at all. */
export function confNotes(file: string, text: string, tree: FlinkConfTree): readonly ReadingNote[] {
	const notes: ReadingNote[] = [];
	const parents: Parent[] = [];
	for (const line of tree.lines) {
		const setting = tree.settings.get(line);
		if (line.content.start === line.content.end) continue;
		const column = line.content.start - line.start;
		while ((parents.at(-1)?.column ?? -1) >= column) parents.pop();
		if (setting === undefined) {
			notes.push(...droppedLine(file, text, line));
			const name = parentName(text, line);
			if (name !== undefined) parents.push({ column, name });
			continue;
		}
		notes.push(...nestedKey(file, text, setting, parents), ...disguisedKey(file, text, setting), ...cutValue(file, text, line, setting));
	}
	return [...notes, ...duplicateKeys(file, tree.settings.values())].sort((a, b) => a.range.start - b.range.start);
}

interface Parent {
	readonly column: number;
	readonly name: string;
}

function parentName(text: string, line: ConfLine): string | undefined {
	const content = text.slice(line.content.start, line.content.end);
	return /^[A-Za-z][\w.-]*[ \t]*:$/.test(content) ? content.slice(0, -1).trimEnd() : undefined;
}

function droppedLine(file: string, text: string, line: ConfLine): readonly ReadingNote[] {
	const match = WITHOUT_SEPARATOR.exec(text.slice(line.content.start, line.content.end));
	if (match === null) return [];
	const [, , key = '', sign = ':', value = ''] = match;
	if (keyEvidence(key) === 'none') return [];
	const note = { kind: 'dropped-line' as const, file, range: line.content };
	if (value === '') return [{ ...note, what: `Flink drops the line, because \`${key}\` has no value on it`, meant: { key, text: '' } }];
	const what =
		sign === '='
			? `Flink drops the line, because it separates with \`=\` instead of \`: \``
			: 'Flink drops the line, because no space follows the colon';
	return [{ ...note, what, meant: { key, text: value.trim() } }];
}

/** `state:` above an indented `backend: rocksdb`: Flink drops the one and reads the other as the key `backend`. */
function nestedKey(file: string, text: string, setting: Setting, parents: readonly Parent[]): readonly ReadingNote[] {
	if (parents.length === 0 || setting.valueRange === undefined) return [];
	const key = [...parents.map((parent) => parent.name), setting.key].join('.');
	if (!isOption(key)) return [];
	const meant: Meant = { key, text: text.slice(setting.valueRange.start, setting.valueRange.end) };
	const what = `Flink reads no nested keys in this file: the line sets \`${setting.key}\`, not \`${key}\``;
	return [{ kind: 'dropped-line', file, range: setting.range, what, meant, setting }];
}

/** A known key in quotes or behind an invisible character, which Flink takes as part of the key. */
function disguisedKey(file: string, text: string, setting: Setting): readonly ReadingNote[] {
	if (/^[A-Za-z]/.test(setting.key) || setting.valueRange === undefined) return [];
	const key = setting.key.replace(/^[\ufeff\u00a0"'\s]+|[\ufeff\u00a0"'\s]+$/g, '');
	if (key === setting.key || keyEvidence(key) === 'none') return [];
	const culprit = /["']/.test(setting.key) ? 'the quotes' : 'an invisible character before it';
	const what = `Flink takes ${culprit} as part of the key, so \`${key}\` stays unset`;
	return [
		{
			kind: 'dropped-line',
			file,
			range: setting.range,
			what,
			meant: { key, text: text.slice(setting.valueRange.start, setting.valueRange.end) },
			setting,
		},
	];
}

/** A `#` that was meant as part of the value; a legacy file has no way to write one. */
function cutValue(file: string, text: string, line: ConfLine, setting: Setting): readonly ReadingNote[] {
	const value = setting.valueRange;
	if (value === undefined || line.hash === line.end || !hashMeant(text, line, value, optionOf(setting.key)?.type ?? 'string')) return [];
	const remains = isSecret(setting.key) ? 'a part of the value' : `\`${text.slice(value.start, value.end)}\``;
	return [
		{
			kind: 'dropped-line',
			file,
			range: { start: setting.range.start, end: line.end },
			what: `Flink cuts the line at \`#\` and reads ${remains}`,
			setting,
		},
	];
}

const TEXT_TYPES: readonly OptionType[] = ['string', 'list', 'map', 'object'];

function hashMeant(text: string, line: ConfLine, value: Range, type: OptionType): boolean {
	const quote = text.charAt(value.start);
	const quoted = quote === '"' || quote === "'";
	const closed = quoted && text.slice(value.start + 1, value.end).includes(quote);
	if (quoted && !closed) return text.slice(line.hash, line.end).includes(quote);
	// `60s#every minute`: what is left is whole, so a comment was meant.
	if (!TEXT_TYPES.includes(type) || closed) return false;
	return value.end === line.hash && /^#[^\s#]/.test(text.slice(line.hash, line.hash + 2));
}
