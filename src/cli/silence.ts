import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type NewSuppression, withSuppressions } from '../config/write-suppressions.ts';
import { planSuppressions, type SuppressionPlan } from '../engine/add-suppressions.ts';
import type { LintResult } from '../engine/result.ts';
import { plural } from '../reporters/summary.ts';
import { CONFIG_FILE } from '../workspace/files/names.ts';
import { putFile } from '../workspace/files/put.ts';
import { whyUnread } from '../workspace/files/read.ts';
import { slashed } from '../workspace/files/roots.ts';
import { type Rewrite, writeFiles } from '../workspace/files/write.ts';
import { UsageError } from './errors.ts';
import { uninterrupted } from './interrupt.ts';
import type { Io } from './io.ts';
import type { LintOptions } from './options.ts';
import type { Project } from './projects.ts';

/** Writes suppressions for everything that was found, all files or none, and answers what is left to report. */
export async function silence(
	{ request }: Project,
	result: LintResult,
	reason: string,
	{ quiet }: LintOptions,
	io: Io,
): Promise<LintResult | 'interrupted'> {
	const plan = await planSuppressions(request, result, reason.trim().replace(/\s+/g, ' '));
	if (plan.files.length === 0 && plan.stated.length === 0) return result;
	const config = plan.stated.length === 0 ? undefined : configured(request.config.source, request.root, plan.stated, io);
	const { interrupted } = await uninterrupted(() => write(request.root, plan, config, io));
	if (interrupted) return 'interrupted';
	if (quiet !== true) io.stderr.write(told(plan, config?.path, request.root, io));
	return plan.after;
}

/** flint's configuration as it will be; `before` is undefined where there was none. */
interface NewConfig {
	readonly path: string;
	readonly before: string | undefined;
	readonly after: string;
}

function configured(
	source: Project['request']['config']['source'],
	root: string,
	stated: readonly NewSuppression[],
	{ cwd }: Io,
): NewConfig {
	const path = source?.path ?? CONFIG_FILE;
	const after = withSuppressions(source?.text ?? '', stated);
	if (after !== undefined) return { path, before: source?.text, after };
	throw new UsageError(
		`\`${slashed(cwd, join(root, path))}\` has no place where suppressions could be added`,
		'give it a list `suppressions:` with one entry a line',
	);
}

function write(root: string, { files }: SuppressionPlan, config: NewConfig | undefined, { cwd }: Io): void {
	const rewrites: Rewrite[] = [...files];
	if (config?.before !== undefined) rewrites.push({ path: config.path, before: config.before, after: config.after });
	if (config !== undefined && config.before === undefined && existsSync(join(root, config.path)))
		throw new UsageError(`\`${slashed(cwd, join(root, config.path))}\` appeared meanwhile`, 'run flint again');
	const [refused] = writeFiles(root, rewrites, undefined);
	if (refused !== undefined)
		throw new UsageError(`\`${slashed(cwd, join(root, refused.path))}\` was not written: ${refused.why}`, 'run flint again');
	if (config === undefined || config.before !== undefined) return;
	try {
		putFile(join(root, config.path), config.after);
	} catch (error) {
		throw new UsageError(`\`${slashed(cwd, join(root, config.path))}\` was not written: ${whyUnread(error)}`);
	}
}

function told({ files, comments, stated }: SuppressionPlan, config: string | undefined, root: string, { cwd }: Io): string {
	const added = [
		comments === 0 ? '' : `${plural(comments, 'comment')} in ${plural(files.length, 'file')}`,
		config === undefined ? '' : `${stated.length === 1 ? '1 entry' : `${stated.length} entries`} in ${slashed(cwd, join(root, config))}`,
	];
	return `added suppressions: ${added.filter(Boolean).join(' and ')}\n`;
}
