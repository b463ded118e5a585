import type { Parse } from '../../model/document.ts';
import { composeListsPart } from '../compose/lists.ts';
import { argumentsPart } from '../embedded/dynamic-arguments.ts';
import { fileOf } from '../embedded/embed.ts';
import { hashComments } from '../text/hash-comments.ts';
import { statementFinder } from '../text/statement-finder.ts';
import { commandsIn } from './command.ts';

/** Reads the commands of a shell script, Makefile or CI file that start Flink or submit a job: what their arguments set. */
export const parseCommandLine: Parse = (path, text) => {
	const commands = commandsIn(path, text).flatMap(({ settings, claims }) =>
		argumentsPart({ path, text, format: 'command-line' }, settings, claims),
	);
	const parts = [...commands, ...composeListsPart(path, text, 'command-line')];
	const anchor = parts[0]?.anchor ?? { start: 0, end: 0 };
	return fileOf(path, text, 'command-line', parts, {
		problems: [],
		comments: hashComments(text),
		claims: { role: 'submission', partial: true },
		anchor,
		statementAt: statementFinder(
			text,
			parts.flatMap((part) => part.settings.map((setting) => setting.range)),
		),
		tree: undefined,
	});
};
