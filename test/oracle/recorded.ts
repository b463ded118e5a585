import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { type FlinkVersion, flinkVersion } from '../../src/model/version.ts';

const ROOT = new URL('../../oracle/', import.meta.url);

/** What Flink made of one text: a value, or a chain of exceptions. */
export interface RecordedValue {
	readonly value?: unknown;
	readonly iso?: string;
	readonly rejected?: readonly (readonly [string, string | null])[];
	readonly noSuchEnum?: boolean;
}

/** What Flink made of one file. */
export interface RecordedFile {
	readonly values?: Readonly<Record<string, string>>;
	readonly types?: Readonly<Record<string, string>>;
	readonly read?: Readonly<Record<string, RecordedValue>>;
	readonly exception?: readonly (readonly [string, string | null])[];
	readonly at?: { readonly line: number; readonly column: number };
}

export type RecordedValues = Readonly<
	Record<'legacy' | 'standard', Readonly<Record<string, Readonly<Record<string, RecordedValue>>>> | undefined>
>;

/** The minors whose answers to a part of the oracle are recorded; without a part, those that were asked everything. */
export function recordedVersions(part = 'combinations'): readonly FlinkVersion[] {
	const asked = readdirSync(new URL('recorded/', ROOT)).filter((name) => existsSync(new URL(`recorded/${name}/${part}.json`, ROOT)));
	return asked.flatMap((name) => flinkVersion(name) ?? []);
}

/** One recorded answer file, or undefined where that version has none. */
export function recorded<T>(version: FlinkVersion, name: string): T | undefined {
	const url = new URL(`recorded/${version}/${name}.json`, ROOT);
	return existsSync(url) ? (JSON.parse(readFileSync(url, 'utf8')) as T) : undefined;
}

/** The bytes of a corpus file, and whether it stands there. */
export function corpusFile(path: string): Buffer | undefined {
	const url = new URL(`corpus/${path}`, ROOT);
	return existsSync(url) ? readFileSync(url) : undefined;
}
