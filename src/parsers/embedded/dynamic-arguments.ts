import type { ConfigDocument, DocumentClaims, Format } from '../../model/document.ts';
import type { Range } from '../../model/range.ts';
import type { Setting } from '../../model/setting.ts';
import { isSecret, typedValue } from '../flink-keys.ts';
import { statementFinder } from '../statement-finder.ts';

/** One word of a command line: what it says, and the span in the file that spells it. */
export interface Word {
	readonly text: string;
	/** Without quotes; as long as `text`, so that a part of the word has its place. */
	readonly range: Range;
}

/** The settings that a command's `-Dkey=value` and `-D key=value` make, in the order in which they are given. */
export function dynamicArguments(path: string, words: readonly Word[]): readonly Setting[] {
	return words.flatMap((word, index) => {
		const separate = word.text === '-D';
		const said = separate ? words[index + 1] : word.text.startsWith('-D') ? word : undefined;
		const setting = said === undefined ? undefined : settingOf(path, said, separate ? 0 : 2, word.range.start);
		return setting === undefined ? [] : [setting];
	});
}

function settingOf(path: string, { text, range }: Word, from: number, start: number): Setting | undefined {
	const equals = text.indexOf('=', from);
	if (equals <= from || range.end - range.start !== text.length) return undefined;
	const key = text.slice(from, equals);
	if (!/^[\w.-]+$/.test(key)) return undefined;
	const at = range.start;
	return {
		key,
		name: key,
		value: typedValue(key, text.slice(equals + 1)),
		layer: 'dynamic',
		kind: 'entry',
		condition: 'always',
		file: path,
		range: { start, end: range.end },
		nameRange: { start: at + from, end: at + equals },
		valueRange: { start: at + equals + 1, end: range.end },
	};
}

/** What a part's file is: its path, its whole text and its format. */
export interface FileOfArguments {
	readonly path: string;
	readonly text: string;
	readonly format: Format;
}

/** A command's arguments as a part of the file; none where the command makes no settings. */
export function argumentsPart(
	{ path, text, format }: FileOfArguments,
	words: readonly Word[],
	claims: DocumentClaims,
): readonly ConfigDocument[] {
	const settings = dynamicArguments(path, words);
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
