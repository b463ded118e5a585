import type { Platform } from '../../model/platform.ts';
import type { Paint } from '../layout/paint.ts';
import { printable } from '../layout/width.ts';
import type { Outcome, ShownApplication, ShownStatement, ShownValue } from './shown.ts';

/** Platforms as people call them. */
export const PLATFORM_NAMES: Readonly<Record<Platform, string>> = {
	msf: 'Managed Flink',
	'kubernetes-operator': 'Kubernetes operator',
	standalone: 'standalone cluster',
	unknown: 'platform unknown',
};

type Titled = Pick<ShownApplication, 'id' | 'platform' | 'version' | 'versionFrom' | 'environment'>;

/** `orders · Managed Flink · Flink 1.20 (app.json:3)`. */
export function applicationTitle({ id, platform, version, versionFrom, environment }: Titled, paint: Paint): string {
	const flink = version === undefined ? 'Flink version unknown' : `Flink ${version} (${printable(versionFrom ?? '')})`;
	const facts = [PLATFORM_NAMES[platform], flink, ...(environment === 'development' ? ['development'] : [])];
	return [paint(printable(id), 'bold'), ...facts].join(' · ');
}

/** A value in a table; its reason, if it needs one, goes below. */
export function valueText({ state, text, fallback }: ShownValue): string {
	if (state === 'unset') return 'not set';
	if (state === 'unknown') return fallback === undefined ? 'unknown' : `unknown, else ${fallback}`;
	return text === '' ? "''" : (text ?? '');
}

/** Why a value is unknown or rejected, where it is. */
export function whyLines({ state, why }: ShownValue): readonly string[] {
	if (why === undefined) return [];
	if (state === 'invalid') return [`Flink rejects it: ${why}`];
	// Reasons that complete "the value …" have no subject of their own.
	return [why.startsWith('is ') ? `it ${why}` : why];
}

/** `conf/flink-conf.yaml:12`. */
export function placeText({ file, line }: ShownStatement): string {
	return `${file}:${line}`;
}

/** A statement's place, and its name where that is not the option's key. */
export function placeAndName(statement: ShownStatement, key: string): string {
	return statement.name === key ? placeText(statement) : `${placeText(statement)} ${statement.name}`;
}

/** What becomes of a statement, in a few words. */
export function outcomeText({ kind, why }: Outcome): string {
	if (kind === 'in-force') return 'in force';
	return kind === 'overridden' ? `overridden${why === undefined ? '' : `: ${why}`}` : `no effect: ${why ?? ''}`;
}
