import { atLeast, type FlinkVersion } from '../version.ts';
import { javaTrim } from './java-text.ts';

/** A duration in ms (a fraction below one), or why Flink rejects the text. */
type DurationReading = { readonly ms: number } | { readonly why: string };

/** Unit labels and their length in nanoseconds. Source: TimeUtils.TimeUnit; `m` joined in 1.15. */
const UNITS: readonly (readonly [labels: readonly string[], nanos: bigint])[] = [
	[['d', 'day', 'days'], 86_400_000_000_000n],
	[['h', 'hour', 'hours'], 3_600_000_000_000n],
	[['min', 'm', 'minute', 'minutes'], 60_000_000_000n],
	[['s', 'sec', 'secs', 'second', 'seconds'], 1_000_000_000n],
	[['', 'ms', 'milli', 'millis', 'millisecond', 'milliseconds'], 1_000_000n],
	[['µs', 'micro', 'micros', 'microsecond', 'microseconds'], 1000n],
	[['ns', 'nano', 'nanos', 'nanosecond', 'nanoseconds'], 1n],
];
const NANOS_OF_LABEL = new Map(UNITS.flatMap(([labels, nanos]) => labels.map((label) => [label, nanos] as const)));

const LARGEST_LONG = 2n ** 63n - 1n;
const NANOS_PER_SECOND = 1_000_000_000n;
/** More digits than any value Flink accepts has; a longer text is not worth a conversion. */
const MOST_DIGITS = 40;

/** Source: java.time.Duration.parse. */
const ISO = /^([-+]?)P(?:([-+]?\d+)D)?(?:T(?=[-+\d])(?:([-+]?\d+)H)?(?:([-+]?\d+)M)?(?:([-+]?)(\d+)(?:[.,](\d{0,9}))?S)?)?$/i;

/**
 * Reads a duration as Flink does: a number of ASCII digits, then a unit label in any case, or none for ms.
 * Source: TimeUtils.parseDuration, run on 1.13–2.3; ISO-8601 (`PT10M`) is read from 2.1 on.
 */
export function readDuration(text: string, version: FlinkVersion | undefined): DurationReading {
	const trimmed = javaTrim(text);
	if (trimmed === '') return { why: 'an empty text is no duration' };
	if (/^[-+]?p/i.test(trimmed)) return readIso(trimmed, version);
	const digits = /^\d+/.exec(trimmed)?.[0];
	if (digits === undefined) return { why: 'a duration starts with a number' };
	const label = javaTrim(trimmed.slice(digits.length)).toLowerCase();
	const nanos = NANOS_OF_LABEL.get(label);
	if (nanos === undefined) return { why: unitProblem(digits, label) };
	if (label === 'm' && version !== undefined && !atLeast(version, '1.15'))
		return { why: 'the unit `m` is known to Flink only from 1.15 on: write `min`' };
	return readAmount(digits, nanos, version);
}

function readAmount(digits: string, nanos: bigint, version: FlinkVersion | undefined): DurationReading {
	if (digits.length > MOST_DIGITS && /[1-9]/.test(digits.slice(0, -MOST_DIGITS))) return { why: TOO_LARGE };
	const amount = BigInt(digits);
	// From 2.0 the amount itself may exceed a long, as long as the duration's seconds do not.
	if (amount > LARGEST_LONG && (version === undefined || !atLeast(version, '2.0'))) return { why: TOO_LARGE };
	return ofNanos(amount * nanos);
}

const TOO_LARGE = 'the number exceeds 64 bits';

function ofNanos(total: bigint): DurationReading {
	if (total / NANOS_PER_SECOND > LARGEST_LONG) return { why: TOO_LARGE };
	return { ms: Number(total / 1_000_000n) + Number(total % 1_000_000n) / 1_000_000 };
}

function unitProblem(digits: string, label: string): string {
	const fraction = /^[.,]\d+/.test(label);
	if (fraction) return `\`${digits}${label}\` is no whole number, and Flink reads no fractions of a unit`;
	return `\`${label}\` is no time unit that Flink knows (d, h, min, s, ms and their long names)`;
}

function readIso(text: string, version: FlinkVersion | undefined): DurationReading {
	if (version === undefined || !atLeast(version, '2.1'))
		return { why: 'ISO-8601 durations are read only from Flink 2.1 on: write a number and a unit' };
	const match = text.length > 4 * MOST_DIGITS ? null : ISO.exec(text);
	if (match === null || /P$/i.test(text)) return { why: 'it is no ISO-8601 duration' };
	const [, sign, days = '0', hours = '0', minutes = '0', secondsSign = '', seconds = '0', fraction = ''] = match;
	const whole =
		BigInt(days) * 86_400n + BigInt(hours) * 3600n + BigInt(minutes) * 60n + BigInt(`${secondsSign === '-' ? '-' : ''}${seconds}`);
	const part = BigInt(fraction.padEnd(9, '0'));
	const total = whole * NANOS_PER_SECOND + (secondsSign === '-' ? -part : part);
	if (sign === '-' ? total > 0n : total < 0n) return { why: 'a duration is not negative' };
	return ofNanos(sign === '-' ? -total : total);
}
