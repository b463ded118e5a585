import type { Place } from './range.ts';

/** The Flink minors that flint knows, oldest first. */
export const FLINK_VERSIONS = ['1.13', '1.14', '1.15', '1.16', '1.17', '1.18', '1.19', '1.20', '2.0', '2.1', '2.2', '2.3'] as const;

/** A Flink minor that flint knows, such as `1.20`. */
export type FlinkVersion = (typeof FLINK_VERSIONS)[number];

/** A Flink version and the place it was read from; `undefined` as place means it was stated on the command line. */
export interface VersionStatement {
	readonly version: FlinkVersion;
	readonly place?: Place;
}

/** The minor that a written version means (`1.20.1`, `1.20-SNAPSHOT`, `v1_20`, `FLINK-1_20`), or undefined where flint knows none such. */
export function flinkVersion(text: string): FlinkVersion | undefined {
	const match = /^(?:flink-|v)?(\d+)[._](\d+)(?![\d])/i.exec(text.trim());
	if (match === null) return undefined;
	const minor = `${match[1]}.${match[2]}`;
	return FLINK_VERSIONS.find((known) => known === minor);
}

/** Whether a written version is one of a Flink before the first minor that flint knows: `1.9.3`, `FLINK-1_11`. */
export function isBeforeKnown(text: string): boolean {
	const match = /^(?:flink-|v)?(\d+)[._](\d+)(?![\d])/i.exec(text.trim());
	const major = Number(match?.[1]);
	return match !== null && (major === 0 || (major === 1 && Number(match[2]) < 13));
}

/** The minor that a written version names, known to flint or not: `1.9` for `1.9.3-scala_2.12`. */
export function minorIn(text: string): string | undefined {
	const match = /(\d+)[._](\d+)/.exec(text);
	return match === null ? undefined : `${match[1]}.${match[2]}`;
}

/** Negative, zero or positive as `a` is older than, equal to or newer than `b`. */
export function compareVersions(a: FlinkVersion, b: FlinkVersion): number {
	return FLINK_VERSIONS.indexOf(a) - FLINK_VERSIONS.indexOf(b);
}

/** Whether `version` is `minimum` or newer. */
export function atLeast(version: FlinkVersion, minimum: FlinkVersion): boolean {
	return compareVersions(version, minimum) >= 0;
}
