import { readdirSync } from 'node:fs';
import type { FlinkVersion } from '../../src/model/version.ts';
import { corpusFile, recorded } from './recorded.ts';

/** A call's argument: a plain value, an object that is built, or what a static method answers. */
export type Argument =
	| string
	| number
	| boolean
	| { readonly new: string; readonly args: readonly Argument[] }
	| { readonly call: string; readonly method: string; readonly args: readonly Argument[] };

/** One statement of the program; see oracle/README.md. */
export interface ProgramCall {
	readonly call: string;
	readonly args?: readonly Argument[];
	readonly configuration?: Readonly<Record<string, string>>;
}

/** One configuration with a program on top. */
export interface Combination {
	readonly name: string;
	readonly configuration?: Readonly<Record<string, string>>;
	readonly file?: Readonly<Record<string, string>>;
	readonly dynamic?: Readonly<Record<string, string>>;
	readonly program?: readonly ProgramCall[];
	readonly operatorParallelism?: number;
	readonly operatorMaxParallelism?: number;
}

/** What Flink made of a combination; the sections it reached. Times are ms. */
export interface RecordedCombination {
	readonly environment?: {
		readonly alignedTimeout: number;
		readonly bufferTimeout: number;
		readonly chaining: boolean;
		readonly checkpointingEnabled: boolean;
		readonly interval: number | string;
		readonly maxConcurrent: number;
		readonly maxParallelism: number;
		readonly minPause: number;
		readonly mode: string;
		readonly objectReuse: boolean;
		readonly parallelism: number;
		readonly retention: string;
		readonly savepointDir: string | null;
		readonly timeout: number;
		readonly tolerableFailures: number;
		readonly unaligned: boolean;
	};
	readonly jobGraph?: {
		readonly checkpointingEnabled: boolean;
		readonly exactlyOnce: boolean;
		readonly interval: number | string | null;
		readonly unaligned: boolean;
	};
	readonly restartStrategy?: { readonly class: string; readonly description: string };
	readonly stateBackend?: { readonly class: string; readonly incremental: boolean | null; readonly changelog?: true };
	readonly checkpointStorage?: { readonly class: string; readonly dir: string | null; readonly savepointDir: string | null };
	readonly rejected?: { readonly stage: string; readonly exception: readonly (readonly [string, string | null])[] };
	readonly noSuchApi?: string;
}

/** Every combination of the corpus with its recorded answer, by `<file>/<name>`. Those the version has no API for are left out. */
export function combinations(
	version: FlinkVersion,
): ReadonlyMap<string, { readonly asked: Combination; readonly answer: RecordedCombination }> {
	const answers = recorded<Record<string, RecordedCombination>>(version, 'combinations') ?? {};
	const found = new Map<string, { asked: Combination; answer: RecordedCombination }>();
	for (const file of readdirSync(new URL('../../oracle/corpus/combinations/', import.meta.url)).sort()) {
		const asked = JSON.parse(corpusFile(`combinations/${file}`)?.toString() ?? '[]') as readonly Combination[];
		for (const one of asked) {
			const name = `${file.replace('.json', '')}/${one.name}`;
			const answer = answers[name];
			if (answer !== undefined && answer.noSuchApi === undefined) found.set(name, { asked: one, answer });
		}
	}
	return found;
}
