import { UsageError } from './errors.ts';
import type { InitOptions } from './inspect-options.ts';
import type { Io } from './io.ts';

/** `flint init`; comes with a following change. */
export async function init(_options: InitOptions, _io: Io): Promise<number> {
	throw new UsageError('`flint init` is not there yet');
}
