import type { Parse } from '../../model/document.ts';
import { argumentsPart } from '../embedded/dynamic-arguments.ts';
import { fileOf } from '../embedded/embed.ts';
import { statementFinder } from '../statement-finder.ts';
import { commandsIn } from './command.ts';

/** Reads the commands of a shell script, Makefile or CI file that start Flink or submit a job: what their arguments set. */
export const parseCommandLine: Parse = (path, text) => {
	const parts = commandsIn(path, text).flatMap(({ settings, claims }) =>
		argumentsPart({ path, text, format: 'command-line' }, settings, claims),
	);
	const anchor = parts[0]?.anchor ?? { start: 0, end: 0 };
	return fileOf(path, text, 'command-line', parts, {
		problems: [],
		comments: commentsIn(text),
		claims: { role: 'submission', partial: true },
		anchor,
		statementAt: statementFinder(
			text,
			parts.flatMap((part) => part.settings.map((setting) => setting.range)),
		),
		tree: undefined,
	});
};

function commentsIn(text: string): readonly { readonly range: { readonly start: number; readonly end: number }; readonly text: string }[] {
	return [...text.matchAll(/(?:^|[ \t])(#+|\/\/)[ \t]*(.*)$/gm)].map((match) => {
		const start = match.index + match[0].indexOf(match[1] ?? '#');
		return { range: { start, end: match.index + match[0].length }, text: (match[2] ?? '').trim() };
	});
}
