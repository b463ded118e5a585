import type { JavaConstant } from './constants.ts';

/** Milliseconds in one of a unit, under the names that TimeUnit, ChronoUnit, Duration and Flink's Time use for it. */
const MS: Readonly<Record<string, number>> = {
	nano: 1e-6,
	micro: 1e-3,
	milli: 1,
	second: 1000,
	minute: 60_000,
	hour: 3_600_000,
	day: 86_400_000,
};

/** The milliseconds in a unit: `MINUTES`, `ofMinutes`, `toMinutes`, `minutes`, `milliseconds`; undefined for anything else. */
export function unitMs(name: string): number | undefined {
	const plain = name
		.toLowerCase()
		.replace(/^(?:of|to)/, '')
		.replace(/^(nano|micro|milli)s?(?:econd)?s?$/, '$1')
		.replace(/s$/, '');
	return Object.hasOwn(MS, plain) ? MS[plain] : undefined;
}

/** An ISO-8601 duration as `Duration.parse` reads it, in ms. */
export function isoMs(text: string): number | undefined {
	const match = /^(-)?P(?:(\d{1,9})D)?(?:T(?:(\d{1,9})H)?(?:(\d{1,9})M)?(?:(\d{1,9}(?:\.\d{1,9})?)S)?)?$/i.exec(text);
	if (match === null || text.length < 3) return undefined;
	const [, sign, days, hours, minutes, seconds] = match;
	const ms = Number(days ?? 0) * 86_400_000 + Number(hours ?? 0) * 3_600_000 + Number(minutes ?? 0) * 60_000 + Number(seconds ?? 0) * 1000;
	return sign === undefined ? ms : -ms;
}

/** A duration in whole units, as `toSeconds()` and its kin give it. */
export function wholeUnits(ms: number, unit: number): JavaConstant {
	return { type: 'integer', value: BigInt(Math.trunc(ms / unit)), wide: true };
}
