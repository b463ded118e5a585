/** What a run does, one after the other; `fix` does it several times. */
export const PHASES = ['find', 'read', 'group', 'check', 'plan', 'report'] as const;
export type Phase = (typeof PHASES)[number];

/** Follows a run, for progress and timing. */
export interface RunObserver {
	/** A phase begins; the one before it ends. */
	phase(phase: Phase): void;
	/** A file is about to be read. The answer is awaited, so that an observer can let pending signals in. */
	file(path: string, index: number, total: number): Promise<void> | undefined;
}
