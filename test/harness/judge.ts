import { describe, expect, it } from 'vitest';
import type { LintResult } from '../../src/engine/result.ts';
import type { Finding } from '../../src/model/finding.ts';
import { rules } from '../../src/rules/index.ts';
import { type FixedFiles, type RuleCase, ruleCases, withFixed } from './case.ts';
import { expectSoundFixes, expectSoundSingleFixes, madeFrom, newFindings } from './invariants.ts';
import { withBom, withCrlf, withoutLastNewline } from './layouts.ts';
import { afterFix, type Files, fixFiles, line, lintFiles } from './project.ts';

/** How many files share the rules: they run beside each other. */
export const SHARDS = 4;

/** What style.md lists under "How the anchors test", once, for every case of every fourth rule. */
export function judgeShard(shard: number): void {
	const cases = ruleCases();
	const own = rules.filter((_, index) => index % SHARDS === shard);
	describe.each(own.map((rule) => [rule.meta.name, rule] as const))('%s', (name, rule) => {
		const ofRuleCases = cases.get(name) ?? [];

		it('has valid, invalid and suppressed cases, and a fix case if it fixes', () => {
			const kinds = new Set(ofRuleCases.map(({ kind }) => kind));
			expect([...kinds].sort()).toEqual(['invalid', 'suppressed', 'valid']);
			const fixes = ofRuleCases.some(({ fixed, fixedUnsafe }) => Object.keys({ ...fixed, ...fixedUnsafe }).length > 0);
			expect(fixes).toBe(rule.meta.fixes.length > 0);
		});

		it('emits every applicability it declares', async () => {
			const emitted = new Set<string>();
			for (const one of ofRuleCases)
				for (const finding of ofRule(await lintFiles(one.files), name)) if (finding.fix) emitted.add(finding.fix.applicability);
			expect([...emitted].sort()).toEqual([...rule.meta.fixes].sort());
		});

		it.each(ofRuleCases.map((one) => [one.name, one] as const))('%s', async (_, one) => {
			await judge(name, one);
		});
	});
}

async function judge(rule: string, one: RuleCase): Promise<void> {
	const result = await lintFiles(one.files);
	expect(result.errors).toEqual([]);
	for (const document of result.documents.values()) expect(document.text).toBe(one.files[document.path]);
	expect(ofRule(result, rule).map((finding) => line(finding, result))).toEqual(one.findings);
	expect(one.findings.length > 0).toBe(one.kind === 'invalid');
	if (one.kind === 'suppressed') expect(result.suppressed).toBeGreaterThan(0);
	for (const files of [one.files, withCrlf(one.files), withBom(one.files), withoutLastNewline(one.files)]) await judgeFixes(rule, files);
	await expectFixed(rule, one, one.fixed, false);
	await expectFixed(rule, one, { ...one.fixed, ...one.fixedUnsafe }, true);
}

async function expectFixed(rule: string, one: RuleCase, expected: FixedFiles, unsafe: boolean): Promise<void> {
	const wanted = withFixed(one.files, expected);
	expect(afterFix(one.files, await fixFiles(one.files, unsafe, [rule]))).toEqual(wanted);
	const crlf = withCrlf(one.files);
	expect(afterFix(crlf, await fixFiles(crlf, unsafe, [rule]))).toEqual(withCrlf(wanted));
	const bom = withBom(one.files);
	expect(afterFix(bom, await fixFiles(bom, unsafe, [rule]))).toEqual(withBom(wanted));
}

/** Applies the rule's fixes, one by one and together, and every rule's fixes. */
async function judgeFixes(rule: string, files: Files): Promise<void> {
	await expectSoundSingleFixes(files, rule);
	for (const unsafe of [false, true]) {
		const fixed = await expectSoundFixes(files, unsafe, [rule]);
		expect(newFindings(await lintFiles(files), await lintFiles(fixed), madeFrom(files, fixed))).toEqual([]);
		await expectSoundFixes(files, unsafe, undefined);
	}
}

function ofRule(result: LintResult, rule: string): readonly Finding[] {
	return result.findings.filter((finding) => finding.rule === rule);
}
