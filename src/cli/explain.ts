import { UsageError } from './errors.ts';
import type { ExplainOptions } from './inspect-options.ts';
import type { Io } from './io.ts';

/** `flint explain`; comes with a following change. */
export async function explain(_name: string, _options: ExplainOptions, _io: Io): Promise<number> {
	throw new UsageError('`flint explain` is not there yet');
}
