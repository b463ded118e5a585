import type { ConfigDocument, DocumentClaims, Format } from '../../model/document.ts';
import type { Range } from '../../model/range.ts';
import type { Setting } from '../../model/setting.ts';
import type { Word } from '../command-line/words.ts';
import { isSecret, typedValue } from '../keys/flink-keys.ts';
import { statementFinder } from '../text/statement-finder.ts';

/** The settings that a command's `-Dkey=value` and `-D key=value` make, in the order in which they are given. */
export function dynamicArguments(path: string, words: readonly Word[], flag = '-D'): readonly Setting[] {
	return words.flatMap((word, index) => {
		const separate = word.text === flag;
		const said = separate ? words[index + 1] : word.text.startsWith(flag) ? word : undefined;
		const setting = said === undefined ? undefined : settingOf(path, said, separate ? 0 : flag.length, word.start);
		return setting === undefined ? [] : [setting];
	});
}

function settingOf(path: string, { text, at, end }: Word, from: number, start: number): Setting | undefined {
	const equals = text.indexOf('=', from);
	if (equals <= from || equals === text.length - 1) return undefined;
	const key = text.slice(from, equals);
	if (!/^[\w.-]+$/.test(key)) return undefined;
	return argument(
		path,
		{ key, name: key, text: text.slice(equals + 1) },
		{ range: { start, end }, nameRange: span(at, from, equals), valueRange: span(at, equals + 1, text.length) },
	);
}

/** A setting that an argument makes, such as `-p 4`. */
export function argument(
	path: string,
	{ key, name, text }: { readonly key: string; readonly name: string; readonly text: string },
	places: Pick<Setting, 'range' | 'nameRange' | 'valueRange'>,
): Setting {
	return { key, name, value: typedValue(key, text), layer: 'dynamic', kind: 'entry', condition: 'always', file: path, ...places };
}

/** Where characters of a word stand in the file. */
export function span(at: readonly number[], from: number, to: number): Range {
	const start = at[from] ?? 0;
	return { start, end: (at[to - 1] ?? start) + 1 };
}

/** What a part's file is: its path, its whole text and its format. */
interface FileOfArguments {
	readonly path: string;
	readonly text: string;
	readonly format: Format;
}

/** A command's settings as a part of the file; none where the command makes none. */
export function argumentsPart(
	{ path, text, format }: FileOfArguments,
	settings: readonly Setting[],
	claims: DocumentClaims,
): readonly ConfigDocument[] {
	const [first] = settings;
	const last = settings.at(-1);
	if (first === undefined || last === undefined) return [];
	const ranges = settings.map(({ range }) => range);
	return [
		{
			path,
			text,
			format,
			settings,
			notes: [],
			problems: [],
			comments: [],
			claims,
			anchor: first.range,
			secrets: settings.filter(({ key }) => isSecret(key)).map(({ valueRange, range }) => valueRange ?? range),
			statementAt: statementFinder(text, ranges),
			tree: undefined,
			extent: { start: first.range.start, end: last.range.end },
		},
	];
}
