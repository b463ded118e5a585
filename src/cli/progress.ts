import { printable } from '../reporters/layout/width.ts';
import { shortened } from '../reporters/layout/wrap.ts';
import type { Phase, RunObserver } from '../workspace/observer.ts';
import { beforeDeath, turn } from './interrupt.ts';
import type { Output } from './io.ts';

/** How long a run may take before it says how far it is, in ms. */
const PATIENCE = 1000;
/** How long a drawn line stays, in ms. */
const REDRAW = 100;
const ERASE = '\r\x1b[2K';

/** A line on a terminal that says how many files are read; it is gone before anything else is written. */
export class Progress implements RunObserver {
	private readonly started: number;
	private drawn = Number.NEGATIVE_INFINITY;
	private release: (() => void) | undefined;

	constructor(
		private readonly output: Output,
		/** The time in ms. */
		private readonly now: () => number = () => performance.now(),
	) {
		this.started = now();
	}

	/** While the line stands, signals are heard between files only: they must erase it first. */
	file(path: string, index: number, total: number): Promise<void> | undefined {
		const now = this.now();
		if (now - this.started < PATIENCE || now - this.drawn < REDRAW) return undefined;
		this.drawn = now;
		const text = `reading file ${index + 1} of ${total}: ${printable(path)}`;
		this.output.write(ERASE + shortened(text, (this.output.columns ?? 80) - 1));
		this.release ??= beforeDeath(() => this.output.write(ERASE));
		return turn();
	}

	phase(_: Phase): void {
		this.erase();
	}

	/** Takes the line away, if there is one. */
	erase(): void {
		if (this.release === undefined) return;
		this.output.write(ERASE);
		this.release();
		this.release = undefined;
	}
}
