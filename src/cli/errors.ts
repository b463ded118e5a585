import { ConfigurationError } from '../config/errors.ts';
import type { Paint } from '../reporters/layout/paint.ts';
import { printable } from '../reporters/layout/width.ts';

/** The command line asks for something that cannot be done; flint prints one sentence with a suggestion and exits 2. */
export class UsageError extends Error {
	override readonly name = 'UsageError';

	constructor(
		message: string,
		/** What to do instead. */
		readonly suggestion?: string,
	) {
		super(message);
	}
}

/** What standard error says about an error that ended the run. Anything but the two known classes is a bug of flint. */
export function describeError(error: unknown, argv: readonly string[], paint: Paint): string {
	if (error instanceof UsageError) return problem(error.message, undefined, error.suggestion, paint);
	if (error instanceof ConfigurationError) {
		return error.problems.map(({ message, place, suggestion }) => problem(message, place, suggestion, paint)).join('');
	}
	return bug(error instanceof Error ? (error.stack ?? error.message) : String(error), argv, paint);
}

/** A sentence, the place it is about, and what to do. */
export function problem(message: string, place: string | undefined, suggestion: string | undefined, paint: Paint): string {
	const lines = [`${paint('error', 'red', 'bold')}${paint(`: ${printable(message)}`, 'bold')}`];
	if (place !== undefined) lines.push(`  ${paint('-->', 'blue')} ${printable(place)}`);
	if (suggestion !== undefined) lines.push(`   ${paint('=', 'blue')} ${printable(suggestion)}`);
	return `${lines.join('\n')}\n`;
}

/** A failure that is flint's own: what happened, and the command that repeats it. */
export function bug(what: string, argv: readonly string[], paint: Paint): string {
	const command = ['flint', ...argv].map(quoted).join(' ');
	return `${paint('error', 'red', 'bold')}: this is a bug in flint; report it with these lines\n${what}\n   ${paint('=', 'blue')} repeat it with: ${command}\n`;
}

function quoted(word: string): string {
	return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
