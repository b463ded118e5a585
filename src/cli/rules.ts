import { UsageError } from './errors.ts';
import type { RulesOptions } from './inspect-options.ts';
import type { Io } from './io.ts';

/** `flint rules`; comes with a following change. */
export function rules(_options: RulesOptions, _io: Io): number {
	throw new UsageError('`flint rules` is not there yet');
}
