import type { FlintConfig } from '../../config/schema.ts';
import type { FixResult } from '../../engine/result.ts';
import type { Application } from '../../model/application.ts';
import type { Finding, PlannedFix } from '../../model/finding.ts';
import { sentence } from '../layout/sentence.ts';
import { printable } from '../layout/width.ts';
import { type Report, type ReportedApplication, type ReportedFinding, report, Sources } from '../report.ts';
import { plural } from '../summary.ts';
import { type Advice, adviceFor } from './advice.ts';
import { code, enumeration, prose, text } from './markdown.ts';

/** A project's fixes, as they were written. */
interface FixedProject {
	readonly result: FixResult;
	readonly config: FlintConfig;
}

/** What a pull request says about the fixes that it holds. */
interface PullRequest {
	/** One line of plain text. */
	readonly title: string;
	/** Markdown. */
	readonly body: string;
}

/** GitHub takes 65,536 characters, GitLab more. */
const LONGEST_BODY = 60_000;
/** Characters that names may take in a title: lists of pull requests show some 70 in all. */
const MOST_NAMES = 40;

/** A fix that was written, with its secrets masked. */
interface WrittenFix {
	readonly rule: string;
	readonly what: string;
	readonly why: string;
	readonly fix: Pick<PlannedFix, 'title' | 'applicability' | 'decide'>;
	readonly files: readonly string[];
}

/** An application that the fixes change. */
interface Section {
	readonly application: ReportedApplication;
	readonly written: readonly WrittenFix[];
	/** Findings whose unsafe fix was not written. */
	readonly open: readonly ReportedFinding[];
	readonly advice: Advice;
}

/** The pull request for fixes that were written; undefined where there were none. Paths in it are relative to `cwd`. */
export function pullRequest(projects: readonly FixedProject[], cwd: string): PullRequest | undefined {
	const sections = projects.flatMap((project) => sectionsOf(project, cwd));
	const fixes = projects.flatMap(({ result }) => result.applied);
	if (fixes.length === 0) return undefined;
	const files = projects.reduce((sum, { result }) => sum + result.files.length, 0);
	const blocks = [introduction(fixes, files, sections.length), ...sections.flatMap(blocksOf)];
	return { title: titleOf(fixes, sections), body: fitted(blocks) };
}

/** The pull request as `--format pull-request` prints it: the title, an empty line, the body. */
export function pullRequestText({ title, body }: PullRequest): string {
	return `${title}\n\n${body}`;
}

function sectionsOf({ result, config }: FixedProject, cwd: string): readonly Section[] {
	const { before, after, applied } = result;
	const old = new Sources(before, config, cwd);
	const fresh = new Sources(after, config, cwd);
	const left = report(after, config, cwd);
	return report(before, config, cwd).applications.flatMap((application, index) => {
		const own = applied.filter((finding) => finding.applications.includes(application.id));
		const model = before.applications[index];
		if (own.length === 0 || model === undefined) return [];
		const written = own.map((finding) => writtenFix(finding, old, fresh));
		return [{ application, written, open: openIn(left, application), advice: adviceOf(model, own) }];
	});
}

function writtenFix({ rule, message, at, fix }: Finding, old: Sources, fresh: Sources): WrittenFix {
	const paths = [...new Set([at.file, ...(fix?.edits ?? []).map(({ file }) => file)])];
	const mask = (message: string): string =>
		paths.reduce((masked, path) => fresh.get(path).maskMessage(old.get(path).maskMessage(masked)), message);
	const { title = '', applicability = 'safe', decide } = fix ?? {};
	return {
		rule,
		what: mask(message.what),
		why: mask(message.why),
		fix: { title: mask(title), applicability, decide: decide && mask(decide) },
		files: [...new Set((fix?.edits ?? []).map(({ file }) => old.shown(file)))],
	};
}

function openIn({ findings }: Report, { id }: ReportedApplication): readonly ReportedFinding[] {
	return findings.filter(({ fix, applications }) => fix?.applicability === 'unsafe' && applications.includes(id));
}

function adviceOf({ platform, documents, config }: Application, own: readonly Finding[]): Advice {
	const edited = new Set(own.flatMap(({ fix }) => fix?.edits ?? []).map(({ file }) => file));
	const formats = new Set(documents.filter(({ path }) => edited.has(path)).map(({ format }) => format));
	const snapshots = platform === 'msf' ? config.boolean('msf.snapshots-enabled') : undefined;
	return adviceFor({ platform, formats, snapshots, unsafe: own.some(({ fix }) => fix?.applicability === 'unsafe') });
}

function titleOf(fixes: readonly Finding[], sections: readonly Section[]): string {
	const [only] = sections.flatMap(({ written }) => written);
	const what = fixes.length === 1 && only !== undefined ? only.fix.title : counted(fixes);
	return printable(`Flink configuration${owners(sections)}: ${what}`.replace(/\s+/g, ' '));
}

/** Whose configuration it is, as far as a title has room for names. */
function owners(sections: readonly Section[]): string {
	const names = enumeration(sections.map(({ application }) => application.id));
	if (names !== '' && names.length <= MOST_NAMES) return ` of ${names}`;
	return sections.length < 2 ? '' : ` of ${sections.length} applications`;
}

/** `3 safe fixes`, `2 safe and 1 unsafe fix`. */
function counted(fixes: readonly Finding[]): string {
	const unsafe = fixes.filter(({ fix }) => fix?.applicability === 'unsafe').length;
	const safe = fixes.length - unsafe;
	if (unsafe === 0) return `${safe} safe ${safe === 1 ? 'fix' : 'fixes'}`;
	const last = `${unsafe} unsafe ${unsafe === 1 ? 'fix' : 'fixes'}`;
	return safe === 0 ? last : `${safe} safe and ${last}`;
}

function introduction(fixes: readonly Finding[], files: number, applications: number): string {
	const where = `${plural(files, 'file')} of ${plural(applications, 'application')}`;
	const safe = fixes.every(({ fix }) => fix?.applicability === 'safe');
	const promise = safe
		? 'Every change is **safe**: results stay the same, a running job restores, and Flink of the known version accepts it.'
		: 'Changes marked **unsafe** need a decision: confirm each one below before you merge.';
	return `\`flint fix\` changed ${where}. ${promise}`;
}

/** The paragraphs of an application; each one can stand last. */
function blocksOf({ application, written, open, advice }: Section): readonly string[] {
	const confirm = written.filter(({ fix }) => fix.applicability === 'unsafe');
	return [
		`## ${text(application.id)}\n\n${describe(application)}`,
		'### What changes, and why',
		...written.map(changeBlock),
		...checklist('### To confirm before merging', confirm.map(confirmBlock)),
		`### What restarts\n\n${list(advice.restarts)}`,
		`### How to verify\n\n${list([...advice.verify, `\`flint lint\` no longer reports ${ruleList(written)}.`])}`,
		`### How to roll back\n\n${list(advice.rollBack)}`,
		...checklist('### Left for you to decide', open.map(openBlock)),
	];
}

const PLATFORM_NAMES: Readonly<Record<Application['platform'], string>> = {
	msf: 'Amazon Managed Service for Apache Flink',
	'kubernetes-operator': 'Flink Kubernetes operator',
	standalone: 'A cluster of your own',
	unknown: 'Platform not known',
};

function describe({ platform, version, versionFrom }: ReportedApplication): string {
	const flink = version === undefined ? 'Flink version not known' : `Flink ${version} (${code(versionFrom ?? '')})`;
	return `${PLATFORM_NAMES[platform]}, ${flink}`;
}

function changeBlock({ rule, what, why, fix, files }: WrittenFix): string {
	const where = files.map(code).join(', ');
	return `- **${heading(fix.title)}** in ${where} (${fix.applicability}, ${code(rule)})\n  ${prose(sentence(what))} ${prose(sentence(why))}`;
}

function confirmBlock({ rule, what, fix, files }: WrittenFix): string {
	return decision(fix, what, [...files, rule]);
}

function openBlock({ rule, message, fix, at }: ReportedFinding): string {
	return fix === undefined ? '' : decision(fix, message.what, [`${at.source.path}:${at.start.line}`, rule]);
}

function decision({ title, decide }: WrittenFix['fix'], what: string, about: readonly string[]): string {
	const reason = decide === undefined ? '' : `\n  To decide: ${prose(decide)}.`;
	return `- [ ] **${heading(title)}** (${about.map(code).join(', ')})\n  ${prose(sentence(what))}${reason}`;
}

/** A fix's title, which stands alone. */
function heading(title: string): string {
	return prose(sentence(title).slice(0, -1));
}

function checklist(heading: string, items: readonly string[]): readonly string[] {
	return items.length === 0 ? [] : [heading, ...items];
}

function list(items: readonly string[]): string {
	return items.map((item) => `- ${item}`).join('\n');
}

function ruleList(written: readonly WrittenFix[]): string {
	return enumeration([...new Set(written.map(({ rule }) => rule))].map(code));
}

/** The blocks as one text, as many as fit. */
function fitted(blocks: readonly string[]): string {
	let body = '';
	for (const [index, block] of blocks.entries()) {
		const gap = index === 0 ? '' : isItem(block) && isItem(blocks[index - 1] ?? '') ? '\n' : '\n\n';
		if (body.length + block.length > LONGEST_BODY) return `${body}\n\n… and more: \`flint fix\` shows everything.\n`;
		body += gap + block;
	}
	return `${body}\n`;
}

function isItem(block: string): boolean {
	return block.startsWith('- ');
}
