import { expect } from 'vitest';
import { catalogue } from '../../src/catalog/catalogue.ts';
import { applyEdits } from '../../src/engine/edits.ts';
import type { LintResult } from '../../src/engine/result.ts';
import type { Change } from '../../src/model/change.ts';
import type { Finding } from '../../src/model/finding.ts';
import { afterFix, type Files, fixFiles, lintFiles } from './project.ts';

/** Applies the fixes of some rules, or of all: they must parse, settle within the passes, touch only what they name, and be done at once. */
export async function expectSoundFixes(files: Files, unsafe: boolean, only: readonly string[] | undefined): Promise<Files> {
	const result = await fixFiles(files, unsafe, only);
	expect(result.after.errors).toEqual([]);
	const fixed = afterFix(files, result);
	expect(newProblems(result.before, result.after)).toEqual([]);
	expect((await fixFiles(fixed, unsafe, only)).files).toEqual([]);
	const named = new Set(result.applied.flatMap(({ fix }) => fix?.changes.flatMap(keysOf) ?? []));
	expect(changedKeys(result.before, result.after).filter((key) => !named.has(key))).toEqual([]);
	return fixed;
}

/** Applies each finding's fix alone: the files must still parse, the finding be gone, and no new one come. */
export async function expectSoundSingleFixes(files: Files, rule: string): Promise<void> {
	const before = await lintFiles(files);
	for (const finding of before.findings) {
		if (finding.rule !== rule || finding.fix === undefined) continue;
		const { edits } = finding.fix;
		const fixed = Object.entries(files).map(([path, text]) => [
			path,
			applyEdits(
				text,
				edits.filter(({ file }) => file === path),
			),
		]);
		const after = await lintFiles(Object.fromEntries(fixed));
		expect(newProblems(before, after)).toEqual([]);
		expect(newFindings(before, after)).toEqual([]);
		expect(after.findings.filter(({ fingerprint }) => fingerprint === finding.fingerprint).length).toBeLessThanOrEqual(
			before.findings.filter((other) => identity(other) === identity(finding)).length - 1,
		);
	}
}

function newProblems(before: LintResult, after: LintResult): readonly string[] {
	const known = (path: string): number => before.documents.get(path)?.problems.length ?? 0;
	return [...after.documents.values()].filter(({ path, problems }) => problems.length > known(path)).map(({ path }) => path);
}

/** The keys, in the catalogue's newest names, that a change may touch. */
function keysOf(change: Change): readonly string[] {
	if (change.kind === 'setOption') return newest(change.key);
	if (change.kind === 'removeSetting' || change.kind === 'restateValue') return newest(change.setting.key);
	if (change.kind === 'renameKey') return [...newest(change.setting.key), ...newest(change.key)];
	if (change.kind !== 'restoreLine') return [];
	return [...newest(change.key), ...(change.instead === undefined ? [] : newest(change.instead.key))];
}

function newest(key: string): readonly string[] {
	const options = catalogue.find(key);
	return options.length === 0 ? [key] : options.map((option) => option.key);
}

/** Options whose statements differ between two runs, whatever their order. */
function changedKeys(before: LintResult, after: LintResult): readonly string[] {
	const [old, fresh] = [statements(before), statements(after)];
	return [...new Set([...old.keys(), ...fresh.keys()])].filter((key) => old.get(key) !== fresh.get(key));
}

function statements(result: LintResult): ReadonlyMap<string, string> {
	const said = new Map<string, string[]>();
	for (const document of result.documents.values()) {
		for (const setting of document.settings) {
			const value = setting.value.kind === 'known' ? setting.value.text : setting.value.kind;
			for (const key of newest(setting.key)) said.set(key, [...(said.get(key) ?? []), `${document.path} ${value}`]);
		}
	}
	return new Map([...said].map(([key, texts]) => [key, texts.sort().join('\n')]));
}

/** Rules that report an option or symbol after a fix that they did not report before. */
export function newFindings(before: LintResult, after: LintResult): readonly string[] {
	const known = new Set(before.findings.map(identity));
	return after.findings.filter((finding) => !known.has(identity(finding))).map(identity);
}

function identity({ rule, option, symbol, at }: Finding): string {
	return `${rule} ${at.file} ${option ?? symbol ?? ''}`;
}
