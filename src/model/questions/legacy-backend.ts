/** The names that chose heap state and a checkpoint storage in one, before Flink 1.13 told the two apart; 2.0 no longer knows them. */
export const LEGACY_BACKENDS: readonly string[] = ['filesystem', 'jobmanager'];

/** Whether a text names one of the legacy backends; Flink compares without case. */
export function isLegacyBackend(text: string): boolean {
	return LEGACY_BACKENDS.includes(text.toLowerCase());
}
