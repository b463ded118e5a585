import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Editor } from '../../../src/fixers/editor.ts';
import { sqlEditor } from '../../../src/fixers/sql/sql-editor.ts';
import type { TextEdit } from '../../../src/model/finding.ts';
import { duration, number, type TypedValue, text as textValue } from '../../../src/model/value.ts';
import { parseSql } from '../../../src/parsers/sql/sql.ts';
import { applyEdits } from '../text-edits.ts';

const read = (text: string) => parseSql('job.sql', text);
const edited = (text: string, edits: readonly TextEdit[] | undefined) => (edits === undefined ? undefined : applyEdits(text, edits));

function on(text: string, key: string, how: (editor: Editor, ...args: Parameters<Editor['remove']>) => readonly TextEdit[] | undefined) {
	const document = read(text);
	const setting = document.settings.findLast((candidate) => candidate.key === key);
	return setting === undefined ? undefined : edited(text, how(sqlEditor, document, setting));
}

const set = (text: string, key: string, value: TypedValue) =>
	on(text, key, (editor, document, setting) => editor.setValue(document, setting, value));
const remove = (text: string, key: string) => on(text, key, (editor, document, setting) => editor.remove(document, setting));
const rename = (text: string, key: string, to: string) =>
	on(text, key, (editor, document, setting) => editor.rename(document, setting, to));

function insert(text: string, key: string, value: TypedValue, beside?: string): string | undefined {
	const document = read(text);
	const after = document.settings.find((setting) => setting.key === beside);
	return edited(text, sqlEditor.insert(document, { key, value, after }, undefined));
}

const INTERVAL = 'execution.checkpointing.interval';

describe('setValue in a script', () => {
	it.each([
		[`SET '${INTERVAL}' = '10s'; -- often\n`, `SET '${INTERVAL}' = '1min'; -- often\n`],
		[`set '${INTERVAL}'='10000';\r\n`, `set '${INTERVAL}'='60000';\r\n`],
		[`SET ${INTERVAL} = 10s;`, `SET ${INTERVAL} = 1min;`],
		[`SET ${INTERVAL}='10 s'`, `SET ${INTERVAL}='1 min'`],
	])('writes %j in its own way', (before, expected) => expect(set(before, INTERVAL, duration(60_000))).toBe(expected));
	it('doubles a quote, and quotes what holds a blank', () => {
		expect(set("SET 'pipeline.name' = 'a';", 'pipeline.name', textValue("it's"))).toBe("SET 'pipeline.name' = 'it''s';");
		expect(set('SET pipeline.name=a;', 'pipeline.name', textValue('a b'))).toBe("SET pipeline.name='a b';");
		expect(set('SET pipeline.name=a;', 'pipeline.name', textValue("it's"))).toBeUndefined();
	});
});

describe('insert into a script', () => {
	it.each([
		["SET 'a.b' = '1';\nINSERT INTO s SELECT 1;\n", "SET 'a.b' = '1';\nSET 'x.y' = '5';\nINSERT INTO s SELECT 1;\n"],
		['set a.b=1; -- one\r\nINSERT INTO s SELECT 1;\r\n', 'set a.b=1; -- one\r\nset x.y=5;\r\nINSERT INTO s SELECT 1;\r\n'],
		["  SET 'a.b'='1'", "  SET 'a.b'='1';\n  SET 'x.y'='5';"],
		["SET 'a.b' = '1'; INSERT INTO s SELECT 1;", "SET 'a.b' = '1';\nSET 'x.y' = '5'; INSERT INTO s SELECT 1;"],
		[
			'CREATE TABLE s (x INT);\n\n-- the job\nINSERT INTO s SELECT 1;\n',
			"CREATE TABLE s (x INT);\n\nSET 'x.y' = '5';\n\n-- the job\nINSERT INTO s SELECT 1;\n",
		],
		['CREATE TABLE s (x INT); INSERT INTO s SELECT 1;', "CREATE TABLE s (x INT); SET 'x.y' = '5'; INSERT INTO s SELECT 1;"],
		[
			"INSERT INTO s SELECT 1;\nSET 'a.b' = '1';\nINSERT INTO s SELECT 2;",
			"SET 'x.y' = '5';\n\nINSERT INTO s SELECT 1;\nSET 'a.b' = '1';\nINSERT INTO s SELECT 2;",
		],
	])('%j', (before, expected) => expect(insert(before, 'x.y', number(5))).toBe(expected));
	it('stands beside the statement that is named', () =>
		expect(insert("SET 'a' = '1';\nSET 'b' = '2';\n", 'x', number(5), 'a')).toBe("SET 'a' = '1';\nSET 'x' = '5';\nSET 'b' = '2';\n"));
});

describe('remove and rename', () => {
	it.each([
		["SET 'a' = '1';\nSET 'b' = '2';\n", "SET 'b' = '2';\n"],
		["SET 'a' = '1'; -- one\r\nSET 'b' = '2';\r\n", "SET 'b' = '2';\r\n"],
		["SET 'a' = '1'; SET 'b' = '2';", "SET 'b' = '2';"],
		["-- why\nSET 'a' = '1'", '-- why'],
	])('takes it out of %j', (before, expected) => expect(remove(before, 'a')).toBe(expected));
	it('gives it another key', () => {
		expect(rename("SET 'state.backend' = 'rocksdb';", 'state.backend', 'state.backend.type')).toBe("SET 'state.backend.type' = 'rocksdb';");
		expect(rename('SET state.backend=rocksdb;', 'state.backend', 'state.backend.type')).toBe('SET state.backend.type=rocksdb;');
	});
});

describe('any script', () => {
	const key = fc.constantFrom('a.b', 'parallelism.default', 'execution.checkpointing.interval', 'pipeline.name');
	const value = fc.constantFrom('1', '10 s', "it''s", '--', ';', '/*', '');
	const statement = fc.oneof(
		fc.tuple(key, value).map(([name, said]) => `SET '${name}' = '${said}';`),
		fc.tuple(key, fc.constantFrom('1', '10s')).map(([name, said]) => `set ${name}=${said};`),
		fc.constantFrom(
			'-- a comment; with SET',
			"/* SET 'a' = 'b'; */",
			"CREATE TABLE t (x INT) WITH ('connector' = 'print');",
			"INSERT INTO t SELECT ';' FROM `a;b`;",
			'',
		),
	);
	const script = fc.tuple(fc.array(statement, { maxLength: 8 }), fc.constantFrom('\n', '\r\n'), fc.boolean()).map(([lines, eol, bom]) => {
		return `${bom ? '\ufeff' : ''}${lines.join(eol)}`;
	});
	const said = (text: string) =>
		read(text).settings.map((setting) => [setting.key, setting.value.kind === 'unknown' ? '' : setting.value.text]);

	it('holds what is inserted for all its jobs, once, and everything else as before', async () => {
		await fc.assert(
			fc.asyncProperty(script, async (text) => {
				const after = insert(text, 'x.y', number(5));
				if (after === undefined) throw new Error('nothing was inserted');
				const own = read(after).settings.filter((setting) => setting.key === 'x.y');
				expect(own.map(({ condition, inert }) => [condition, inert])).toEqual([['always', undefined]]);
				expect(said(after).filter(([name]) => name !== 'x.y')).toEqual(said(text));
				expect(await sqlEditor.verify?.(text, after)).toBeUndefined();
				expect(insert(after, 'x.y', number(5))).toBe(after);
			}),
		);
	});
	it('loses what is removed, and nothing else', async () => {
		await fc.assert(
			fc.asyncProperty(script, key, async (text, name) => {
				const before = said(text);
				const at = before.findLastIndex(([one]) => one === name);
				fc.pre(at >= 0);
				const after = remove(text, name) ?? '';
				expect(said(after)).toEqual(before.toSpliced(at, 1));
				expect(await sqlEditor.verify?.(text, after)).toBeUndefined();
			}),
		);
	});
	it('says the value that is set, in place of the old one', () => {
		fc.assert(
			fc.property(script, key, fc.constantFrom("it's", 'a b', ';', 'x'), (text, name, wanted) => {
				const before = said(text);
				const at = before.findLastIndex(([one]) => one === name);
				fc.pre(at >= 0);
				const after = set(text, name, textValue(wanted));
				if (after === undefined) return;
				expect(said(after)).toEqual(before.toSpliced(at, 1, [name, wanted]));
			}),
		);
	});
});
