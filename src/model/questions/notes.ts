import type { Application } from '../application.ts';
import type { ReadingNote, ReadingNoteKind } from '../note.ts';
import type { Place } from '../range.ts';

/**
 * The application's notes of one kind about files that Flink itself reads. What AWS makes of a request's fields is noted with the
 * same kinds, and is the subject of the rules on Managed Flink.
 */
export function notesOf({ notes, platform }: Application, kind: ReadingNoteKind): readonly ReadingNote[] {
	return platform === 'msf' ? [] : notes.filter((note) => note.kind === kind);
}

/** Where a note stands. */
export function placeOf({ file, range }: ReadingNote): Place {
	return { file, range };
}
