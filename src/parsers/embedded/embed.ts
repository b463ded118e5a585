import type { ConfigDocument, DocumentClaims, Format } from '../../model/document.ts';
import type { ReadingNote } from '../../model/note.ts';
import type { AlarmFacts } from '../../model/questions/alarms.ts';
import type { Range } from '../../model/range.ts';
import type { Setting } from '../../model/setting.ts';
import type { Value } from '../../model/value.ts';
import { typedValue } from '../keys/flink-keys.ts';
import type { InnerText } from './inner-text.ts';
import { joinedLines } from './joined-lines.ts';

/** What the file around an embedded document knows about it. */
interface Surroundings {
	/** Text of the whole file. */
	readonly text: string;
	readonly claims: DocumentClaims;
	/** The layer of its settings, where it is not a file's: `-D` arguments are dynamic. */
	readonly layer?: Setting['layer'];
}

/**
 * A document that stands inside a file of another format, read by its own format's parser, as a part of that file:
 * its settings, notes and secrets get the places they have in the file.
 */
export function embed(
	inner: ConfigDocument,
	{ start, encode, said, escapeAt, folded }: InnerText,
	{ text, claims, layer }: Surroundings,
): ConfigDocument {
	const moved = (range: Range): Range => ({ start: range.start + start, end: range.end + start });
	const settings = new Map(inner.settings.map((setting) => [setting, movedSetting(exact(setting, said), start, layer)]));
	const joined = folded === undefined ? [] : [...settings.values()].flatMap((setting) => joinedLines(setting, text, folded) ?? []);
	const garbled = new Set(joined.map(({ setting }) => setting));
	return {
		path: inner.path,
		text,
		format: inner.format,
		settings: [...settings.values()].map((setting) => (garbled.has(setting) ? { ...setting, value: GARBLED } : setting)),
		notes: [...inner.notes.map((note) => movedNote(note, start, settings)), ...joined],
		problems: inner.problems.map((problem) => ({ ...problem, range: moved(problem.range) })),
		comments: inner.comments.map((comment) => ({ ...comment, range: moved(comment.range) })),
		// What is missing may stand among the lines that are joined.
		claims: { ...inner.claims, ...claims, ...(joined.length > 0 ? { partial: true } : {}) },
		...(inner.writesUnseenKeys === undefined ? {} : { writesUnseenKeys: inner.writesUnseenKeys }),
		anchor: moved(inner.anchor),
		secrets: inner.secrets.map((secret) => ({ ...secret, ...moved(secret) })),
		statementAt: (offset) => moved(inner.statementAt(offset - start)),
		tree: undefined,
		...(inner.alarms === undefined ? {} : { alarms: movedAlarms(inner.alarms, moved) }),
		extent: { start, end: start + inner.text.length },
		embedded: { inner, start, encode, ...(escapeAt === undefined ? {} : { escapeAt }) },
	};
}

function movedAlarms(alarms: AlarmFacts, moved: (range: Range) => Range): AlarmFacts {
	return { ...alarms, alerts: alarms.alerts.map((alert) => ({ ...alert, range: moved(alert.range) })) };
}

const GARBLED: Value = { kind: 'unknown', why: 'the lines below are joined to it' };

/** Inside quotes a value may hold escapes, which the inner text keeps at their length: what counts is what they stand for. */
function exact(setting: Setting, said: InnerText['said']): Setting {
	const { valueRange, key } = setting;
	if (said === undefined || valueRange === undefined) return setting;
	const text = said(valueRange);
	return text.length === valueRange.end - valueRange.start ? setting : { ...setting, value: typedValue(key, text) };
}

function movedSetting(setting: Setting, by: number, layer: Setting['layer'] | undefined): Setting {
	const moved = (range: Range): Range => ({ start: range.start + by, end: range.end + by });
	return {
		...setting,
		...(layer === undefined ? {} : { layer }),
		range: moved(setting.range),
		nameRange: moved(setting.nameRange),
		...(setting.valueRange === undefined ? {} : { valueRange: moved(setting.valueRange) }),
	};
}

function movedNote(note: ReadingNote, by: number, settings: ReadonlyMap<Setting, Setting>): ReadingNote {
	const setting = note.setting === undefined ? undefined : settings.get(note.setting);
	return {
		...note,
		range: { start: note.range.start + by, end: note.range.end + by },
		...(setting === undefined ? {} : { setting }),
	};
}

/** A file that holds documents: everything its parts say, together. */
export function fileOf(
	path: string,
	text: string,
	format: Format,
	parts: readonly ConfigDocument[],
	rest: Pick<ConfigDocument, 'problems' | 'comments' | 'claims' | 'anchor' | 'statementAt' | 'tree'>,
): ConfigDocument {
	// What cannot be read may hold anything: no part of such a file is edited.
	const own = parts.map((part) => ({ ...part, problems: [...part.problems, ...rest.problems] }));
	return {
		...rest,
		path,
		text,
		format,
		settings: parts.flatMap((part) => part.settings),
		notes: parts.flatMap((part) => part.notes),
		problems: [...rest.problems, ...parts.flatMap((part) => part.problems)],
		comments: [...rest.comments, ...parts.flatMap((part) => part.comments)].sort((a, b) => a.range.start - b.range.start),
		secrets: parts.flatMap((part) => part.secrets),
		...(own.length === 0 ? {} : { parts: own }),
	};
}
