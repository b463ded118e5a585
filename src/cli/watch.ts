import { PHASES, type Phase, type RunObserver } from '../workspace/observer.ts';
import type { Io } from './io.ts';
import type { RunOptions } from './options.ts';
import { Progress } from './progress.ts';

/** Follows a run: how long its phases take, and its progress where a person waits. */
export class Watch implements RunObserver {
	private readonly spent = new Map<Phase, number>();
	private readonly progress: Progress | undefined;
	private current: { readonly phase: Phase; readonly since: number } | undefined;

	constructor({ quiet }: Pick<RunOptions, 'quiet'>, { stderr, env }: Io) {
		if (stderr.isTTY && quiet !== true && env.TERM !== 'dumb') this.progress = new Progress(stderr);
	}

	phase(phase: Phase): void {
		this.progress?.phase(phase);
		this.close();
		this.current = { phase, since: now() };
	}

	file(path: string, index: number, total: number): Promise<void> | undefined {
		return this.progress?.file(path, index, total);
	}

	/** The run is over, or something is about to be written: nothing of the progress stays. */
	done(): void {
		this.progress?.erase();
		this.close();
		this.current = undefined;
	}

	/** The phases that took place, in order, with the time each took (ms). */
	times(): readonly { readonly phase: Phase; readonly ms: number }[] {
		return PHASES.flatMap((phase) => {
			const ms = this.spent.get(phase);
			return ms === undefined ? [] : [{ phase, ms }];
		});
	}

	private close(): void {
		if (this.current === undefined) return;
		const { phase, since } = this.current;
		this.spent.set(phase, (this.spent.get(phase) ?? 0) + now() - since);
	}
}

/** A clock in ms that is there from the start: `performance` would be loaded at its first use. */
function now(): number {
	const [seconds, nanoseconds] = process.hrtime();
	return seconds * 1000 + nanoseconds / 1e6;
}
