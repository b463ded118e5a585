import { existsSync, readdirSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { nearest } from '../catalog/suggest.ts';
import { loadConfig } from '../config/load.ts';
import type { LintRequest } from '../engine/result.ts';
import { ruleNames } from '../engine/rule-names.ts';
import { addTo } from '../model/groups.ts';
import { FLINK_VERSIONS, flinkVersion, type VersionStatement } from '../model/version.ts';
import { decode, type Unread } from '../workspace/files/read.ts';
import { isInside, projectRoot, slashed } from '../workspace/files/roots.ts';
import { walk } from '../workspace/files/walk.ts';
import { UsageError } from './errors.ts';
import { isGlob, pathsMatching } from './globs.ts';
import type { Io } from './io.ts';
import type { TargetOptions } from './options.ts';

/** A project that was asked for, ready for the engine. */
export interface Project {
	readonly request: LintRequest;
	/** Folders that could not be listed. */
	readonly unread: readonly Unread[];
}

/** Something named on the command line: an existing file or folder, or standard input under a name. Absolute, links in folders resolved. */
interface Target {
	readonly path: string;
	readonly folder: boolean;
	readonly text?: string;
}

/** The projects that the given paths belong to, by root; without paths, the one of the working directory. */
export async function openProjects(paths: readonly string[], options: TargetOptions, io: Io): Promise<readonly Project[]> {
	const version = statedVersion(options.flinkVersion);
	const targets: Target[] = [];
	for (const path of paths.length === 0 ? ['.'] : paths) {
		if (path === '-') targets.push(await standardInput(options, io));
		else if (isGlob(path, io.cwd)) targets.push(...(await pathsMatching(path, io.cwd)).map((match) => existing(match, io.cwd)));
		else targets.push(existing(path, io.cwd));
	}
	const byRoot = new Map<string, Target[]>();
	for (const target of targets) {
		const root = projectRoot(target.folder ? target.path : dirname(target.path), io.cwd);
		addTo(byRoot, root, target);
	}
	const projects: Project[] = [];
	for (const [root, own] of byRoot) projects.push(await open(root, own, options, version, io));
	return projects;
}

async function open(
	root: string,
	targets: readonly Target[],
	{ config: file, platform }: TargetOptions,
	version: VersionStatement | undefined,
	{ cwd }: Io,
): Promise<Project> {
	const config = await loadConfig({ root, cwd, ruleNames, ...(file !== undefined && { file: resolve(cwd, file) }) });
	const found = walk(root, config.ignore);
	const overlay = new Map(targets.flatMap(({ path, text }) => (text === undefined ? [] : [[slashed(root, path), text] as const])));
	const files = [...new Set([...found.files, ...overlay.keys()])].sort();
	const selected = selection(root, files, targets);
	return { request: { root, files, selected, overlay, config, version, platform }, unread: found.unread };
}

/** The files that were asked for; undefined for all of them. */
function selection(root: string, files: readonly string[], targets: readonly Target[]): ReadonlySet<string> | undefined {
	if (targets.some(({ path, folder }) => folder && path === root)) return undefined;
	const selected = new Set<string>();
	for (const { path, folder } of targets) {
		if (folder) for (const file of files) if (isInside(path, join(root, file))) selected.add(file);
		if (!folder) selected.add(slashed(root, path));
		if (!folder && existsSync(path)) selected.add(slashed(root, realpathSync(path)));
	}
	return selected;
}

async function standardInput({ stdinFilename }: TargetOptions, io: Io): Promise<Target> {
	if (stdinFilename === undefined) {
		throw new UsageError('standard input has no name that tells its format', 'add `--stdin-filename conf/flink-conf.yaml`');
	}
	const name = resolve(io.cwd, stdinFilename);
	const { text, problem } = decode(stdinFilename, await io.stdin());
	if (problem !== undefined) throw new UsageError(`standard input cannot be read: ${problem.message}`);
	return { path: join(realFolder(dirname(name)), basename(name)), folder: false, text };
}

/** A folder that may not exist; as much of it as does is resolved. */
function realFolder(folder: string): string {
	return existsSync(folder) ? realpathSync(folder) : folder;
}

function existing(path: string, cwd: string): Target {
	const absolute = resolve(cwd, path);
	const found = statSync(absolute, { throwIfNoEntry: false });
	if (found === undefined) throw new UsageError(`there is no file or folder \`${path}\``, similar(absolute));
	if (found.isDirectory()) return { path: realpathSync(absolute), folder: true };
	return { path: join(realFolder(dirname(absolute)), basename(absolute)), folder: false };
}

function similar(absolute: string): string | undefined {
	const folder = dirname(absolute);
	if (!existsSync(folder)) return undefined;
	const best = nearest(basename(absolute), readdirSync(folder))[0];
	return best === undefined ? undefined : `did you mean \`${best.key}\`?`;
}

function statedVersion(text: string | undefined): VersionStatement | undefined {
	if (text === undefined) return undefined;
	const version = flinkVersion(text);
	if (version !== undefined) return { version };
	throw new UsageError(`flint knows no Flink version \`${text}\``, `use one of ${FLINK_VERSIONS.join(', ')}`);
}
