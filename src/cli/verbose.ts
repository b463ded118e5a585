import { join } from 'node:path';
import type { LintResult } from '../engine/result.ts';
import type { Application } from '../model/application.ts';
import { printable } from '../reporters/layout/width.ts';
import { plural } from '../reporters/summary.ts';
import { slashed } from '../workspace/files/roots.ts';
import type { Io } from './io.ts';
import type { RunOptions } from './options.ts';
import type { Project } from './projects.ts';
import { rulesOff } from './rule-filter.ts';
import type { Watch } from './watch.ts';

/** What standard error says about a project beside its findings. */
export function chatter(result: LintResult, project: Project, { quiet, verbose }: RunOptions, { cwd }: Io): string {
	const { rules, config } = project.request;
	const off = quiet === true ? [] : rulesOff(rules, config).map((rule) => `note: the configuration switches ${rule} off\n`);
	return off.join('') + (verbose === true ? readingOf(result, project, cwd) : '');
}

/** What standard error says when a run is over. */
export function closingNotes(
	{ findings }: { readonly findings: readonly { readonly rule: string }[] },
	{ verbose, stats }: RunOptions,
	watch: Watch,
): string {
	if (stats === true)
		return statistics(
			findings.map(({ rule }) => rule),
			watch,
		);
	return verbose === true ? lines(timing(watch)) : '';
}

/** What `--verbose` tells of a project: what was read, as what, and which files make which application. */
function readingOf(result: LintResult, { request: { files, config } }: Project, cwd: string): string {
	const shown = (path: string): string => printable(slashed(cwd, join(result.root, path)) || '.');
	const documents = [...result.documents.values()];
	const others = files.length - documents.length;
	const rows = documents.map(({ path, format, settings }) => [shown(path), format, plural(settings.length, 'setting') || 'no settings']);
	return lines([
		`project ${shown('')}: ${config.source === undefined ? 'no configuration file' : `configured by ${shown(config.source.path)}`}`,
		`read ${plural(documents.length, 'file') || 'no file'} that ${documents.length === 1 ? 'speaks' : 'speak'} of Flink, ${others} more that could have`,
		...table(rows).map((row) => `  ${row}`),
		...result.applications.map((application) => applicationLine(application, shown)),
	]);
}

function applicationLine({ id, platform, version, environment, documents }: Application, shown: (path: string) => string): string {
	const flink = version === undefined ? 'Flink version unknown' : `Flink ${version.version}`;
	const kind = environment === 'development' ? ', development' : '';
	return `application ${printable(id)} (${platform}, ${flink}${kind}): ${[...new Set(documents.map(({ path }) => shown(path)))].join(', ')}`;
}

/** What `--stats` tells: findings per rule, most first, and the time each phase took. */
function statistics(rules: readonly string[], watch: Watch): string {
	const counts = new Map<string, number>();
	for (const rule of rules) counts.set(rule, (counts.get(rule) ?? 0) + 1);
	const ranked = [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
	return lines([
		'findings per rule',
		...(ranked.length === 0 ? ['  none'] : table(ranked.map(([rule, count]) => [rule, String(count)])).map((row) => `  ${row}`)),
		...timing(watch),
	]);
}

/** The time each phase took, one a line. */
function timing(watch: Watch): readonly string[] {
	const times = watch.times();
	const total = times.reduce((sum, { ms }) => sum + ms, 0);
	const rows = [...times, { phase: 'total', ms: total }].map(({ phase, ms }) => [phase, `${ms.toFixed(1).padStart(8)} ms`]);
	return ['time per phase', ...table(rows).map((row) => `  ${row}`)];
}

function table(rows: readonly (readonly string[])[]): readonly string[] {
	const widths: number[] = [];
	for (const row of rows) for (const [column, cell] of row.entries()) widths[column] = Math.max(widths[column] ?? 0, cell.length);
	return rows.map((row) =>
		row
			.map((cell, column) => cell.padEnd(widths[column] ?? 0))
			.join('  ')
			.trimEnd(),
	);
}

function lines(rows: readonly string[]): string {
	return rows.map((row) => `${row}\n`).join('');
}
