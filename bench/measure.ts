import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A whole process to measure. */
export interface Subject {
	readonly name: string;
	readonly command: readonly [string, ...string[]];
	readonly cwd: string;
	/** Exit codes that mean the work was done: linters exit 1, PMD 4, when they find something. */
	readonly done?: readonly number[];
}

/** The median of a subject's runs. */
export interface Measured {
	readonly name: string;
	/** Wall clock, ms. */
	readonly wall: number;
	/** Time on all processors, user and system, ms; undefined where GNU time is not installed. */
	readonly cpu: number | undefined;
	/** Peak resident memory, MB; undefined where GNU time is not installed. */
	readonly memory: number | undefined;
}

interface Run {
	readonly wall: number;
	readonly cpu: number | undefined;
	readonly memory: number | undefined;
}

const TIME = '/usr/bin/time';

/** Runs the subjects by turns, so that a machine that gets slower is so for all of them; the first round does not count. */
export function measure(subjects: readonly Subject[], rounds: number): readonly Measured[] {
	const runs = subjects.map((): Run[] => []);
	for (let round = 0; round <= rounds; round++) {
		for (const [index, subject] of subjects.entries()) {
			const run = runOnce(subject);
			if (round > 0) runs[index]?.push(run);
		}
	}
	return subjects.map(({ name }, index) => ({
		name,
		wall: median(runs[index]?.map(({ wall }) => wall) ?? []),
		cpu: medianOf(runs[index]?.map(({ cpu }) => cpu) ?? []),
		memory: medianOf(runs[index]?.map(({ memory }) => memory) ?? []),
	}));
}

function runOnce({ name, command, cwd, done = [0] }: Subject): Run {
	const folder = mkdtempSync(join(tmpdir(), 'flint-time-'));
	const answer = join(folder, 'time');
	const timed = existsSync(TIME);
	const [program, ...args] = timed ? [TIME, '-q', '-o', answer, '-f', '%U %S %M', ...command] : command;
	const before = process.hrtime.bigint();
	// Standard output is a pipe, as in a hook or in CI.
	const result = spawnSync(program, args, { cwd, encoding: 'utf8', maxBuffer: 2 ** 30, env: { ...process.env, FORCE_COLOR: '0' } });
	const wall = Number(process.hrtime.bigint() - before) / 1e6;
	if (result.error !== undefined) throw result.error;
	if (result.status === null || !done.includes(result.status))
		throw new Error(`${name} ended with ${result.status ?? result.signal}: ${result.stderr.slice(0, 2000)}`);
	const [user, system, kilobytes] = timed ? readFileSync(answer, 'utf8').trim().split(' ').map(Number) : [];
	rmSync(folder, { recursive: true });
	const cpu = user === undefined || system === undefined ? undefined : (user + system) * 1000;
	return { wall, cpu, memory: kilobytes === undefined ? undefined : kilobytes / 1024 };
}

function medianOf(values: readonly (number | undefined)[]): number | undefined {
	const known = values.filter((value) => value !== undefined);
	return known.length === 0 ? undefined : median(known);
}

/** The middle value; of an even number of values the mean of the middle two. */
export function median(values: readonly number[]): number {
	const sorted = values.toSorted((a, b) => a - b);
	const middle = sorted.length >> 1;
	const upper = sorted[middle] ?? Number.NaN;
	return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}
