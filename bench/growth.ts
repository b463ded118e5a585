import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Result } from './benchmark.ts';
import { bigFiles } from './big-files.ts';
import { writeDeploymentTree } from './deployment-tree.ts';
import { writeJavaTree } from './java-sources.ts';
import { type Measured, measure } from './measure.ts';
import { flint, inFolder } from './subjects.ts';

/** Twice the input may cost this many times as much. */
const LIMIT = 2.2;

/** Characters of one file: 1 KB to 10 MB. */
const SIZES = [1e3, 1e4, 1e5, 312_500, 625_000, 1_250_000, 2_500_000, 5_000_000, 10_000_000];
const COUNTS = [100, 625, 1250, 2500, 5000, 10_000, 20_000];

/** One file of each format, up to 10 MB. */
export function* growthOfFiles(rounds: number): Iterable<Result> {
	for (const [name, { file, text, beside = {} }] of Object.entries(bigFiles)) {
		const write = (folder: string, size: number): void => {
			for (const [path, content] of Object.entries({ ...beside, [file]: text(size) })) {
				mkdirSync(dirname(join(folder, path)), { recursive: true });
				writeFileSync(join(folder, path), content);
			}
		};
		yield growth(`Growth: ${name}`, SIZES, rounds, write, unitOfBytes);
	}
}

/** Trees up to 20,000 files: Java, of which a tenth is Flink's, and deployments. */
export function* growthOfTrees(rounds: number): Iterable<Result> {
	const label = (count: number): string => `${count} files`;
	yield growth('Growth: trees of Java files', COUNTS, rounds, (folder, count) => writeJavaTree(folder, count, 10), label);
	yield growth('Growth: trees of deployments', COUNTS, rounds, writeDeploymentTree, label);
}

function growth(
	title: string,
	sizes: readonly number[],
	rounds: number,
	write: (folder: string, size: number) => void,
	label: (size: number) => string,
): Result {
	const rows = sizes.map((size): Measured => {
		const measured = inFolder((folder) => {
			write(folder, size);
			return measure([flint(label(size), folder, '.')], size >= (sizes.at(-1) ?? 0) / 4 ? Math.min(rounds, 3) : rounds);
		})[0];
		if (measured === undefined) throw new Error('a subject was not measured');
		return measured;
	});
	return {
		title,
		rows,
		goals: [{ text: 'cost of twice the input, worst doubling', value: worstDoubling(rows, sizes), limit: LIMIT, kind: 'at most' }],
	};
}

/** The largest factor, over neighbouring sizes, by which time grows when the input doubles. */
function worstDoubling(rows: readonly Measured[], sizes: readonly number[]): number {
	return Math.max(
		...rows.slice(1).map((row, index) => {
			const before = rows[index];
			const doublings = Math.log2((sizes[index + 1] ?? 0) / (sizes[index] ?? 1));
			// Processor time where it is known: these runs are long, and a busy machine stretches them.
			const factor = (row.cpu ?? row.wall) / ((before?.cpu ?? before?.wall) || 1);
			return factor ** (1 / doublings);
		}),
	);
}

function unitOfBytes(bytes: number): string {
	return bytes >= 1e6 ? `${bytes / 1e6} MB` : `${bytes / 1e3} KB`;
}
