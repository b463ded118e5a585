import { type Cursor, END, isBlankOrEnd, isLineEnd, SPACE, TAB } from './cursor.ts';
import type { Token } from './token.ts';
import { Unreadable } from './unreadable.ts';

const WORD = /[A-Za-z0-9_-]/;
const URI = /[A-Za-z0-9_;/?:@&=+$.!~*'()%-]/;
const URI_PREFIX = /[A-Za-z0-9_;/?:@&=+$.!~*'()%,[\]-]/;

/** Reads an anchor (`&name`) or an alias (`*name`). */
export function scanAnchor(cursor: Cursor): Token {
	const start = cursor.at;
	const kind = cursor.peek() === 0x2a ? 'alias' : 'anchor';
	cursor.forward();
	const named = cursor.at;
	cursor.skip((code) => !isBlankOrEnd(code) && !',[]{}/.*&'.includes(String.fromCharCode(code)));
	const text = cursor.text.slice(named, cursor.at);
	if (text === '') {
		const sign = cursor.text.charAt(start);
		throw new Unreadable(`a text cannot begin with \`${sign}\` unless it is quoted`, { start, end: start + 1 });
	}
	if (!isBlankOrEnd(cursor.peek()) && !'?:,]}%@`'.includes(char(cursor)))
		throw new Unreadable(`the name of an ${kind} cannot hold \`${char(cursor)}\``, cursor.here(), start);
	return { kind, start, end: cursor.at, text };
}

/** Reads a tag: `!`, `!name`, `!!str`, `!h!name`, `!<uri>`. */
export function scanTag(cursor: Cursor): Token {
	const start = cursor.at;
	let handle: string | undefined;
	let text = '!';
	if (cursor.peek(1) === 0x3c) {
		cursor.forward(2);
		text = scanUri(cursor, URI_PREFIX, start);
		if (char(cursor) !== '>') throw new Unreadable('a `>` is missing at the end of the tag', cursor.here(), start);
		cursor.forward();
	} else if (isBlankOrEnd(cursor.peek(1))) cursor.forward();
	else {
		handle = hasHandle(cursor) ? scanHandle(cursor, start) : cursor.take(1);
		text = scanUri(cursor, URI, start);
	}
	if (cursor.peek() === TAB || !isBlankOrEnd(cursor.peek()))
		throw new Unreadable('a blank is missing behind the tag', cursor.here(), start);
	return { kind: 'tag', start, end: cursor.at, text, ...(handle === undefined ? {} : { handle }) };
}

/** Reads a directive's line: `%YAML 1.2`, `%TAG ! uri`, or one that is ignored. */
export function scanDirective(cursor: Cursor): Token {
	const start = cursor.at;
	cursor.forward();
	const named = cursor.at;
	cursor.skip(isWord);
	const name = cursor.text.slice(named, cursor.at);
	if (name === '' || !isSpaceOrEnd(cursor.peek()))
		throw new Unreadable('a text cannot begin with `%` unless it is quoted', { start, end: start + 1 });
	const token = directiveToken(cursor, name, start);
	cursor.skipSpaces();
	if (char(cursor) === '#') cursor.skipLine();
	const rest = cursor.here();
	if (cursor.lineBreak() === undefined && cursor.peek() !== END)
		throw new Unreadable('something follows the directive on its line', rest, start);
	return token;
}

function directiveToken(cursor: Cursor, name: string, start: number): Token {
	if (name === 'YAML') {
		cursor.skipSpaces();
		const written = /^\d+\.\d+/.exec(cursor.text.slice(cursor.at, cursor.at + 40))?.[0];
		if (written === undefined) throw new Unreadable('the YAML version is no number', cursor.here(), start);
		cursor.forward(written.length);
		if (!isSpaceOrEnd(cursor.peek())) throw new Unreadable('the YAML version is no number', cursor.here(), start);
		return { kind: 'yaml-directive', start, end: cursor.at, text: written };
	}
	if (name === 'TAG') {
		cursor.skipSpaces();
		const handle = scanHandle(cursor, start);
		if (cursor.peek() !== SPACE) throw new Unreadable('a blank is missing behind the tag', cursor.here(), start);
		cursor.skipSpaces();
		const text = scanUri(cursor, URI_PREFIX, start);
		if (!isSpaceOrEnd(cursor.peek())) throw new Unreadable('a blank is missing behind the tag', cursor.here(), start);
		return { kind: 'tag-directive', start, end: cursor.at, handle, text };
	}
	cursor.skipLine();
	return { kind: 'directive', start, end: cursor.at, text: name };
}

/** Whether a second `!` stands in the tag, as in `!!str`. */
function hasHandle(cursor: Cursor): boolean {
	for (let ahead = 1; ; ahead++) {
		const code = cursor.peek(ahead);
		if (code === 0x21) return true;
		if (isSpaceOrEnd(code)) return false;
	}
}

function scanHandle(cursor: Cursor, start: number): string {
	const from = cursor.at;
	if (char(cursor) !== '!') throw new Unreadable("a tag's handle begins and ends with `!`", cursor.here(), start);
	cursor.forward();
	if (cursor.peek() === SPACE) return '!';
	cursor.skip(isWord);
	if (char(cursor) !== '!') throw new Unreadable("a tag's handle begins and ends with `!`", cursor.here(), start);
	cursor.forward();
	return cursor.text.slice(from, cursor.at);
}

function scanUri(cursor: Cursor, allowed: RegExp, start: number): string {
	const from = cursor.at;
	cursor.skip((code) => allowed.test(String.fromCharCode(code)));
	const written = cursor.text.slice(from, cursor.at);
	if (written === '') throw new Unreadable('the tag has no name', cursor.here(), start);
	try {
		return decodeURIComponent(written);
	} catch {
		throw new Unreadable('the tag has a `%` that is no escape', { start: from, end: cursor.at }, start);
	}
}

function char(cursor: Cursor): string {
	return cursor.text.charAt(cursor.at);
}

function isWord(code: number): boolean {
	return WORD.test(String.fromCharCode(code));
}

function isSpaceOrEnd(code: number): boolean {
	return code === SPACE || isLineEnd(code);
}
