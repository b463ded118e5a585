/** What is wrong with a period in which the autoscaler is to rest. */
export type PeriodFault =
	/** Neither hours of a day nor a cron expression. */
	| 'unreadable'
	/** Two of the same kind joined by `&&`. */
	| 'alike'
	/** More than two parts. */
	| 'many';

/**
 * Why the autoscaler does not take a period such as `9:30-17:00 && * * * ? * MON-FRI`; undefined where it does, or where flint does not know.
 * Source: flink-kubernetes-operator, CalendarUtils.validateExcludedExpression; Quartz, DailyCalendar and CronExpression.
 */
export function periodFault(text: string): PeriodFault | undefined {
	const parts = text.split('&&').map((part) => part.trim());
	if (parts.length > 2) return 'many';
	const kinds = parts.map((part) => (isDaily(part) ? 'daily' : isCron(part) ? 'cron' : undefined));
	if (kinds.includes(undefined)) return 'unreadable';
	return kinds.length === 2 && kinds[0] === kinds[1] ? 'alike' : undefined;
}

/** `HH:mm[:ss[:SSS]]-HH:mm[:ss[:SSS]]`, and it begins before it ends: a night is two of them. */
function isDaily(text: string): boolean {
	const ends = text.split('-').map(millisecondOfDay);
	const [from, to] = ends;
	return ends.length === 2 && from !== undefined && to !== undefined && from < to;
}

const LIMITS = [24, 60, 60, 1000];
const MILLISECONDS = [3_600_000, 60_000, 1000, 1];

function millisecondOfDay(text: string): number | undefined {
	const parts = text.split(':');
	if (
		parts.length < 2 ||
		parts.length > 4 ||
		!parts.every((part, index) => /^\+?\d{1,9}$/.test(part) && Number(part) < (LIMITS[index] ?? 0))
	)
		return undefined;
	return parts.reduce((sum, part, index) => sum + Number(part) * (MILLISECONDS[index] ?? 0), 0);
}

/** Least and greatest number of each field: second, minute, hour, day of the month, month, day of the week. */
const FIELDS: readonly (readonly [number, number])[] = [
	[0, 59],
	[0, 59],
	[0, 23],
	[1, 31],
	[1, 12],
	[1, 7],
];

/** A cron expression of Quartz: seconds first, and `?` for exactly one of the two days. */
function isCron(text: string): boolean {
	const fields = text.toUpperCase().split(/\s+/);
	if (fields.length < FIELDS.length) return false;
	const [, , , dayOfMonth = '', , dayOfWeek = ''] = fields;
	if (dayOfMonth.includes('?') === dayOfWeek.includes('?')) return false;
	return FIELDS.every(([least, greatest], index) => (fields[index] ?? '').split(',').every((item) => mayBeItem(item, least, greatest)));
}

/** Anything that is not surely wrong: letters are names of months and days, or `L` and `W`. */
function mayBeItem(item: string, least: number, greatest: number): boolean {
	if (!/^[\dA-Z*?/#-]*$/.test(item)) return false;
	return !/^\d{1,9}$/.test(item) || (Number(item) >= least && Number(item) <= greatest);
}
