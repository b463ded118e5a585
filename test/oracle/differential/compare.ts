import { templateIn } from '../../../src/model/syntax/value-syntax.ts';
import type { OptionType } from '../../../src/model/value.ts';
import type { FlinkAnswer, FlintAnswer, FlintReading, Reading } from './answers.ts';

/** One thing that Flink and flint do not agree on. */
export interface Difference {
	/** What they were asked: `load`, `value KEY`, `read KEY`. */
	readonly about: string;
	readonly flink: string;
	readonly flint: string;
}

/** What two answers to one file come to. */
export interface Comparison {
	readonly differences: readonly Difference[];
	/** Keys and values that were compared and are the same. */
	readonly keys: number;
	/** Typed readings that were compared and are the same, rejections included. */
	readonly readings: number;
	readonly rejectedReadings: number;
	/** Readings that flint makes no claim about, by its reason. */
	readonly unclaimed: readonly string[];
	readonly rejected: boolean;
}

/** Compares what Flink and flint make of a file. */
export function compareFile(flink: FlinkAnswer, flint: FlintAnswer): Comparison {
	const empty = { differences: [], keys: 0, readings: 0, rejectedReadings: 0, unclaimed: [], rejected: false };
	if (flink.values === undefined || flint.values === undefined) {
		if (flink.values === flint.values) return { ...empty, rejected: true };
		if (flint.unsure !== undefined) return { ...empty, unclaimed: [flint.unsure] };
		return { ...empty, differences: [{ about: 'load', flink: whyNot(flink), flint: flint.problems?.join('; ') ?? 'loads' }] };
	}
	const { differences: inValues, same } = compareValues(flink.values, flint.values, flint.unclaimed ?? []);
	const readings = compareReadings(flink, flint);
	return { ...empty, ...readings, differences: [...inValues, ...readings.differences], keys: same };
}

function whyNot({ exception }: FlinkAnswer): string {
	return exception === undefined ? 'loads' : exception.map(([name, message]) => `${name.replace(/^.*\./, '')}: ${message}`).join(' < ');
}

function compareValues(
	flink: Readonly<Record<string, string>>,
	flint: Readonly<Record<string, string | undefined>>,
	unclaimed: readonly string[],
) {
	const differences: Difference[] = [];
	let same = 0;
	for (const key of new Set([...Object.keys(flink), ...Object.keys(flint)])) {
		if (unclaimed.some((section) => key.startsWith(section)) || templateIn(key) !== undefined) continue;
		const [theirs, ours] = [flink[key], flint[key]];
		if (theirs !== undefined && key in flint && (ours === undefined || sameText(theirs, ours))) same++;
		else differences.push({ about: `value ${key}`, flink: shown(theirs), flint: shown(ours) });
	}
	return { differences, same };
}

/** Flink numbers the anchors of lists that hold something twice from the start of its process. */
function sameText(theirs: string, ours: string): boolean {
	return theirs === ours || (/[&*]id\d/.test(theirs) && renumbered(theirs) === renumbered(ours));
}

function renumbered(text: string): string {
	const names = [...new Set(text.match(/(?<=[&*]id)\d+/g))];
	return text.replace(/(?<=[&*]id)\d+/g, (name) => String(names.indexOf(name)));
}

function compareReadings({ read = {} }: FlinkAnswer, flint: FlintAnswer) {
	const differences: Difference[] = [];
	const unclaimed: string[] = [];
	let readings = 0;
	let rejectedReadings = 0;
	for (const [key, theirs] of Object.entries(read)) {
		const ours = flint.reading(key);
		if ('unclaimed' in ours) unclaimed.push(`${key}: ${ours.unclaimed}`);
		else if (sameReading(theirs, ours)) {
			readings++;
			if (theirs.rejected !== undefined) rejectedReadings++;
		} else differences.push(readingDifference(`read ${key}`, theirs, ours));
	}
	return { differences, readings, rejectedReadings, unclaimed };
}

/** What Flink's and flint's readings of texts of one option come to. */
export interface TextComparison {
	readonly same: number;
	/** Of the same ones. */
	readonly rejected: number;
	readonly unclaimed: number;
	/** About the texts themselves. */
	readonly differences: readonly Difference[];
}

/** Compares what Flink and flint make of the texts of an option. */
export function compareTexts(read: Readonly<Record<string, Reading>>, flint: (text: string) => FlintReading): TextComparison {
	const all = Object.entries(read).map(([text, theirs]) => ({ text, theirs, ours: flint(text) }));
	const claimed = all.filter(({ ours }) => !('unclaimed' in ours));
	const same = claimed.filter(({ theirs, ours }) => sameReading(theirs, ours));
	return {
		same: same.length,
		rejected: same.filter(({ theirs }) => theirs.rejected !== undefined).length,
		unclaimed: all.length - claimed.length,
		differences: claimed.filter((one) => !same.includes(one)).map(({ text, theirs, ours }) => readingDifference(text, theirs, ours)),
	};
}

function readingDifference(about: string, theirs: Reading, ours: FlintReading): Difference {
	return { about, flink: shown(theirs.rejected ?? theirs.iso ?? theirs.value), flint: shown('value' in ours ? ours.value : ours) };
}

/** Whether Flink's reading and flint's are one: both rejected, or the same value. */
function sameReading(theirs: Reading, ours: FlintReading): boolean {
	if (theirs.rejected !== undefined || !('value' in ours)) return theirs.rejected !== undefined && 'rejected' in ours;
	if (theirs.iso !== undefined) return isoMilliseconds(theirs.iso) === ours.value;
	if (typeof ours.value === 'string' && typeof theirs.value === 'string') return sameText(theirs.value, ours.value);
	if (typeof ours.value === 'number') return sameNumber(Number(theirs.value), ours.value, ours.type);
	return JSON.stringify(sorted(theirs.value)) === JSON.stringify(sorted(ours.value));
}

/** flint keeps the number as written; a float of Flink's is the one next to it. */
function sameNumber(theirs: number, ours: number, type: OptionType | undefined): boolean {
	return (
		Object.is(theirs, ours) || (theirs === ours && theirs !== 0) || (type === 'float' && Object.is(Math.fround(theirs), Math.fround(ours)))
	);
}

function sorted(value: unknown): unknown {
	if (Array.isArray(value) || !(value instanceof Object)) return value;
	return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The milliseconds of Java's `Duration.toString`. */
function isoMilliseconds(iso: string): number {
	const match = /^PT(?:(-?\d+)H)?(?:(-?\d+)M)?(?:(-?)(\d+)(?:\.(\d+))?S)?$/.exec(iso);
	const [, hours = '0', minutes = '0', sign = '', seconds = '0', fraction = ''] = match ?? [];
	const nanos = BigInt(seconds) * 1_000_000_000n + BigInt(fraction.padEnd(9, '0'));
	const total = (BigInt(hours) * 3600n + BigInt(minutes) * 60n) * 1_000_000_000n + (sign === '-' ? -nanos : nanos);
	return Number(total / 1_000_000n) + Number(total % 1_000_000n) / 1_000_000;
}

function shown(value: unknown): string {
	return value === undefined ? '(nothing)' : JSON.stringify(value);
}
