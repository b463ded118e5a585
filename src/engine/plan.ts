import { catalogue } from '../catalog/catalogue.ts';
import type { Editor } from '../fixers/editor.ts';
import { embeddedEditor } from '../fixers/embedded-editor.ts';
import { newDefault } from '../fixers/template-default.ts';
import type { Application } from '../model/application.ts';
import type { Change } from '../model/change.ts';
import type { ConfigDocument, Format } from '../model/document.ts';
import { decidedByService } from '../model/effective/msf.ts';
import type { Fix, PlannedFix, TextEdit } from '../model/finding.ts';
import type { Place, Range } from '../model/range.ts';
import type { Setting } from '../model/setting.ts';
import { documentOf, placementOf } from './placement.ts';

/** The editors of the formats that some document of the run has. */
export type Editors = Readonly<Partial<Record<Format, Editor>>>;

/** Turns a fix into text edits, or undefined where one of its changes cannot be written: half a fix is none. */
export function planFix(application: Application, fix: Fix, editors: Editors): PlannedFix | undefined {
	const edits: TextEdit[] = [];
	for (const change of fix.changes) {
		const own = planChange(application, change, editors);
		if (own === undefined || own.length === 0) return undefined;
		edits.push(...own);
	}
	const sorted = edits.sort((a, b) => a.file.localeCompare(b.file) || a.range.start - b.range.start);
	if (sorted.some((edit, index) => collides(edit, sorted[index + 1]))) return undefined;
	return { ...fix, edits: sorted };
}

function planChange(application: Application, change: Change, editors: Editors): readonly TextEdit[] | undefined {
	switch (change.kind) {
		case 'setOption':
			return setOption(application, change.key, change.value, editors);
		case 'removeSetting':
			// Without the value the template would state an empty one.
			if (change.setting.named !== undefined) return undefined;
			return edit(application, change.setting, editors, (editor, document) => editor.remove(document, change.setting));
		case 'renameKey':
			if (change.setting.named !== undefined) return renameInTemplate(application, change.setting.named, change);
			return edit(application, change.setting, editors, (editor, document) =>
				forbidden(application, document, change.key) ? undefined : editor.rename(document, change.setting, change.key),
			);
		case 'restateValue':
			return edit(application, change.setting, editors, (_editor, document) =>
				change.setting.valueRange === undefined ? undefined : respelled(document, change.setting.valueRange, change.text),
			);
		case 'setDefault':
			return edit(application, change.setting, editors, (_editor, document) => {
				const found = newDefault(document, change.setting, change.value);
				return found === undefined ? undefined : respelled(document, found.range, found.text);
			});
		case 'enableTtl':
			return edit(application, wholly(change.file), editors, (editor, document) => {
				const descriptor = document.jobs?.descriptors.find((fact) => fact.id === change.descriptor);
				if (descriptor === undefined || editor.enableTtl === undefined) return undefined;
				return editor.enableTtl(document, descriptor, change.ttl, application.version?.version);
			});
		case 'addUid':
			return edit(application, wholly(change.file), editors, (editor, document) => addUid(application, document, editor, change));
		case 'replaceCall':
			return edit(application, wholly(change.file), editors, (editor, document) => {
				const call = document.jobs?.deprecatedCalls.find((fact) => fact.id === change.call);
				if (call === undefined || call.options.some((option) => forbidden(application, document, option))) return undefined;
				return editor.replaceCall?.(document, call, change);
			});
		case 'setDependency':
			return edit(application, wholly(change.file), editors, (editor, document) => editor.setDependency?.(document, change));
		case 'addResource':
			return edit(application, { file: change.file, range: change.beside }, editors, (editor, document) =>
				editor.addResource?.(document, change),
			);
		case 'restoreLine':
			return restoreLine(application, change);
		case 'keepLines':
			return [{ file: change.file, range: change.range, text: '|' }];
		case 'convertFile':
			return convertFile(application, change, editors);
		case 'removeFile':
			return wholeFile(application, change.file).map(deletion);
	}
}

function setOption(
	application: Application,
	key: string,
	value: Extract<Change, { kind: 'setOption' }>['value'],
	editors: Editors,
): readonly TextEdit[] | undefined {
	const { option, origin } = application.config.get(key);
	if (origin.kind === 'setting') {
		const { setting } = origin;
		return edit(application, setting, editors, (editor, document) =>
			forbidden(application, document, key) ? undefined : editor.setValue(document, setting, value),
		);
	}
	if (origin.kind === 'platform' && origin.fixed) return undefined;
	const written = catalogue.keyToWrite(option, application.version?.version);
	const placement = written === undefined ? undefined : placementOf(application, option, written);
	if (placement === undefined || written === undefined || forbidden(application, placement.document, key)) return undefined;
	const insertion = { key: written, value, after: placement.after };
	return write(placement.document, editors, (editor, document) => editor.insert(document, insertion, application.version?.version));
}

/** The key in the template; what it takes for it stays where it is. */
function renameInTemplate(
	{ documents }: Application,
	{ file, range }: Place,
	{ setting, key }: Extract<Change, { kind: 'renameKey' }>,
): readonly TextEdit[] | undefined {
	const text = documents.find(({ path, claims }) => path === file && claims.readOnly !== true)?.text;
	return text?.slice(range.start, range.end) === setting.key ? [{ file, range, text: key }] : undefined;
}

/** On Managed Flink no checkpoint, backend or restart setting is ever written into Java: from 1.19 on the start would fail. */
function forbidden(application: Application, document: ConfigDocument, key: string): boolean {
	if (application.platform !== 'msf' || document.format !== 'java') return false;
	return decidedByService(application.config.get(key).option);
}

type Write = (editor: Editor, document: ConfigDocument) => readonly TextEdit[] | undefined;

function edit(
	application: Application,
	place: Place & Pick<Partial<Setting>, 'composed'>,
	editors: Editors,
	how: Write,
): readonly TextEdit[] | undefined {
	if (place.composed === true) return undefined;
	const document = documentOf(application, place);
	return document === undefined ? undefined : write(document, editors, how);
}

/** Lets a document's editor write; undefined where it is never edited, or cannot hold it. */
export function write(document: ConfigDocument, editors: Editors, how: Write): readonly TextEdit[] | undefined {
	const editor = editors[document.format];
	if (editor === undefined || document.claims.readOnly === true || document.problems.length > 0) return undefined;
	return how(document.embedded === undefined ? editor : embeddedEditor(editor, document.embedded), document);
}

/** A place in a file that holds one document. */
function wholly(file: string): Place {
	return { file, range: { start: 0, end: 0 } };
}

/** A uid that another operator of the job has already would make Flink refuse the job. */
function addUid(
	application: Application,
	document: ConfigDocument,
	editor: Editor,
	change: Extract<Change, { kind: 'addUid' }>,
): readonly TextEdit[] | undefined {
	const operator = document.jobs?.operators.find((fact) => fact.id === change.operator);
	const taken = application.job.operators.some(
		({ id, file, uid }) => uid?.kind === 'known' && uid.value === change.uid && !(file === change.file && id === change.operator),
	);
	if (operator === undefined || taken) return undefined;
	return editor.addUid?.(document, operator, change.uid, application.version?.version);
}

function restoreLine(application: Application, change: Extract<Change, { kind: 'restoreLine' }>): readonly TextEdit[] | undefined {
	const document = documentOf(application, change);
	return document === undefined ? undefined : respelled(document, change.range, `${change.key}: ${change.value}`);
}

function convertFile(
	application: Application,
	{ file, to }: Extract<Change, { kind: 'convertFile' }>,
	editors: Editors,
): readonly TextEdit[] | undefined {
	const [document] = wholeFile(application, file);
	const conversion = document && editors[document.format]?.convert?.(document);
	if (document === undefined || conversion === undefined) return undefined;
	const { text, secrets } = conversion;
	return [{ file: to, range: { start: 0, end: 0 }, text, operation: { kind: 'create', from: file, secrets } }, deletion(document)];
}

/** The document that is all of a file, if one is. */
function wholeFile({ documents }: Application, file: string): readonly ConfigDocument[] {
	return documents.filter(
		({ path, embedded, extent, problems }) => path === file && embedded === undefined && extent === undefined && problems.length === 0,
	);
}

function deletion({ path, text }: ConfigDocument): TextEdit {
	return { file: path, range: { start: 0, end: text.length }, text: '', operation: { kind: 'delete' } };
}

/** Text in place of another, spelled as the file must where the document stands inside one. */
function respelled({ path, embedded }: ConfigDocument, range: Range, text: string): readonly TextEdit[] | undefined {
	const spelled = embedded === undefined ? text : embedded.encode(text);
	return spelled === undefined ? undefined : [{ file: path, range, text: spelled }];
}

/** Whether two edits of one fix, in their order, share text: what is inserted right behind a replaced text follows it. */
function collides(edit: TextEdit, next: TextEdit | undefined): boolean {
	if (next === undefined || next.file !== edit.file) return false;
	const insertions = edit.range.start === edit.range.end && next.range.start === next.range.end;
	if (insertions) return false;
	return next.range.start < edit.range.end || next.range.start === edit.range.start;
}
