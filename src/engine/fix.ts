import { type ConfigDocument, documentsIn } from '../model/document.ts';
import type { Finding, TextEdit } from '../model/finding.ts';
import { type ProjectDocuments, readAs, readDocuments } from '../workspace/documents.ts';
import { formats } from '../workspace/formats.ts';
import { applyEdits, compatible } from './edits.ts';
import { lintDocuments } from './lint.ts';
import type { EngineError, FixedFile, FixRequest, FixResult, LintResult } from './result.ts';
import { updatesFor } from './updates.ts';

/** Fixes that have not settled by then work against each other. */
const MAX_PASSES = 10;

/** One pass: the documents as the fixes so far left them, and what the rules say of them. */
interface Pass {
	readonly read: ProjectDocuments;
	readonly result: LintResult;
}

/**
 * Applies fixes to a project's documents in memory until none is left; nothing is written. Edits that make a file worse than it
 * was, and fixes that never settle, are flint's own errors: the files they concern stay as they were.
 */
export async function fixProject(request: FixRequest): Promise<FixResult> {
	request.observer?.phase('read');
	const read = await readDocuments(request.root, request.files, request.overlay, request.observer);
	const before = await lintDocuments(request, read);
	const broken = new Set<string>();
	const errors: EngineError[] = [];
	const applied: Finding[] = [];
	let pass: Pass = { read, result: before };
	for (let passes = 0; ; passes++) {
		const { chosen, edits } = compatible(due(pass.result, request, broken));
		if (chosen.length === 0) return finish(request, read, before, pass.result, applied, errors, passes);
		if (passes === MAX_PASSES) return unsettled(before, chosen, errors, passes);
		const rewritten = await rewrite(pass.read, edits, broken, errors);
		if (rewritten === undefined) continue;
		applied.push(...chosen);
		pass = { read: rewritten, result: await lintDocuments(request, rewritten) };
	}
}

/** The findings whose fix may be applied: safe, or unsafe where that was asked for, and only in files that were passed. */
function due(result: LintResult, request: FixRequest, broken: ReadonlySet<string>): readonly Finding[] {
	return result.findings.filter(({ fix }) => {
		if (fix === undefined || (fix.applicability === 'unsafe' && !request.unsafe)) return false;
		return fix.edits.every(({ file }) => (request.selected?.has(file) ?? true) && !broken.has(file));
	});
}

/** Applies edits and parses the changed files again; undefined where a file came out worse, which is then left alone. */
async function rewrite(
	read: ProjectDocuments,
	edits: readonly TextEdit[],
	broken: Set<string>,
	errors: EngineError[],
): Promise<ProjectDocuments | undefined> {
	const documents = new Map(read.documents);
	for (const path of new Set(edits.map(({ file }) => file))) {
		const document = documents.get(path);
		if (document === undefined) continue;
		const text = applyEdits(
			document.text,
			edits.filter(({ file }) => file === path),
		);
		const complaint = await worse(document, text);
		const parsed = complaint === undefined ? await readAs(document.format, { path, text }) : undefined;
		if (parsed === undefined || isWorse(parsed, document)) {
			broken.add(path);
			errors.push({ rule: 'fix', file: path, message: complaint ?? 'the fixed file would not parse, so it is left as it was' });
			return undefined;
		}
		documents.set(path, parsed);
	}
	return { ...read, documents };
}

/** More of the file cannot be read, or fewer documents are found in it. */
function isWorse(after: ConfigDocument, before: ConfigDocument): boolean {
	return after.problems.length > before.problems.length || documentsIn(after).length < documentsIn(before).length;
}

async function worse(document: ConfigDocument, text: string): Promise<string | undefined> {
	const editor = await formats[document.format].editor?.();
	return editor?.verify?.(document.text, text);
}

function finish(
	request: FixRequest,
	read: ProjectDocuments,
	before: LintResult,
	after: LintResult,
	applied: readonly Finding[],
	errors: readonly EngineError[],
	passes: number,
): FixResult {
	const files: FixedFile[] = [];
	for (const [path, document] of read.documents) {
		const text = after.documents.get(path)?.text ?? document.text;
		if (text !== document.text) files.push({ path, before: document.text, after: text });
	}
	const elsewhere = after.findings.filter(
		({ fix }) =>
			fix !== undefined &&
			(request.unsafe || fix.applicability === 'safe') &&
			!fix.edits.every(({ file }) => request.selected?.has(file) ?? true),
	);
	return {
		before,
		after: { ...after, errors: [...after.errors, ...errors] },
		files,
		applied,
		elsewhere,
		passes,
		updates: updatesFor(before, request),
	};
}

/** Nothing is written where fixes keep undoing each other: the rules are named. */
function unsettled(before: LintResult, chosen: readonly Finding[], errors: readonly EngineError[], passes: number): FixResult {
	const rules = [...new Set(chosen.map(({ rule }) => rule))].join(', ');
	const error = { rule: 'fix', message: `fixes did not settle within ${MAX_PASSES} passes (${rules}); nothing is changed` };
	return {
		before,
		after: { ...before, errors: [...before.errors, ...errors, error] },
		files: [],
		applied: [],
		elsewhere: [],
		passes,
		updates: [],
	};
}
