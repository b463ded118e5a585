import type { Measured } from './measure.ts';

/** What a benchmark says about one goal of docs/performance.md. */
export interface Goal {
	readonly text: string;
	readonly value: number;
	readonly limit: number;
	/** Whether the limit is the least or the most that is wanted. */
	readonly kind: 'at least' | 'at most';
}

/** The rows of a benchmark, each as a ratio to the first one. */
export function table(rows: readonly Measured[]): string {
	const [first] = rows;
	const lines = rows.map(({ name, wall, cpu, memory }) => {
		const times = [ratio(wall, first?.wall), ratio(cpu, first?.cpu)];
		return `| ${[name, `${wall.toFixed(0)} ms`, ...times, memory === undefined ? '' : `${memory.toFixed(0)} MB`].join(' | ')} |`;
	});
	return ['| process | wall | ratio of wall | ratio of processor time | peak memory |', '|---|---|---|---|---|', ...lines].join('\n');
}

/** One line that tells whether a goal is met. */
export function verdict({ text, value, limit, kind }: Goal): string {
	const met = kind === 'at most' ? value <= limit : value >= limit;
	return `${met ? 'met   ' : 'MISSED'}  ${text}: ${value.toFixed(2)} (${kind} ${limit})`;
}

function ratio(value: number | undefined, base: number | undefined): string {
	return value === undefined || base === undefined ? '' : (value / base).toFixed(2);
}
