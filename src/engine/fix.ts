import { type ConfigDocument, documentsIn } from '../model/document.ts';
import type { Finding, PlannedFix, TextEdit } from '../model/finding.ts';
import { type ProjectDocuments, readAs, readDocument, readDocuments } from '../workspace/documents/documents.ts';
import { formats } from '../workspace/documents/formats.ts';
import { applyEdits, compatible } from './edits.ts';
import { lintDocuments, reading } from './lint.ts';
import type { EngineError, FileChange, FixRequest, FixResult, LintResult } from './result.ts';
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
export async function fixProject(asked: FixRequest): Promise<FixResult> {
	asked.observer?.phase('read');
	const read = await readDocuments(reading(asked));
	const before = await lintDocuments(asked, read);
	let request = asked;
	const broken = new Set<string>();
	const errors: EngineError[] = [];
	const applied: Finding[] = [];
	let pass: Pass = { read, result: before };
	for (let passes = 0; ; passes++) {
		const { chosen, edits } = compatible(due(pass.result, request, broken));
		if (chosen.length === 0) return finish(request, read, before, pass, applied, errors, passes);
		if (passes === MAX_PASSES) return unsettled(before, chosen, errors, passes);
		const rewritten = await rewrite(pass.read, edits, broken, errors);
		if (rewritten === undefined) continue;
		for (const finding of chosen) applied.push(finding);
		request = withMade(request, edits);
		pass = { read: rewritten, result: await lintDocuments(request, rewritten) };
	}
}

/** The findings whose fix may be applied: safe, or unsafe where that was asked for, and only in files that were passed. */
function due(result: LintResult, request: FixRequest, broken: ReadonlySet<string>): readonly Finding[] {
	return result.findings.filter(({ fix }) => {
		if (fix === undefined || (fix.applicability === 'unsafe' && !request.unsafe)) return false;
		if (request.inPlace === true && fix.edits.some(({ operation }) => operation !== undefined)) return false;
		return writesOnlySelected(fix, request) && fix.edits.every(({ file }) => !broken.has(file));
	});
}

/** A new file was not passed, but what it is made from was. */
function writesOnlySelected({ edits }: PlannedFix, { selected }: FixRequest): boolean {
	return edits.every(({ file, operation }) => selected?.has(operation?.kind === 'create' ? operation.from : file) ?? true);
}

/** Findings in new files concern whoever passed what they are made from. */
function withMade(request: FixRequest, edits: readonly TextEdit[]): FixRequest {
	const made = edits.flatMap(({ file, operation }) => (operation?.kind === 'create' ? [file] : []));
	if (request.selected === undefined || made.length === 0) return request;
	return { ...request, selected: new Set([...request.selected, ...made]) };
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
		const own = edits.filter(({ file }) => file === path);
		const document = documents.get(path);
		if (own.some(({ operation }) => operation?.kind === 'delete')) {
			documents.delete(path);
			continue;
		}
		const outcome = document === undefined ? await made(path, own) : await changed(document, own);
		if (typeof outcome === 'string') {
			broken.add(path);
			errors.push({ rule: 'fix', file: path, message: outcome });
			return undefined;
		}
		documents.set(path, outcome);
	}
	return { ...read, documents: edits.some(({ operation }) => operation?.kind === 'create') ? inOrder(documents) : documents };
}

/** The order in which a project's files are read. */
function inOrder(documents: ReadonlyMap<string, ConfigDocument>): ReadonlyMap<string, ConfigDocument> {
	return new Map([...documents].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** A document with its edits, or why it must stay as it is. */
async function changed(document: ConfigDocument, edits: readonly TextEdit[]): Promise<ConfigDocument | string> {
	const text = applyEdits(document.text, edits);
	const complaint = await worse(document, text);
	if (complaint !== undefined) return complaint;
	const parsed = await readAs(document.format, { path: document.path, text });
	return isWorse(parsed, document) ? 'the fixed file would not parse, so it is left as it was' : parsed;
}

/** A new file as a later run will read it, or why it is not made. */
async function made(path: string, edits: readonly TextEdit[]): Promise<ConfigDocument | string> {
	const document = await readDocument({ path, text: applyEdits('', edits) });
	return document === undefined || document.problems.length > 0 ? 'the new file would not parse, so it is not made' : document;
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
	{ read: rewritten, result: after }: Pass,
	applied: readonly Finding[],
	errors: readonly EngineError[],
	passes: number,
): FixResult {
	const elsewhere = after.findings.filter(
		({ fix }) => fix !== undefined && (request.unsafe || fix.applicability === 'safe') && !writesOnlySelected(fix, request),
	);
	return {
		before,
		after: { ...after, errors: [...after.errors, ...errors] },
		files: changes(read.documents, rewritten.documents, applied),
		applied,
		elsewhere,
		passes,
		updates: updatesFor(before, request),
	};
}

function changes(
	before: ReadonlyMap<string, ConfigDocument>,
	after: ReadonlyMap<string, ConfigDocument>,
	applied: readonly Finding[],
): readonly FileChange[] {
	const files: FileChange[] = [];
	for (const path of [...new Set([...before.keys(), ...after.keys()])].sort()) {
		const [old, fresh] = [before.get(path)?.text, after.get(path)?.text];
		if (old !== fresh) files.push({ path, before: old, after: fresh, ...(old === undefined && madeFrom(path, applied)) });
	}
	return files;
}

function madeFrom(path: string, applied: readonly Finding[]): Pick<FileChange, 'from'> {
	for (const { operation, file } of applied.flatMap(({ fix }) => fix?.edits ?? []))
		if (file === path && operation?.kind === 'create') return { from: operation.from };
	return {};
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
