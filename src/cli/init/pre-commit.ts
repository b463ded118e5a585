import { isDeepStrictEqual } from 'node:util';
import { isMap, isSeq, parseDocument, type YAMLSeq } from 'yaml';
import { REPOSITORY, releaseTag } from '../../repository.ts';
import { VERSION } from '../options.ts';

/** A .pre-commit-config.yaml with flint's hook in it: the new text, or why it stays as it is. */
type Merged =
	| { readonly text: string }
	/** flint's hook is there already. */
	| { readonly text: undefined; readonly why: 'present' }
	/** The file is not one that text can be added to safely. */
	| { readonly text: undefined; readonly why: 'unclear' };

const ENTRY = { repo: REPOSITORY, rev: releaseTag(VERSION), hooks: [{ id: 'flint' }] };
const PRESENT: Merged = { text: undefined, why: 'present' };
const UNCLEAR: Merged = { text: undefined, why: 'unclear' };

/** The entry for people to add by hand. */
export const preCommitEntry: string = entryLines('  ', '- ', true).join('\n');

/** Adds flint's hook to the text of a .pre-commit-config.yaml, in its layout, touching nothing else; an empty text is a new file. */
export function withFlintHook(text: string): Merged {
	const document = parseDocument(text);
	if (document.errors.length > 0) return UNCLEAR;
	const before: unknown = document.toJS();
	if (before !== null && !isMap(document.contents)) return UNCLEAR;
	const repos = isMap(document.contents) ? document.contents.get('repos', true) : undefined;
	const known = isSeq(repos) ? reposIn(repos) : [];
	if (known.some(isFlint)) return PRESENT;
	const after = isSeq(repos) ? inserted(text, repos) : repos === undefined ? appended(text) : undefined;
	return after !== undefined && means(after, before, known) ? { text: after } : UNCLEAR;
}

function reposIn(repos: YAMLSeq): readonly unknown[] {
	const value: unknown = repos.toJSON();
	return Array.isArray(value) ? value : [];
}

function isFlint(entry: unknown): boolean {
	if (typeof entry !== 'object' || entry === null || !('repo' in entry)) return false;
	const hooks: readonly unknown[] = 'hooks' in entry && Array.isArray(entry.hooks) ? entry.hooks : [];
	const named = hooks.some((hook) => typeof hook === 'object' && hook !== null && 'id' in hook && hook.id === 'flint');
	return named || String(entry.repo).replace(/\.git$|\/$/, '') === REPOSITORY;
}

/** Behind the last entry, with its indentation and the width of its dash. */
function inserted(text: string, repos: YAMLSeq): string | undefined {
	const range = repos.range;
	if (!range) return undefined;
	if (repos.items.length === 0) return replaced(text, range[0], range[1]);
	const last = repos.items.at(-1);
	if (repos.flow === true || !isMap(last) || !last.range) return undefined;
	const head = text.slice(text.lastIndexOf('\n', last.range[0] - 1) + 1, last.range[0]);
	const dash = /^( *)(-[ ]+)$/.exec(head);
	if (dash === null) return undefined;
	const content = text.slice(0, last.range[1]).trimEnd().length;
	const newline = text.indexOf('\n', content);
	const end = newline < 0 ? text.length : newline + 1;
	const lines = entryLines(dash[1] ?? '', dash[2] ?? '- ', (dash[1] ?? '') !== '');
	return `${ended(text.slice(0, end), text)}${joined(lines, text)}${text.slice(end)}`;
}

/** `repos: []` becomes a list of lines. */
function replaced(text: string, start: number, end: number): string {
	const lines = entryLines('  ', '- ', true);
	return `${text.slice(0, start).trimEnd()}${lineEnd(text)}${joined(lines, text).trimEnd()}${text.slice(end)}`;
}

function appended(text: string): string {
	return `${text === '' ? '' : ended(text, text)}${joined(['repos:', ...entryLines('  ', '- ', true)], text)}`;
}

function entryLines(indent: string, dash: string, nested: boolean): readonly string[] {
	const inner = indent + ' '.repeat(dash.length);
	const hook = inner + (nested ? '  ' : '');
	return [
		`${indent}${dash}repo: ${ENTRY.repo}`,
		`${inner}rev: ${ENTRY.rev}`,
		`${inner}hooks:`,
		`${hook}# Writes the safe fixes first:`,
		`${hook}# ${dash}id: flint-fix`,
		`${hook}${dash}id: flint`,
	];
}

function joined(lines: readonly string[], text: string): string {
	return lines.map((line) => line + lineEnd(text)).join('');
}

function ended(text: string, whole: string): string {
	return text.endsWith('\n') ? text : text + lineEnd(whole);
}

function lineEnd(text: string): string {
	return text.includes('\r\n') ? '\r\n' : '\n';
}

/** Whether the new text says what the old one said, and flint's entry besides. */
function means(after: string, before: unknown, known: readonly unknown[]): boolean {
	const document = parseDocument(after);
	const rest = typeof before === 'object' && before !== null ? before : {};
	return document.errors.length === 0 && isDeepStrictEqual(document.toJS(), { ...rest, repos: [...known, ENTRY] });
}
