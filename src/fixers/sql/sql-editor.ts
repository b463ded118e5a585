import type { Insertion } from '../../model/change.ts';
import type { ConfigDocument } from '../../model/document.ts';
import type { TextEdit } from '../../model/finding.ts';
import type { Setting } from '../../model/setting.ts';
import { sameValue, type TypedValue } from '../../model/value.ts';
import { isSqlTree, parseSql, type SqlTree } from '../../parsers/sql/sql.ts';
import type { Statement } from '../../parsers/sql/statements.ts';
import type { Editor } from '../editor.ts';
import { asLine, lineBreak, lineEnd, lineStart, wholeLines } from '../line-layout.ts';
import { neighboursOf, writtenValue } from '../written-value.ts';

/** Writes changes into the SET statements of a script. */
export const sqlEditor: Editor = { setValue, insert, remove, rename, verify };

function setValue(document: ConfigDocument, setting: Setting, value: TypedValue): readonly TextEdit[] | undefined {
	const { valueRange } = setting;
	if (valueRange === undefined) return undefined;
	if (setting.value.kind === 'known' && sameValue(setting.value.value, value)) return [];
	const text = writtenValue(value, neighboursOf(document.settings, setting));
	if (isQuoted(document, valueRange.start)) return [{ file: document.path, range: valueRange, text: text.replaceAll("'", "''") }];
	// Without quotes a value ends at the first blank.
	const plain = /^[^\s';"`]+$/.test(text) ? text : `'${text}'`;
	return text.includes("'") ? undefined : [{ file: document.path, range: valueRange, text: plain }];
}

function isQuoted({ text }: ConfigDocument, at: number): boolean {
	return text.charAt(at - 1) === "'";
}

function insert(document: ConfigDocument, { key, value, after }: Insertion): readonly TextEdit[] | undefined {
	const { tree, settings } = document;
	if (!isSqlTree(tree) || key.includes("'")) return undefined;
	const existing = settings.findLast((setting) => setting.key === key && setting.condition === 'always' && setting.inert === undefined);
	if (existing !== undefined) return setValue(document, existing, value);
	const sibling = siblingOf(document, tree, after);
	const text = writtenValue(value, neighboursOf(settings, sibling));
	const statement = `${word(document, sibling)} ${pair(document, sibling, key, text)};`;
	if (sibling !== undefined) return [behind(document, tree, sibling, statement)];
	return tree.firstJob === undefined ? atEnd(document, tree, statement) : [beforeFirstJob(document, tree, tree.firstJob, statement)];
}

/** The statement to stand behind: the named one, or the last one before the first job, which is the last that holds for all jobs. */
function siblingOf({ settings }: ConfigDocument, { firstJob }: SqlTree, after: Setting | undefined): Setting | undefined {
	const before = settings.filter(({ range }) => firstJob === undefined || range.start < firstJob.start);
	return before.find(({ range }) => range.start === after?.range.start) ?? before.at(-1);
}

/** `SET` as the script writes it. */
function word({ text, settings }: ConfigDocument, sibling: Setting | undefined): string {
	const sample = sibling ?? settings[0];
	return sample === undefined ? 'SET' : text.slice(sample.range.start, sample.range.start + 3);
}

/** Key and value in the sibling's way: with or without quotes, with or without blanks around the `=`. */
function pair(document: ConfigDocument, sibling: Setting | undefined, key: string, value: string): string {
	const sample = sibling ?? document.settings[0];
	const equals = sample?.valueRange === undefined ? ' = ' : separator(document.text.slice(sample.nameRange.end, sample.valueRange.start));
	const quoted = sample === undefined || isQuoted(document, sample.nameRange.start) || !/^[^\s';"`]+$/.test(value);
	return quoted ? `'${key}'${equals}'${value.replaceAll("'", "''")}'` : `${key}${equals}${value}`;
}

function separator(between: string): string {
	return /\s=/.test(between) ? ' = ' : /=\s/.test(between) ? '= ' : '=';
}

/** On a line of its own below the sibling, or on the sibling's line where another statement follows there. */
function behind({ path, text }: ConfigDocument, { statements }: SqlTree, sibling: Setting, statement: string): TextEdit {
	const own = statements.find(({ start }) => start === sibling.range.start);
	const close = own?.close ?? sibling.range.end;
	const closed = own !== undefined && own.close > own.end;
	const end = lineEnd(text, close);
	const alone = /^[ \t]*(?:--.*)?$/.test(text.slice(close, end));
	const at = alone && closed ? end : close;
	const indent = /^[ \t]*/.exec(text.slice(lineStart(text, sibling.range.start), sibling.range.start))?.[0] ?? '';
	return { file: path, range: { start: at, end: at }, text: `${closed ? '' : ';'}${lineBreak(text, at)}${indent}${statement}` };
}

/** On the last line of a script that runs no job. */
function atEnd({ path, text }: ConfigDocument, { statements }: SqlTree, statement: string): readonly TextEdit[] {
	const last = statements.at(-1);
	const open = last !== undefined && last.close === last.end;
	const close = open ? [{ file: path, range: { start: last.end, end: last.end }, text: ';' }] : [];
	const end = text.length;
	return [...close, { file: path, range: { start: end, end }, text: asLine(text, end, statement, lineBreak(text, 0)) }];
}

/** Above the first job and the comments that stand right above it. */
function beforeFirstJob({ path, text }: ConfigDocument, { comments }: SqlTree, { start: anchor }: Statement, statement: string): TextEdit {
	let at = lineStart(text, anchor);
	const alone = text.slice(at, anchor).trim() === '';
	if (!alone) return { file: path, range: { start: anchor, end: anchor }, text: `${statement} ` };
	for (const { range } of comments.toReversed()) {
		if (range.end > at) continue;
		const start = lineStart(text, range.start);
		if (text.slice(start, range.start).trim() !== '' || !/^[ \t]*(?:\r\n|\r|\n)$/.test(text.slice(range.end, at))) break;
		at = start;
	}
	return { file: path, range: { start: at, end: at }, text: `${statement}${lineBreak(text, 0)}${lineBreak(text, 0)}` };
}

/** With its line where it has one for itself; a comment behind it goes along. */
function remove({ text, path, tree }: ConfigDocument, { range }: Setting): readonly TextEdit[] | undefined {
	const own = isSqlTree(tree) ? tree.statements.find(({ start }) => start === range.start) : undefined;
	if (own === undefined) return undefined;
	const start = lineStart(text, own.start);
	const end = lineEnd(text, own.close);
	const alone = text.slice(start, own.start).trim() === '' && /^[ \t]*(?:--.*)?$/.test(text.slice(own.close, end));
	if (alone) return [{ file: path, range: wholeLines(text, { start, end }), text: '' }];
	const gap = /^[ \t]*/.exec(text.slice(own.close, end))?.[0].length ?? 0;
	return [{ file: path, range: { start: own.start, end: own.close + gap }, text: '' }];
}

function rename(document: ConfigDocument, setting: Setting, key: string): readonly TextEdit[] | undefined {
	if (!/^[\w.-]+$/.test(key)) return undefined;
	return key === setting.key ? [] : [{ file: document.path, range: setting.nameRange, text: key }];
}

/** The statements that set nothing must come through unchanged. */
async function verify(before: string, after: string): Promise<string | undefined> {
	return others(before) === others(after) ? undefined : 'the rewritten script would hold other statements than before';
}

function others(text: string): string {
	const { tree, settings } = parseSql('', text);
	if (!isSqlTree(tree)) return '';
	const sets = new Set(settings.map(({ range }) => range.start));
	return tree.statements
		.filter(({ start }) => !sets.has(start))
		.map(({ start, end }) => text.slice(start, end))
		.join(';');
}
