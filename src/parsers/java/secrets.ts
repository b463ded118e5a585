import type { Range } from '../../model/range.ts';
import { isSensitiveKey } from '../../model/secret.ts';
import type { Setting } from '../../model/setting.ts';

/** The values that must never be printed: those of keys which Flink hides in its own logs. */
export function secretsOf(settings: readonly Setting[]): readonly Range[] {
	return settings.flatMap((setting) => (setting.valueRange !== undefined && isSensitiveKey(setting.key) ? [setting.valueRange] : []));
}
