import type { Range } from './range.ts';
import type { Setting } from './setting.ts';

/** What a parser noticed about the text itself, apart from what the settings say. */
export type ReadingNoteKind =
	/** A line that Flink silently drops, or cuts: `key=value`, `a:b`, a `#` glued to a value. */
	| 'dropped-line'
	/** A key stated more than once; `setting` is the one that loses. */
	| 'duplicate'
	/** A file that Flink does not read at all beside the one it reads. */
	| 'ignored-file'
	/** A file that the application's Flink no longer reads, with nothing in its place. */
	| 'outdated-file'
	/** A YAML value whose type is not the one it looks like (`yes`, `010`). */
	| 'surprising-type'
	/** A key that is also the parent of another (`state.backend` beside `state.backend.type`). */
	| 'prefix-conflict'
	/** A YAML block that makes one line of several statements; the range is its sign, `>`. */
	| 'joined-lines'
	/** Text at which Flink refuses to load the file. */
	| 'load-fails';

export interface ReadingNote {
	readonly kind: ReadingNoteKind;
	readonly file: string;
	readonly range: Range;
	/** One sentence, in the present tense, for a message. */
	readonly what: string;
	/** The setting that was meant, where one can be told; its text is the value's alone, without quotes. */
	readonly meant?: { readonly key: string; readonly text: string };
	/** The statement it speaks of, where there is one. */
	readonly setting?: Setting;
	/** For `joined-lines`: the keys of the statements, the one that Flink reads first. */
	readonly joined?: readonly string[];
}
