import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Benchmark } from './benchmark.ts';
import { table, verdict } from './goal.ts';
import { growthOfFiles, growthOfTrees } from './growth.ts';
import { start } from './start.ts';
import { peers, tree2000 } from './trees.ts';

/** `npm run bench [name…]`: docs/performance.md says what each of them asks. BENCH_ROUNDS sets how often everything runs. */
const benchmarks: Readonly<Record<string, Benchmark>> = {
	start,
	peers,
	tree: tree2000,
	'growth-files': growthOfFiles,
	'growth-trees': growthOfTrees,
};

const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 7);

function main(names: readonly string[]): number {
	const unknown = names.find((name) => benchmarks[name] === undefined);
	if (unknown !== undefined) return fail(`there is no benchmark \`${unknown}\`: ${Object.keys(benchmarks).join(', ')}`);
	if (!existsSync(join(import.meta.dirname, '..', 'dist', 'flint.js'))) return fail('run `npm run build` first');
	console.log(`node ${process.version}, medians of ${ROUNDS} interleaved rounds\n`);
	for (const [name, benchmark] of Object.entries(benchmarks)) {
		if (names.length > 0 && !names.includes(name)) continue;
		for (const { title, rows, goals, notes = [] } of benchmark(ROUNDS)) {
			console.log(`## ${title} (\`npm run bench ${name}\`)\n\n${table(rows)}\n`);
			console.log(`${[...goals.map(verdict), ...notes].join('\n')}\n`);
		}
	}
	return 0;
}

function fail(message: string): number {
	console.error(message);
	return 2;
}

process.exitCode = main(process.argv.slice(2));
