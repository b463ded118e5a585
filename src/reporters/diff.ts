import { structuredPatch } from 'diff';
import type { FixResult } from '../engine/result.ts';
import type { Paint } from './layout/paint.ts';
import { printable } from './layout/width.ts';
import { Sources } from './report.ts';

/** What a diff needs to know besides the fixes. */
interface DiffStyle {
	/** The folder that paths are relative to. */
	readonly cwd: string;
	readonly paint: Paint;
	/** A person reads it: control characters are shown, not sent. */
	readonly terminal: boolean;
}

/** The changes as a unified diff, which `git apply` and `patch` take; secrets in it are masked. */
export function* unifiedDiff({ before, after, files }: FixResult, config: FixConfig, style: DiffStyle): Iterable<string> {
	const old = new Sources(before, config, style.cwd);
	const fresh = new Sources(after, config, style.cwd);
	for (const file of files) {
		const { before: was = '', after: is = '' } = file;
		const names = {
			old: file.before === undefined ? NOWHERE : `a/${old.shown(file.path)}`,
			fresh: file.after === undefined ? NOWHERE : `b/${old.shown(file.path)}`,
		};
		yield* fileDiff(
			names,
			old.get(file.path).masked({ start: 0, end: was.length }),
			fresh.get(file.path).masked({ start: 0, end: is.length }),
			style,
		);
	}
}

/** In place of a file's name where there is none, before or after. */
const NOWHERE = '/dev/null';

interface DiffNames {
	readonly old: string;
	readonly fresh: string;
}

type FixConfig = ConstructorParameters<typeof Sources>[1];

function* fileDiff(names: DiffNames, before: string, after: string, { paint, terminal }: DiffStyle): Iterable<string> {
	const shown = terminal ? drawable : (line: string) => line;
	yield `${paint(`--- ${names.old}`, 'bold')}\n${paint(`+++ ${names.fresh}`, 'bold')}\n`;
	for (const hunk of structuredPatch(names.old, names.fresh, before, after, undefined, undefined, { context: 3 }).hunks) {
		const { oldStart, oldLines, newStart, newLines } = hunk;
		yield `${paint(`@@ -${span(oldStart, oldLines)} +${span(newStart, newLines)} @@`, 'cyan')}\n`;
		for (const line of hunk.lines) yield `${painted(shown(line), paint)}\n`;
	}
}

function drawable(line: string): string {
	return line.replace(/\r$/, '').split('\t').map(printable).join('\t');
}

/** A hunk's lines: a count of one is left out, and an empty span is placed behind the line before it. */
function span(start: number, count: number): string {
	if (count === 1) return String(start);
	return `${count === 0 ? start - 1 : start},${count}`;
}

function painted(line: string, paint: Paint): string {
	if (line.startsWith('+')) return paint(line, 'green');
	return line.startsWith('-') ? paint(line, 'red') : line;
}
