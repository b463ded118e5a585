import type { Format } from '../src/model/document.ts';
import type { Finding } from '../src/model/finding.ts';
import { type RuleCase, withFixed } from '../test/harness/case.ts';
import { type Files, line, lintFiles } from '../test/harness/project.ts';

/** A project that a rule reports, and one that it does not, both in the same input format. */
export interface Example {
	readonly format: Format;
	readonly bad: Files;
	/** What flint says of it: `severity file:line:column what`. */
	readonly says: readonly string[];
	readonly good: Good | undefined;
}

/** Files that the rule does not report. */
export interface Good {
	/** How they come about; of a fix, only the changed files are given. */
	readonly by: 'safe' | 'unsafe' | 'another project';
	readonly files: Files;
	/** Files that the fix takes away. */
	readonly gone: readonly string[];
}

/** What a rule's cases show of it. */
export interface Evidence {
	/** One for each input format in which some case shows a finding. */
	readonly examples: readonly Example[];
	/** Every finding of the rule in its cases. */
	readonly findings: readonly Finding[];
}

/** A case and what the rule says of it. */
interface Judged {
	readonly one: RuleCase;
	readonly says: readonly string[];
	readonly findings: readonly Finding[];
	/** Format of the file that the first finding stands in. */
	readonly format: Format | undefined;
	/** Formats of all of its files. */
	readonly formats: ReadonlySet<Format>;
}

/** Runs a rule's cases. */
export async function evidenceOf(rule: string, cases: readonly RuleCase[]): Promise<Evidence> {
	const judged: Judged[] = [];
	for (const one of cases) judged.push(await judge(rule, one));
	const formats = [...new Set(judged.flatMap(({ format }) => format ?? []))];
	const examples: Example[] = [];
	for (const format of formats) {
		const example = await exampleOf(rule, format, judged);
		if (example !== undefined) examples.push(example);
	}
	return { examples, findings: judged.flatMap(({ findings }) => findings) };
}

async function judge(rule: string, one: RuleCase): Promise<Judged> {
	const result = await lintFiles(one.files);
	const findings = result.findings.filter((finding) => finding.rule === rule);
	const [first] = findings;
	return {
		one,
		findings,
		says: findings.map((finding) => line(finding, result)),
		format: first && result.documents.get(first.at.file)?.format,
		formats: new Set([...result.documents.values()].map(({ format }) => format)),
	};
}

/** The simplest case of the format: few files, and a fix to show. */
async function exampleOf(rule: string, format: Format, judged: readonly Judged[]): Promise<Example | undefined> {
	const [bad] = judged.filter((candidate) => candidate.format === format).sort((a, b) => effort(a.one) - effort(b.one));
	if (bad === undefined) return undefined;
	return { format, bad: bad.one.files, says: bad.says, good: (await fixed(rule, bad.one)) ?? anotherProject(format, judged) };
}

function effort({ files, fixed: safe, fixedUnsafe }: RuleCase): number {
	const fixes = Object.keys({ ...safe, ...fixedUnsafe }).length > 0;
	return Object.keys(files).length + (fixes ? 0 : 1);
}

async function fixed(rule: string, { files, fixed: safe, fixedUnsafe }: RuleCase): Promise<Good | undefined> {
	const attempts = [
		{ by: 'safe', texts: safe },
		{ by: 'unsafe', texts: { ...safe, ...fixedUnsafe } },
	] as const;
	for (const { by, texts } of attempts) {
		const changed = withFixed({}, texts);
		if (Object.keys(changed).length === 0) continue;
		const { findings } = await lintFiles(withFixed(files, texts));
		const gone = Object.keys(texts).filter((path) => texts[path] === null);
		if (!findings.some((finding) => finding.rule === rule)) return { by, files: changed, gone };
	}
	return undefined;
}

function anotherProject(format: Format, judged: readonly Judged[]): Good | undefined {
	const [valid] = judged
		.filter((candidate) => candidate.one.kind === 'valid' && candidate.formats.has(format))
		.sort((a, b) => effort(a.one) - effort(b.one));
	return valid && { by: 'another project', files: valid.one.files, gone: [] };
}
