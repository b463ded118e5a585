import type { Paint } from '../reporters/paint.ts';
import { painter } from '../reporters/paint.ts';

/** A stream that flint writes to. */
export interface Output {
	write(text: string): void;
	readonly isTTY: boolean;
	/** Undefined where it is no terminal. */
	readonly columns: number | undefined;
}

/** Everything the command line takes from its process; tests hand in their own. */
export interface Io {
	readonly stdout: Output;
	readonly stderr: Output;
	/** All of standard input. */
	readonly stdin: () => Promise<Uint8Array>;
	/** Absolute path of the working directory, without symbolic links. */
	readonly cwd: string;
	readonly env: Readonly<Record<string, string | undefined>>;
}

/** When output is coloured; `auto` means on a terminal, unless NO_COLOR or FORCE_COLOR say otherwise. */
export type ColorMode = 'auto' | 'always' | 'never';

/** The painter for one of the streams. */
export function paintFor(output: Output, mode: ColorMode, env: Io['env']): Paint {
	return painter(mode === 'always' || (mode === 'auto' && wantsColor(output, env)));
}

function wantsColor({ isTTY }: Output, env: Io['env']): boolean {
	const forced = env.FORCE_COLOR;
	if (forced !== undefined) return forced !== '0' && forced !== 'false';
	if (env.NO_COLOR) return false;
	return isTTY && env.TERM !== 'dumb';
}
