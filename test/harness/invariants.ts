import { expect } from 'vitest';
import { catalogue } from '../../src/catalog/catalogue.ts';
import { applyEdits } from '../../src/engine/edits.ts';
import type { LintResult } from '../../src/engine/result.ts';
import type { Change } from '../../src/model/change.ts';
import type { ConfigDocument } from '../../src/model/document.ts';
import type { Finding, TextEdit } from '../../src/model/finding.ts';
import type { Setting } from '../../src/model/setting.ts';
import { afterFix, type Files, fixFiles, lintFiles } from './project.ts';

/** Applies the fixes of some rules, or of all: they must parse, settle within the passes, touch only what they name, and be done at once. */
export async function expectSoundFixes(files: Files, unsafe: boolean, only: readonly string[] | undefined): Promise<Files> {
	const result = await fixFiles(files, unsafe, only);
	expect(result.after.errors).toEqual([]);
	const fixed = afterFix(files, result);
	expect(newProblems(result.before, result.after)).toEqual([]);
	expect((await fixFiles(fixed, unsafe, only)).files).toEqual([]);
	const named = new Set(result.applied.flatMap(({ fix }) => fix?.changes.flatMap((change) => keysOf(change, result.before)) ?? []));
	expect(changedKeys(result.before, result.after, madeFrom(files, fixed)).filter((key) => !named.has(key))).toEqual([]);
	return fixed;
}

/** Applies each finding's fix alone: the files must still parse, the finding be gone, and no new one come. */
export async function expectSoundSingleFixes(files: Files, rule: string): Promise<void> {
	const before = await lintFiles(files);
	for (const finding of before.findings) {
		if (finding.rule !== rule || finding.fix === undefined) continue;
		const fixed = withEdits(files, finding.fix.edits);
		const after = await lintFiles(fixed);
		expect(newProblems(before, after)).toEqual([]);
		expect(newFindings(before, after, madeFrom(files, fixed))).toEqual([]);
		expect(after.findings.filter(({ fingerprint }) => fingerprint === finding.fingerprint).length).toBeLessThanOrEqual(
			before.findings.filter((other) => identity(other) === identity(finding)).length - 1,
		);
	}
}

function withEdits(files: Files, edits: readonly TextEdit[]): Files {
	const fixed = new Map(Object.entries(files));
	for (const { file, operation } of edits) {
		const own = edits.filter((edit) => edit.file === file);
		if (operation?.kind === 'delete') fixed.delete(file);
		else fixed.set(file, applyEdits(files[file] ?? '', own));
	}
	return Object.fromEntries(fixed);
}

/** What a converted file was before, by its new path. */
export function madeFrom(before: Files, after: Files): ReadonlyMap<string, string> {
	const gone = Object.keys(before).filter((path) => !(path in after));
	const made = Object.keys(after).filter((path) => !(path in before));
	return new Map(made.flatMap((path) => gone.filter((old) => folderOf(old) === folderOf(path)).map((old) => [path, old] as const)));
}

function folderOf(path: string): string {
	return path.slice(0, path.lastIndexOf('/') + 1);
}

function newProblems(before: LintResult, after: LintResult): readonly string[] {
	const known = (path: string): number => before.documents.get(path)?.problems.length ?? 0;
	return [...after.documents.values()].filter(({ path, problems }) => problems.length > known(path)).map(({ path }) => path);
}

/** The keys, in the catalogue's newest names, that a change may touch. */
function keysOf(change: Change, before: LintResult): readonly string[] {
	if (change.kind === 'setOption') return newest(change.key);
	if (change.kind === 'removeSetting' || change.kind === 'restateValue') return newest(change.setting.key);
	if (change.kind === 'replaceCall') {
		const calls = before.documents.get(change.file)?.jobs?.deprecatedCalls;
		return calls?.find(({ id }) => id === change.call)?.options.flatMap(newest) ?? [];
	}
	if (change.kind === 'renameKey') return [...newest(change.setting.key), ...newest(change.key)];
	if (change.kind === 'keepLines') return change.keys.flatMap(newest);
	if (change.kind !== 'restoreLine') return [];
	return [...newest(change.key), ...(change.instead === undefined ? [] : newest(change.instead.key))];
}

function newest(key: string): readonly string[] {
	const options = catalogue.find(key);
	return options.length === 0 ? [key] : options.map((option) => option.key);
}

/** Options whose statements differ between two runs, whatever their order; a converted file states an option once, as Flink reads it. */
function changedKeys(before: LintResult, after: LintResult, made: ReadonlyMap<string, string>): readonly string[] {
	const converted = new Set(made.values());
	const old = statements(
		[...before.documents.values()]
			.filter(({ path }) => after.documents.has(path) || converted.has(path))
			.map(({ path, settings }) => ({ path, settings: converted.has(path) ? lastOf(settings) : settings })),
	);
	const fresh = statements([...after.documents.values()].map(({ path, settings }) => ({ path: made.get(path) ?? path, settings })));
	return [...new Set([...old.keys(), ...fresh.keys()])].filter((key) => old.get(key) !== fresh.get(key));
}

function lastOf(settings: readonly Setting[]): readonly Setting[] {
	return [...new Map(settings.map((setting) => [setting.key, setting])).values()];
}

function statements(documents: readonly Pick<ConfigDocument, 'path' | 'settings'>[]): ReadonlyMap<string, string> {
	const said = new Map<string, string[]>();
	for (const { path, settings } of documents) {
		for (const { key, value } of settings) {
			const text = value.kind === 'known' ? value.text : value.kind;
			for (const name of newest(key)) said.set(name, [...(said.get(name) ?? []), `${path} ${text}`]);
		}
	}
	return new Map([...said].map(([key, texts]) => [key, texts.sort().join('\n')]));
}

/** Rules that report an option or symbol after a fix that they did not report before. */
export function newFindings(before: LintResult, after: LintResult, made: ReadonlyMap<string, string> = new Map()): readonly string[] {
	const known = new Set(before.findings.map((finding) => identity(finding)));
	return after.findings.map((finding) => identity(finding, made)).filter((name) => !known.has(name));
}

function identity({ rule, option, symbol, at }: Finding, made: ReadonlyMap<string, string> = new Map()): string {
	return `${rule} ${made.get(at.file) ?? at.file} ${option ?? symbol ?? ''}`;
}
