import { resolve } from 'node:path';
import { catalogue } from '../catalog/catalogue.ts';
import { inspectProject } from '../engine/lint.ts';
import { report, Sources } from '../reporters/report.ts';
import { shownApplication } from '../reporters/show/application.ts';
import type { Shown } from '../reporters/show/shown.ts';
import { slashed } from '../workspace/files/roots.ts';
import { UsageError } from './errors.ts';
import { EXIT } from './exit.ts';
import { asked, failures, notices } from './failures.ts';
import type { ShowOptions } from './inspect-options.ts';
import { type Io, paintFor } from './io.ts';
import { keyOf, optionSuggestion } from './names.ts';
import { VERSION } from './options.ts';
import { openProjects, type Project } from './projects.ts';

/** Columns of output that goes to no terminal. */
const DEFAULT_WIDTH = 80;

/** `flint show`: prints what is in force, and what says so; answers the exit code. */
export async function show(paths: readonly string[], options: ShowOptions, argv: readonly string[], io: Io): Promise<number> {
	mustFit(paths, options);
	const paintError = paintFor(io.stderr, options.color, io.env);
	const found: Shown[] = [];
	let failed = false;
	for (const project of await openProjects(options.file === undefined ? paths : [options.file], options, io)) {
		const result = asked(await inspectProject(project.request), project);
		io.stderr.write(notices(result, project, paintError));
		const whole = report(result, project.request.config, io.cwd);
		io.stderr.write(failures(whole, argv, paintError));
		failed ||= whole.errors.length > 0;
		found.push(await shown(result, project, whole.applications, options, io));
	}
	await print({ applications: found.flatMap(({ applications }) => applications), file: found[0]?.file }, options, io);
	return failed ? EXIT.failure : EXIT.clean;
}

function mustFit(paths: readonly string[], { file, option, all }: ShowOptions): void {
	if (file !== undefined && paths.length > 0) throw new UsageError('`--file` names the only file to look at', 'leave out the other paths');
	if (file !== undefined && (option !== undefined || all === true))
		throw new UsageError('`--file` shows everything the file says', 'leave out `--option` and `--all`');
	if (option === undefined || catalogue.standing(keyOf(option), undefined) !== 'unknown') return;
	throw new UsageError(`flint knows no option \`${option}\``, optionSuggestion(option));
}

async function shown(
	result: Awaited<ReturnType<typeof inspectProject>>,
	{ request }: Project,
	reported: ReturnType<typeof report>['applications'],
	{ all, option, file }: ShowOptions,
	{ cwd }: Io,
): Promise<Shown> {
	const sources = new Sources(result, request.config, cwd);
	if (file !== undefined) {
		const [{ shownFile }, { whyNotRead }] = await Promise.all([import('../reporters/show/file.ts'), import('./not-read.ts')]);
		const path =
			[...(request.selected ?? [])].find((candidate) => result.documents.has(candidate)) ?? slashed(request.root, resolve(cwd, file));
		return { applications: [], file: shownFile(path, whyNotRead(path, request), result, sources) };
	}
	const choice = { all: all === true, only: option && keyOf(option) };
	const applications = result.applications.flatMap((application, index) => {
		const summary = reported[index];
		return summary === undefined ? [] : [shownApplication(application, summary, sources, choice)];
	});
	return { applications, file: undefined };
}

async function print(found: Shown, { format, color, option }: ShowOptions, { stdout, env }: Io): Promise<void> {
	if (format === 'json') {
		const { showJson } = await import('../reporters/show/json.ts');
		stdout.write(showJson(found, VERSION));
		return;
	}
	const { showText } = await import('../reporters/show/text.ts');
	const style = { width: Math.max(40, stdout.columns ?? DEFAULT_WIDTH), paint: paintFor(stdout, color, env) };
	for (const part of showText(found, style, option !== undefined)) stdout.write(part);
}
