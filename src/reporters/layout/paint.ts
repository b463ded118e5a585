import { styleText } from 'node:util';

/** The styles reports use. */
export type Style = 'bold' | 'dim' | 'red' | 'green' | 'yellow' | 'blue' | 'cyan';

/** Gives text its styles, or leaves it alone where colour is off. */
export type Paint = (text: string, ...styles: readonly Style[]) => string;

/** A painter; `enabled` was decided from `--color`, NO_COLOR, FORCE_COLOR and the terminal. */
export function painter(enabled: boolean): Paint {
	if (!enabled) return (text) => text;
	return (text, ...styles) => (text === '' ? text : styleText([...styles], text, { validateStream: false }));
}
