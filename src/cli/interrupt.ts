/** What Ctrl-C, a closed terminal and a supervisor send. */
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Lets the event loop look for signals and other events once. */
export async function turn(): Promise<void> {
	await new Promise<void>((resolve) => setImmediate(resolve));
}

/**
 * Runs an action that must not be torn apart, such as writing files; a signal that arrives meanwhile waits until it is done.
 * `interrupted` tells that one did: the caller should stop then.
 */
export async function uninterrupted<T>(action: () => T): Promise<{ readonly value: T; readonly interrupted: boolean }> {
	let interrupted = false;
	const wait = (): void => {
		interrupted = true;
	};
	for (const signal of SIGNALS) process.on(signal, wait);
	try {
		const value = action();
		// The action blocked the event loop: only now can it hear of a signal. The first turn may already be under way.
		await turn();
		await turn();
		return { value, interrupted };
	} finally {
		for (const signal of SIGNALS) process.off(signal, wait);
	}
}

/** Runs `clean` before a signal ends the process in its usual way; answers what takes it back. */
export function beforeDeath(clean: () => void): () => void {
	const release = (): void => {
		for (const signal of SIGNALS) process.off(signal, die);
	};
	const die = (signal: NodeJS.Signals): void => {
		clean();
		release();
		process.kill(process.pid, signal);
	};
	for (const signal of SIGNALS) process.on(signal, die);
	return release;
}
