import type { ReadingNote } from '../../model/note.ts';
import type { Range } from '../../model/range.ts';
import type { Setting } from '../../model/setting.ts';
import { isReadByFlink } from '../keys/flink-keys.ts';

/** A line that reads as a statement of its own. */
const STATEMENT = /^[ \t]*([A-Za-z][\w.-]*):[ \t]+\S/gm;

/**
 * The statements of a block that begins with `>`: YAML makes one line of its lines, so the first key gets those below it as a part of its value.
 * @param text of the whole file
 * @param folded the sign that joins them
 */
export function joinedLines(setting: Setting, text: string, folded: Range): ReadingNote | undefined {
	const { valueRange, key, file } = setting;
	if (valueRange === undefined) return undefined;
	const value = text.slice(valueRange.start, valueRange.end);
	const lines = value.includes('\n') ? value.slice(value.indexOf('\n') + 1) : '';
	const keys = [...lines.matchAll(STATEMENT)].map(([, name = '']) => name).filter(isReadByFlink);
	if (keys.length === 0) return undefined;
	const count = keys.length === 1 ? 'the statement' : `the ${keys.length} statements`;
	return {
		kind: 'joined-lines',
		file,
		range: folded,
		what: `\`>\` makes one line of the block: \`${key}\` gets ${count} below it as a part of its value`,
		setting,
		joined: [key, ...keys],
	};
}
