import type { ConfigDocument } from './document.ts';

/** A Compose file, which may be laid over others: services of one name in several files are one service. */
export interface Composition {
	/** Files whose services it takes over as they are, and those that its services extend; relative to its folder. */
	readonly includes: readonly string[];
	readonly extends: readonly string[];
	/** Its Flink services neither name an image nor build one: alone it would not start. */
	readonly onlyOverrides: boolean;
	/** Its path and the trees that Compose merges, for `merged` of another composition. */
	readonly path: string;
	readonly trees: unknown;
	/**
	 * What files say together, the lowest first.
	 * @param extended gives a file that a service extends, by its path relative to the folder of the file that names it
	 */
	readonly merged: (files: readonly Composition[], extended: ExtendedFile) => readonly ConfigDocument[];
}

/** The composition that stands at a reference, seen from the file that names it. */
type ExtendedFile = (from: string, reference: string) => Composition | undefined;
