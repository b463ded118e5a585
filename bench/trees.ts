import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import type { Result } from './benchmark.ts';
import type { Goal } from './goal.ts';
import { writeJavaTree } from './java-sources.ts';
import { type Measured, measure, type Subject } from './measure.ts';
import { flint, inFolder, nothing } from './subjects.ts';

const RULES = join(import.meta.dirname, 'peers');

/** A repository of 100 Java files, of which a third is Flink's, against general tools with five rules each. */
export function* peers(rounds: number): Iterable<Result> {
	yield tree('100 Java files against peers', 100, 3, rounds, 4);
}

/** A repository of 2,000 Java files, of which a tenth is Flink's. */
export function* tree2000(rounds: number): Iterable<Result> {
	yield tree('2,000 Java files', 2000, 10, rounds, undefined);
}

function tree(title: string, count: number, flinkEvery: number, rounds: number, startLimit: number | undefined): Result {
	return inFolder((folder): Result => {
		writeJavaTree(folder, count, flinkEvery);
		const { found, missing } = installed(folder);
		const rows = measure([nothing(folder), readAll(folder), flint('flint, all rules', folder, '.'), ...found], rounds);
		const [node, , own, ...others] = rows;
		const goals: Goal[] = others.map((other) => ({
			text: `times faster than ${other.name}`,
			value: quotient(other, own),
			limit: 10,
			kind: 'at least',
		}));
		if (startLimit !== undefined)
			goals.push({ text: 'time against node -e 0', value: quotient(own, node), limit: startLimit, kind: 'at most' });
		goals.push({ text: 'peak memory, MB', value: own?.memory ?? Number.NaN, limit: 200, kind: 'at most' });
		return { title, rows, goals, notes: missing.map((name) => `${name} is not installed (looked for \`${name}\` on the PATH): left out`) };
	});
}

function quotient(a: Measured | undefined, b: Measured | undefined): number {
	return (a?.wall ?? Number.NaN) / (b?.wall ?? Number.NaN);
}

/** Finding and reading every file in Node, and nothing else. */
function readAll(cwd: string): Subject {
	const code =
		"const fs=require('fs');for(const f of fs.readdirSync('.',{recursive:true}))if(f.endsWith('.java'))fs.readFileSync(f,'utf8')";
	return { name: 'node, reading the files', command: [process.execPath, '-e', code], cwd };
}

function installed(cwd: string): { readonly found: readonly Subject[]; readonly missing: readonly string[] } {
	const known: readonly Subject[] = [
		{
			name: 'semgrep',
			command: [
				'semgrep',
				'scan',
				'--config',
				join(RULES, 'semgrep.yaml'),
				'--metrics',
				'off',
				'--disable-version-check',
				'--no-git-ignore',
				'.',
			],
			cwd,
		},
		{ name: 'pmd', command: ['pmd', 'check', '-R', join(RULES, 'pmd.xml'), '-d', '.', '--no-cache', '--no-progress'], cwd, done: [0, 4] },
	];
	const found = known.filter(({ command: [program] }) => spawnSync(program, ['--version']).error === undefined);
	return { found, missing: known.filter((subject) => !found.includes(subject)).map(({ name }) => name) };
}
