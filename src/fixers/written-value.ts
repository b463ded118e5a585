import type { Setting } from '../model/setting.ts';
import { javaTrim } from '../model/syntax/java-text.ts';
import { formatValue, type TypedValue } from '../model/value.ts';

/** A unit as a document writes it: `60s`, `60 s`, `60 SECONDS`. */
interface UnitStyle {
	readonly gap: string;
	readonly label: string;
}

const DURATION_LABEL = /^(?:d|days?|h|hours?|m|min|minutes?|s|secs?|seconds?|ms|milli(?:s|seconds?)?)$/i;
const MEMORY_LABEL = /^(?:b|bytes|k|kb|kibibytes|m|mb|mebibytes|g|gb|gibibytes|t|tb|tebibytes)$/i;
const AMOUNT = /^(\d+)([ \t]*)([A-Za-z]*)$/;

/**
 * A value's text in a document's own way of writing durations and memory sizes.
 * @param neighbours statements whose way counts, nearest first
 */
export function writtenValue(value: TypedValue, neighbours: readonly Setting[]): string {
	if (value.type === 'duration') return writtenDuration(value.ms, neighbours);
	if (value.type === 'memory') return inStyle(formatValue(value), stylesOf('memory', neighbours), MEMORY_LABEL);
	return formatValue(value);
}

function writtenDuration(ms: number, neighbours: readonly Setting[]): string {
	if (!Number.isInteger(ms)) {
		const nanos = Math.round(ms * 1_000_000);
		return nanos % 1000 === 0 ? `${nanos / 1000} micro` : `${nanos} ns`;
	}
	const styles = stylesOf('duration', neighbours);
	if (styles[0]?.label === '') return String(ms);
	return inStyle(
		formatValue({ type: 'duration', ms }),
		styles.filter((style) => style.label !== ''),
		DURATION_LABEL,
	);
}

function stylesOf(type: 'duration' | 'memory', neighbours: readonly Setting[]): readonly UnitStyle[] {
	const styles: UnitStyle[] = [];
	for (const { value } of neighbours) {
		if (value.kind !== 'known' || value.value.type !== type) continue;
		const match = AMOUNT.exec(javaTrim(value.text));
		// A bare zero is nobody's way of writing milliseconds.
		if (match !== null && match[1] !== '0') styles.push({ gap: match[2] ?? '', label: match[3] ?? '' });
	}
	return styles;
}

/** Gives `30 s` or `4g` the gap of the nearest neighbour and the label that a neighbour uses for the same unit. */
function inStyle(canonical: string, styles: readonly UnitStyle[], labels: RegExp): string {
	const [, amount = canonical, gap = '', unit = ''] = AMOUNT.exec(canonical) ?? [];
	const nearest = styles.find((style) => labels.test(style.label));
	if (nearest === undefined) return canonical;
	const same = styles.find((style) => unitOf(style.label, labels) === unitOf(unit, labels));
	const label = same === undefined ? unit : agreeing(same.label, amount);
	return `${amount}${/^[a-z]+$/i.test(nearest.label) ? nearest.gap : gap}${label}`;
}

/** The unit a label stands for: `min` and `minutes` are one, `m` is a minute or a megabyte, `ms` is neither. */
function unitOf(label: string, labels: RegExp): string {
	const lower = label.toLowerCase();
	if (labels === DURATION_LABEL && /^(?:ms|milli)/.test(lower)) return 'ms';
	return lower.charAt(0);
}

/** `5 minutes` becomes `1 minute`, and the other way round. */
function agreeing(label: string, amount: string): string {
	const long = /^(day|hour|minute|second|millisecond|sec|milli)(s?)$/i.exec(label);
	if (long === null) return label;
	const [, stem = label, plural = ''] = long;
	if (amount === '1') return stem;
	if (plural !== '' || stem.length < 4) return label;
	return `${stem}${stem === stem.toUpperCase() ? 'S' : 's'}`;
}

/** The other statements of a document, nearest to a statement first. */
export function neighboursOf(settings: readonly Setting[], around: Setting | undefined): readonly Setting[] {
	if (around === undefined) return settings;
	const distance = (setting: Setting): number => Math.abs(setting.range.start - around.range.start);
	return [...settings].sort((a, b) => distance(a) - distance(b));
}
