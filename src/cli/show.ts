import { UsageError } from './errors.ts';
import type { ShowOptions } from './inspect-options.ts';
import type { Io } from './io.ts';

/** `flint show`; comes with a following change. */
export async function show(_paths: readonly string[], _options: ShowOptions, _argv: readonly string[], _io: Io): Promise<number> {
	throw new UsageError('`flint show` is not there yet');
}
