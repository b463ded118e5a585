/** The type a Flink option declares; `object` is any other Java class, which flint does not read. */
export type OptionType =
	| 'duration'
	| 'memory'
	| 'boolean'
	| 'int'
	| 'long'
	| 'float'
	| 'double'
	| 'string'
	| 'enum'
	| 'list'
	| 'map'
	| 'object';

/** A value flint understood, in the unit of its type. */
export type TypedValue =
	| { readonly type: 'duration'; readonly ms: number }
	| { readonly type: 'memory'; readonly bytes: number }
	| { readonly type: 'boolean'; readonly value: boolean }
	| { readonly type: 'number'; readonly value: number }
	| { readonly type: 'enum'; readonly value: string }
	| { readonly type: 'text'; readonly value: string }
	| { readonly type: 'list'; readonly items: readonly string[] }
	| { readonly type: 'map'; readonly entries: Readonly<Record<string, string>> };

/** What a statement says: a value flint knows, one it cannot know (templated, computed), or one Flink rejects. */
export type Value =
	| { readonly kind: 'known'; readonly value: TypedValue; readonly text: string }
	| { readonly kind: 'unknown'; readonly why: string; readonly fallback?: TypedValue }
	| { readonly kind: 'invalid'; readonly text: string; readonly why: string };

export const duration = (ms: number): TypedValue => ({ type: 'duration', ms });
export const memory = (bytes: number): TypedValue => ({ type: 'memory', bytes });
export const boolean = (value: boolean): TypedValue => ({ type: 'boolean', value });
export const number = (value: number): TypedValue => ({ type: 'number', value });
export const enumeration = (value: string): TypedValue => ({ type: 'enum', value });
export const text = (value: string): TypedValue => ({ type: 'text', value });

/** A known value; `written` is its text in the source, by default the value as flint prints it. */
export function known(value: TypedValue, written: string = formatValue(value)): Value {
	return { kind: 'known', value, text: written };
}

const DURATION_UNITS = [
	['d', 86_400_000],
	['h', 3_600_000],
	['min', 60_000],
	['s', 1000],
	['ms', 1],
] as const;

const MEMORY_UNITS = [
	['t', 2 ** 40],
	['g', 2 ** 30],
	['m', 2 ** 20],
	['k', 2 ** 10],
	['b', 1],
] as const;

/** A duration in its largest whole unit (`60 s`, `10 min`, `1 h`); one minute stays `1 min`, `90 s` stays seconds. */
export function formatDuration(ms: number): string {
	if (ms === 0) return '0 ms';
	for (const [unit, size] of DURATION_UNITS) if (ms % size === 0) return `${ms / size} ${unit}`;
	return `${ms} ms`;
}

/** A memory size in its largest whole unit (`4g`, `1600m`), bytes as `20 b`. */
export function formatMemory(bytes: number): string {
	for (const [unit, size] of MEMORY_UNITS) {
		if (bytes !== 0 && bytes % size === 0) return unit === 'b' ? `${bytes} b` : `${bytes / size}${unit}`;
	}
	return `${bytes} b`;
}

const MIB = 2 ** 20;

/** A derived size for a message: exact where it is whole MiB or less than one, else in MiB to one decimal; `unlimited` for Flink's largest one. */
export function readableMemory(bytes: number): string {
	if (bytes >= 2 ** 63) return 'unlimited';
	if (bytes % MIB === 0 || bytes < MIB) return formatMemory(bytes);
	return `${Number((bytes / MIB).toFixed(1))}m`;
}

/** A value as messages and `show` print it, which Flink reads back as the same value. */
export function formatValue(value: TypedValue): string {
	switch (value.type) {
		case 'duration':
			return formatDuration(value.ms);
		case 'memory':
			return formatMemory(value.bytes);
		case 'list':
			return value.items.join(';');
		case 'map':
			return Object.entries(value.entries)
				.map(([key, item]) => `${key}:${item}`)
				.join(',');
		default:
			return String(value.value);
	}
}

/** Whether two values mean the same to Flink; enums and texts that differ only in case count as different. */
export function sameValue(a: TypedValue, b: TypedValue): boolean {
	return a.type === b.type && formatValue(a) === formatValue(b);
}

/** Whether a duration or a memory size is written as a bare number, which Flink takes for ms or bytes. */
export function isBareNumber(value: Value): boolean {
	if (value.kind !== 'known') return false;
	const size = value.value.type === 'duration' ? value.value.ms : value.value.type === 'memory' ? value.value.bytes : undefined;
	return size !== undefined && value.text.trim() === String(size);
}
