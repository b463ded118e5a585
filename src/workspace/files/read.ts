import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ParseProblem } from '../../model/document.ts';

/** A file's text as it was read. */
export interface SourceFile {
	/** Relative to the project root, with `/`. */
	readonly path: string;
	/** Where the file is not UTF-8, an approximation that is only fit for recognising and showing it. */
	readonly text: string;
	/** Why the text cannot be trusted; such a file is reported as `parse-error` and never written. */
	readonly problem?: ParseProblem;
}

/** A file or folder that could not be read, and why in a few words: `permission denied`. */
export interface Unread {
	readonly path: string;
	readonly why: string;
}

/** Reads a file below the root, or says why it cannot be read. */
export function readSource(root: string, path: string): SourceFile | Unread {
	let bytes: Buffer;
	try {
		bytes = readFileSync(join(root, path));
	} catch (error) {
		return { path, why: whyUnread(error) };
	}
	return decode(path, bytes);
}

/**
 * The text of bytes that should be UTF-8; a BOM stays in it and counts as one unit.
 * Other encodings and NUL bytes are told as a problem at the place where they begin.
 */
export function decode(path: string, bytes: Uint8Array): SourceFile {
	const utf16 = utf16Label(bytes);
	if (utf16 !== undefined) {
		const text = new TextDecoder(utf16, { ignoreBOM: true }).decode(bytes);
		return { path, text, problem: { range: { start: 0, end: 1 }, message: `the file is encoded as ${utf16.toUpperCase()}, not UTF-8` } };
	}
	const nul = bytes.indexOf(0);
	const text = strictText(bytes);
	if (text === undefined) {
		const at = firstInvalid(bytes);
		return broken(path, bytes, nul === -1 || nul > at ? at : nul, nul !== -1 && nul < at);
	}
	return nul === -1 ? { path, text } : broken(path, bytes, nul, true);
}

/** A few words for a file system error: its code's meaning, or the code. */
export function whyUnread(error: unknown): string {
	const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
	return WHY[code] ?? code;
}

const WHY: Readonly<Record<string, string>> = {
	EACCES: 'permission denied',
	EPERM: 'operation not permitted',
	ENOENT: 'no such file or directory',
	ENOTDIR: 'a part of its path is not a directory',
	EISDIR: 'it is a directory',
	ELOOP: 'its symbolic links form a loop',
	EIO: 'input/output error',
	ENAMETOOLONG: 'its name is too long',
	ERR_FS_FILE_TOO_LARGE: 'it is larger than 2 GB',
	ERR_STRING_TOO_LONG: 'it is larger than 512 MB',
};

function broken(path: string, bytes: Uint8Array, at: number, binary: boolean): SourceFile {
	const start = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes.subarray(0, at)).length;
	const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
	const message = binary ? `the file is not text: byte ${at} is NUL` : `the file is not UTF-8 at byte ${at}`;
	return { path, text, problem: { range: { start, end: Math.min(start + 1, text.length) }, message } };
}

function strictText(bytes: Uint8Array): string | undefined {
	try {
		return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
	} catch {
		return undefined;
	}
}

function utf16Label(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
	if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
	return bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : undefined;
}

/** Offset of the first byte at which the bytes stop being UTF-8 (Unicode, table 3-7), or their length. */
function firstInvalid(bytes: Uint8Array): number {
	let at = 0;
	while (at < bytes.length) {
		const length = sequenceLength(bytes, at);
		if (length === 0) return at;
		at += length;
	}
	return at;
}

/** Bytes in the well-formed sequence that begins at `at`; 0 where none does. */
function sequenceLength(bytes: Uint8Array, at: number): number {
	const lead = bytes[at] ?? 0;
	if (lead < 0x80) return 1;
	if (lead < 0xc2 || lead > 0xf4) return 0;
	const length = lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
	const [low, high] = SECOND_BYTES[lead] ?? [0x80, 0xbf];
	const second = bytes[at + 1] ?? 0;
	if (second < low || second > high) return 0;
	for (let i = 2; i < length; i++) if (((bytes[at + i] ?? 0) & 0xc0) !== 0x80) return 0;
	return length;
}

/** The second bytes that keep a sequence from being overlong, a surrogate, or above U+10FFFF. */
const SECOND_BYTES: Readonly<Record<number, readonly [number, number]>> = {
	224: [0xa0, 0xbf],
	237: [0x80, 0x9f],
	240: [0x90, 0xbf],
	244: [0x80, 0x8f],
};
