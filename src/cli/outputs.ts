import { existsSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { readRulePage } from '../assets.ts';
import type { ReportFormat } from '../reporters/formats.ts';
import type { Report } from '../reporters/report.ts';
import { textReport } from '../reporters/text.ts';
import { putFile } from '../workspace/files/put.ts';
import { whyUnread } from '../workspace/files/read.ts';
import { gitRoot, isInside, slashed } from '../workspace/files/roots.ts';
import { UsageError } from './errors.ts';
import { uninterrupted } from './interrupt.ts';
import { type Io, linksFor, paintFor } from './io.ts';
import { type RunOptions, VERSION } from './options.ts';
import type { Target } from './targets.ts';

/** Columns of output that goes to no terminal. */
const DEFAULT_WIDTH = 80;

type Style = Pick<RunOptions, 'color' | 'quiet'>;

/** Throws UsageError where a report could not be written, before any work is done. */
export function mustBeWritable(targets: readonly Target[], { cwd }: Io): void {
	for (const { file } of targets) {
		if (file === undefined) continue;
		const path = resolve(cwd, file);
		if (!existsSync(dirname(path))) throw new UsageError(`there is no folder for \`${file}\``, 'create it first');
		if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) throw new UsageError(`\`${file}\` is a folder`, 'name a file');
	}
}

/** Writes a report to standard output and to files, each in its format; true where a signal asked to stop meanwhile. */
export async function writeReports(whole: Report, targets: readonly Target[], style: Style, io: Io): Promise<boolean> {
	let interrupted = false;
	// Files first: a reader that closes standard output early must not cost the files.
	for (const { format, file } of targets.filter((target) => target.file !== undefined)) {
		if (file === undefined) continue;
		const text = [...(await render(format, whole, { ...style, color: style.color === 'always' ? 'always' : 'never' }, io, false))].join('');
		interrupted = (await uninterrupted(() => put(file, text, io.cwd))).interrupted || interrupted;
	}
	for (const { format, file } of targets) {
		if (file === undefined) for (const part of await render(format, whole, style, io, true)) io.stdout.write(part);
	}
	return interrupted;
}

function put(file: string, text: string, cwd: string): void {
	try {
		putFile(resolve(cwd, file), text);
	} catch (error) {
		throw new UsageError(`the report \`${file}\` cannot be written: ${whyUnread(error)}`);
	}
}

/** A report in one format, in parts; what a format needs loads with it. */
async function render(format: ReportFormat, whole: Report, { color, quiet }: Style, io: Io, printed: boolean): Promise<Iterable<string>> {
	const { stdout, env, cwd } = io;
	switch (format) {
		case 'text': {
			const width = (printed ? stdout.columns : undefined) ?? DEFAULT_WIDTH;
			const link = printed ? linksFor(stdout, color, env, cwd) : undefined;
			const wrapHeads = printed && stdout.columns !== undefined;
			return textReport(whole, { width, wrapHeads, paint: paintFor(stdout, color, env), summary: quiet !== true, ...(link && { link }) });
		}
		case 'json':
			return [(await import('../reporters/json.ts')).jsonReport(whole, VERSION)];
		case 'sarif': {
			const { sarifReport } = await import('../reporters/sarif.ts');
			const { ruleMetas } = await import('../engine/rule-metas.ts');
			return [sarifReport(whole, { version: VERSION, rules: ruleMetas, pages: await pagesOf(whole), ...repository(io) })];
		}
		case 'github':
			return (await import('../reporters/github.ts')).githubReport(whole, { ...repository(io), summary: quiet !== true });
		case 'markdown':
			return (await import('../reporters/markdown.ts')).markdownReport(whole, { ...repository(io), link: blobLink(env) });
		case 'agent':
			return (await import('../reporters/agent.ts')).agentReport(whole, { summary: quiet !== true });
	}
}

/** The pages of the rules that a report speaks of. */
async function pagesOf({ findings }: Report): Promise<ReadonlyMap<string, string>> {
	const names = [...new Set(findings.map(({ rule }) => rule))];
	return new Map(await Promise.all(names.map(async (name) => [name, await readRulePage(name)] as const)));
}

/** How code hosts name files: relative to the checkout, whatever the working directory. */
function repository({ cwd, env }: Io): { readonly locate: (path: string) => string } {
	const workspace = env.GITHUB_WORKSPACE;
	const root = workspace !== undefined && isInside(workspace, cwd) ? workspace : (gitRoot(cwd) ?? cwd);
	return { locate: (path) => slashed(root, resolve(cwd, path)) };
}

/** Where a line can be looked at on the server that runs the workflow. */
function blobLink({ GITHUB_SERVER_URL, GITHUB_REPOSITORY, GITHUB_SHA }: Io['env']): ((path: string, line: number) => string) | undefined {
	if (!GITHUB_SERVER_URL || !GITHUB_REPOSITORY || !GITHUB_SHA) return undefined;
	const base = `${GITHUB_SERVER_URL}/${GITHUB_REPOSITORY}/blob/${GITHUB_SHA}`;
	return (path, line) => `${base}/${path.split('/').map(encodeURIComponent).join('/')}#L${line}`;
}
