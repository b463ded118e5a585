import type { Application } from '../model/application.ts';
import type { ReadingNote, ReadingNoteKind } from '../model/note.ts';
import type { Place } from '../model/range.ts';
import type { Setting } from '../model/setting.ts';

/**
 * The application's notes of one kind about files that Flink itself reads. What AWS makes of a request's fields is noted with the
 * same kinds, and is the subject of the rules on Managed Flink.
 */
export function notesOf({ notes, platform }: Application, kind: ReadingNoteKind): readonly ReadingNote[] {
	return platform === 'msf' ? [] : notes.filter((note) => note.kind === kind);
}

/** The statement a note speaks of as the application resolved it; undefined where Flink does not read its file at all. */
export function statementOf({ config }: Application, { setting }: ReadingNote): Setting | undefined {
	if (setting === undefined) return undefined;
	const own = config.settings.find(
		({ file, key, range }) => file === setting.file && key === setting.key && range.start === setting.range.start,
	);
	return own?.inert === undefined ? own : undefined;
}

/** Where a note stands. */
export function placeOf({ file, range }: ReadingNote): Place {
	return { file, range };
}
