import type { ReadingNote } from '../../model/note.ts';
import type { Range } from '../../model/range.ts';
import type { Setting } from '../../model/setting.ts';
import { typedValue } from '../keys/flink-keys.ts';
import { runsJob, type Statement } from './statements.ts';
import { isSymbol, isWord, type Token } from './tokens.ts';

/** The old form without quotes, whose value holds no blanks then. Source: SetOperationParseStrategy (run: 1.20 and 2.3). */
const PLAIN = /^(SET\s+([^'"`\s=]+))\s*=\s*(?:'([^']*)'|([^\s']+))$/i;
const RESET = /^RESET(?:\s+'?([^'\s]+)'?)?$/i;

/** What a script sets, and what it sets twice. */
interface ScriptSettings {
	readonly settings: readonly Setting[];
	readonly notes: readonly ReadingNote[];
}

/**
 * The settings of a script. A statement holds for what follows it: what is set or taken back after the first job only holds for some
 * of the jobs, and what is set behind the last one for none.
 */
export function settingsIn(path: string, text: string, statements: readonly Statement[]): ScriptSettings {
	const lastJob = statements.findLastIndex(runsJob);
	const standing = new Standing(path);
	for (const [index, statement] of statements.entries()) {
		if (runsJob(statement)) standing.job();
		else if (isWord(statement.tokens[0], 'SET')) {
			const setting = settingOf(path, text, statement);
			if (setting !== undefined) standing.set(setting, lastJob < 0 || index < lastJob);
		} else if (isWord(statement.tokens[0], 'RESET')) {
			const reset = RESET.exec(text.slice(statement.start, statement.end));
			if (reset !== null) standing.reset(reset[1]);
		}
	}
	return { settings: standing.settings, notes: standing.notes };
}

/** What is set so far, and since which job. */
class Standing {
	readonly settings: Setting[] = [];
	readonly notes: ReadingNote[] = [];
	private jobs = 0;
	/** Index in `settings` of what holds for a key, and how many jobs had run when it was set. */
	private readonly held = new Map<string, { readonly index: number; readonly jobs: number }>();

	constructor(private readonly path: string) {}

	job(): void {
		this.jobs++;
	}

	set(setting: Setting, followed: boolean): void {
		const before = this.held.get(setting.key);
		const replaced = before === undefined ? undefined : this.settings[before.index];
		if (replaced !== undefined && before?.jobs === this.jobs) this.notes.push(duplicate(this.path, replaced));
		const placed: Setting = followed
			? { ...setting, condition: this.jobs === 0 ? 'always' : 'sometimes' }
			: { ...setting, inert: 'no job of the script follows it' };
		this.held.set(setting.key, { index: this.settings.length, jobs: this.jobs });
		this.settings.push(placed);
	}

	/** Takes one key back, or all of them. */
	reset(key: string | undefined): void {
		for (const one of key === undefined ? [...this.held.keys()] : [key]) this.takeBack(one);
	}

	private takeBack(key: string): void {
		const held = this.held.get(key);
		const setting = held === undefined ? undefined : this.settings[held.index];
		if (held === undefined || setting === undefined) return;
		this.held.delete(key);
		this.settings[held.index] =
			held.jobs === this.jobs ? { ...setting, inert: 'RESET takes it back before a job runs' } : { ...setting, condition: 'sometimes' };
	}
}

function duplicate(path: string, setting: Setting): ReadingNote {
	return { kind: 'duplicate', file: path, range: setting.range, what: `\`${setting.key}\` is set again before a job runs`, setting };
}

/** What a SET names and says, with the spans of both in the file. */
interface Said {
	readonly key: string;
	readonly value: string;
	readonly nameRange: Range;
	readonly valueRange: Range;
}

function settingOf(path: string, text: string, statement: Statement): Setting | undefined {
	const said = quoted(text, statement.tokens) ?? plain(text, statement);
	if (said === undefined) return undefined;
	const { key, value, nameRange, valueRange } = said;
	const range = { start: statement.start, end: statement.end };
	return {
		key,
		name: key,
		value: typedValue(key, value),
		layer: 'table',
		kind: 'entry',
		condition: 'always',
		file: path,
		range,
		nameRange,
		valueRange,
	};
}

function quoted(text: string, [, key, equals, value, more]: readonly Token[]): Said | undefined {
	if (key?.kind !== 'string' || !isSymbol(equals, '=') || value?.kind !== 'string' || more !== undefined) return undefined;
	if (key.text === '' || value.end - value.start < 2 || text.charAt(value.end - 1) !== "'") return undefined;
	return { key: key.text, value: value.text, nameRange: inside(key), valueRange: inside(value) };
}

function inside({ start, end }: Range): Range {
	return { start: start + 1, end: end - 1 };
}

function plain(text: string, { start, end }: Statement): Said | undefined {
	const match = PLAIN.exec(text.slice(start, end));
	if (match === null) return undefined;
	const [whole, head = '', key = '', inQuotes, bare = ''] = match;
	const nameAt = start + head.length - key.length;
	const valueEnd = start + whole.length - (inQuotes === undefined ? 0 : 1);
	const value = inQuotes ?? bare;
	return {
		key,
		value,
		nameRange: { start: nameAt, end: nameAt + key.length },
		valueRange: { start: valueEnd - value.length, end: valueEnd },
	};
}
