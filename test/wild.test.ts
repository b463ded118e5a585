import { describe, expect, it } from 'vitest';
import { expectSoundFixes, madeFrom, newFindings } from './harness/invariants.ts';
import { withBom, withCrlf, withoutLastNewline } from './harness/layouts.ts';
import { afterFix, type Files, fixFiles, line, lintFiles, silenceFiles } from './harness/project.ts';
import { readings, type WildCase, wildCases } from './harness/wild-case.ts';

// Configuration as people keep it: each shape with all that flint reads in it and all that it says of it, whatever the rule.

describe.each([...wildCases()])('%s', (_, cases) => {
	it.each(cases.map((one) => [one.name, one] as const))('%s', { timeout: 60_000 }, async (_name, one) => {
		await judge(one);
	});
});

async function judge(one: WildCase): Promise<void> {
	const result = await lintFiles(one.files);
	expect(result.errors).toEqual([]);
	for (const document of result.documents.values()) expect(document.text).toBe(one.files[document.path]);
	expect(readings(result)).toEqual(one.reads);
	expect(result.findings.map((finding) => line(finding, result))).toEqual(one.findings);
	await expectFixed(one.files, { ...one.files, ...one.fixed }, false);
	await expectFixed(one.files, { ...one.files, ...one.fixed, ...one.fixedUnsafe }, true);
	await expectSilenced(one.files);
	for (const files of [withCrlf(one.files), withBom(one.files), withoutLastNewline(one.files)]) {
		expect([...(await lintFiles(files)).documents.keys()]).toEqual([...result.documents.keys()]);
		await expectSound(files);
	}
}

/** The literal outcome, with Windows line endings too. */
async function expectFixed(files: Files, wanted: Readonly<Record<string, string | null>>, unsafe: boolean): Promise<void> {
	const kept = Object.fromEntries(Object.entries(wanted).flatMap(([path, text]) => (text === null ? [] : [[path, text]])));
	expect(afterFix(files, await fixFiles(files, unsafe))).toEqual(kept);
	const crlf = withCrlf(files);
	expect(afterFix(crlf, await fixFiles(crlf, unsafe))).toEqual(withCrlf(kept));
	await expectSound(files);
}

/** Fixes parse, change only what they name, settle, bring no finding, and are done at once. */
async function expectSound(files: Files): Promise<void> {
	const before = await lintFiles(files);
	for (const unsafe of [false, true]) {
		const fixed = await expectSoundFixes(files, unsafe, undefined);
		expect(newFindings(before, await lintFiles(fixed), madeFrom(files, fixed))).toEqual([]);
	}
}

/** Whatever is reported can be silenced where it stands, and nothing else is read then. */
async function expectSilenced(files: Files): Promise<void> {
	const { after } = await silenceFiles(files);
	expect(after.findings).toEqual([]);
	const said = (reads: readonly string[]): readonly string[] => reads.map((read) => read.replace(/:\d+ /, ' '));
	expect(said(readings(after))).toEqual(said(readings(await lintFiles(files))));
}
