import { TextDecoder } from 'node:util';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decode, readSource } from '../../src/workspace/files/read.ts';
import { folderWith } from './project.ts';

test('text is read as it is, a BOM included', () => {
	const root = folderWith({ 'a.yaml': '\ufeffkey: Grüße\r\n' });
	expect(readSource(root, 'a.yaml')).toEqual({ path: 'a.yaml', text: '\ufeffkey: Grüße\r\n' });
});

test('a file that is gone, or no file, says why', () => {
	const root = folderWith({ 'd/a.yaml': '' });
	expect(readSource(root, 'b.yaml')).toEqual({ path: 'b.yaml', why: 'no such file or directory' });
	expect(readSource(root, 'd')).toEqual({ path: 'd', why: 'it is a directory' });
});

test('bytes that are no UTF-8 are a problem at their place', () => {
	const bytes = Buffer.concat([Buffer.from('grün: '), Buffer.from([0xfc, 0x0a])]);
	expect(decode('a.yaml', bytes)).toEqual({
		path: 'a.yaml',
		text: 'grün: \ufffd\n',
		problem: { range: { start: 6, end: 7 }, message: 'the file is not UTF-8 at byte 7' },
	});
});

test('binary files and other encodings are told', () => {
	expect(decode('a', Buffer.from('ab\0c')).problem).toEqual({
		range: { start: 2, end: 3 },
		message: 'the file is not text: byte 2 is NUL',
	});
	expect(decode('a', Buffer.from('\ufeffa: 1', 'utf16le'))).toMatchObject({
		text: '\ufeffa: 1',
		problem: { message: 'the file is encoded as UTF-16LE, not UTF-8' },
	});
});

test('any bytes: the problem stands exactly where UTF-8 ends', () => {
	const piece = fc.oneof(
		fc.string({ unit: 'grapheme' }).map((text) => Buffer.from(text)),
		fc.uint8Array({ maxLength: 4 }),
	);
	fc.assert(
		fc.property(fc.array(piece), (pieces) => {
			const bytes = Buffer.concat(pieces.map((part) => Buffer.from(part))).map((byte) => (byte === 0 ? 0x20 : byte));
			if (bytes[0] === 0xff || bytes[0] === 0xfe) return;
			const { problem } = decode('a', bytes);
			const at = /at byte (\d+)/.exec(problem?.message ?? '')?.[1];
			const strict = (end: number): string => new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes.subarray(0, end));
			if (at === undefined) expect(() => strict(bytes.length)).not.toThrow();
			else {
				expect(strict(Number(at)).length).toBe(problem?.range.start);
				for (let end = Number(at) + 1; end <= Math.min(bytes.length, Number(at) + 4); end++) expect(() => strict(end)).toThrow();
			}
		}),
	);
});

test('20 MB are read', () => {
	const text = 'a: grün\n'.repeat(2_500_000);
	expect(decode('a', Buffer.from(text)).text.length).toBe(text.length);
});
