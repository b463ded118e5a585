import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Paint } from '../reporters/layout/paint.ts';
import { painter } from '../reporters/layout/paint.ts';

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

/** Makes the place of a file on a terminal something to click on (OSC 8); undefined where the terminal would not know it. */
export function linksFor(
	output: Output,
	mode: ColorMode,
	env: Io['env'],
	cwd: string,
): ((text: string, path: string) => string) | undefined {
	if (mode === 'never' || env.NO_COLOR || !output.isTTY || !knowsLinks(env)) return undefined;
	return (text, path) => `\x1b]8;;${pathToFileURL(resolve(cwd, path)).href}\x1b\\${text}\x1b]8;;\x1b\\`;
}

const LINKING_PROGRAMS = new Set(['iTerm.app', 'WezTerm', 'vscode', 'ghostty', 'Hyper', 'rio', 'Tabby', 'zed']);
const LINKING_TERMINALS = /^(xterm-kitty|alacritty|foot|foot-extra|contour|xterm-ghostty)(-|$)/;
/** The first release of VTE (GNOME Terminal, Tilix, …) whose links do not crash it. */
const FIRST_LINKING_VTE = 5002;

/** Whether the terminal says by its environment that it draws OSC 8 links. FORCE_HYPERLINK overrides, as in other tools. */
function knowsLinks(env: Io['env']): boolean {
	const forced = env.FORCE_HYPERLINK;
	if (forced !== undefined) return forced !== '0' && forced !== 'false';
	// Screen and older tmux show the sequence as text.
	if (env.CI || env.TERM === 'dumb' || env.TMUX || env.STY) return false;
	if (env.WT_SESSION || env.KONSOLE_VERSION || env.DOMTERM) return true;
	if (LINKING_PROGRAMS.has(env.TERM_PROGRAM ?? '') || LINKING_TERMINALS.test(env.TERM ?? '')) return true;
	return Number(env.VTE_VERSION ?? 0) >= FIRST_LINKING_VTE;
}
