import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { readGrammar } from '../../../src/grammar-files.ts';
import { type JavaGrammar, loadJavaGrammar } from '../../../src/parsers/java/grammar.ts';
import { qualifiedClassName } from '../../../src/parsers/java/names.ts';
import { JavaFile } from '../../../src/parsers/java/source.ts';
import { callOf, enclosingStatement, enclosingType } from '../../../src/parsers/java/syntax.ts';

let grammar: JavaGrammar;
beforeAll(async () => {
	grammar = await loadJavaGrammar(await readGrammar());
});

const file = (text: string) => new JavaFile(grammar, 'src/main/java/Job.java', text);

describe('identifiers', () => {
	test('are found outside comments and strings, in source order', () => {
		const text = 'class A { /* foo */ void a() { foo(1); b("foo"); // foo\n x.foo(2).bar().foo(3); } }';
		const found = file(text).read((source) => source.identifiers(['foo', 'bar']).map((node) => [node.text, node.start]));
		expect(found).toEqual([
			['foo', text.indexOf('foo(1)')],
			['foo', text.indexOf('foo(2)')],
			['bar', text.indexOf('bar()')],
			['foo', text.indexOf('foo(3)')],
		]);
	});

	test('have offsets in UTF-16 units behind characters outside the basic plane', () => {
		const text = '\uFEFFclass A { String s = "😀😀é"; void a() { foo(1); } }';
		const start = file(text).read((source) => source.identifiers(['foo'])[0]?.start);
		expect(start).toBe(text.indexOf('foo'));
	});

	test('survive any text', () => {
		const piece = fc.constantFrom(
			'class A {',
			'}',
			'(',
			')',
			'foo',
			'"',
			'😀',
			'// foo\n',
			'/*',
			'*/',
			';',
			'foo(1)',
			'.',
			'\n',
			'\r\n',
			'\u0000',
			'"""',
		);
		fc.assert(
			fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
				const text = pieces.join('');
				file(text).read((source) => {
					for (const node of source.identifiers(['foo'])) expect(text.slice(node.start, node.end)).toBe('foo');
				});
			}),
			{ numRuns: 300 },
		);
	});
});

test('a call knows its receiver, its arguments and the range from its name to its parenthesis', () => {
	const text = 'class A { void a() { env\n  .fromSource(s)\n  .keyBy(/* why */ x -> 1, 2); } }';
	file(text).read((source) => {
		const [node] = source.identifiers(['keyBy']);
		const call = node === undefined ? undefined : callOf(node);
		expect(call?.receiver?.text).toBe('env\n  .fromSource(s)');
		expect(call?.args.map((arg) => arg.text)).toEqual(['x -> 1', '2']);
		expect(text.slice(call?.range.start, call?.range.end)).toBe('keyBy(/* why */ x -> 1, 2)');
		expect(node === undefined ? undefined : enclosingStatement(node)?.text).toBe(text.slice(text.indexOf('env'), text.indexOf(';') + 1));
	});
});

test('a name means its innermost declaration that stands before it', () => {
	const text = `package a.b; class A { static final long x = 1L; long y;
		void m(int p) { use(x); { int x = 2; use(x); use(p); } use(this.y); Runnable r = q -> use(q); }
		class B { void n() { use(x); use(y); } } }`;
	file(text).read((source) => {
		const { scopes, names } = source;
		const arguments_ = source.identifiers(['use']).map((node) => callOf(node)?.args[0]);
		const found = arguments_.map((argument) => {
			const declaration = argument === undefined ? undefined : scopes.of(argument);
			return declaration === undefined ? undefined : `${declaration.kind} ${declaration.name} ${declaration.value?.text ?? ''}`.trim();
		});
		expect(found).toEqual(['field x 1L', 'local x 2', 'parameter p', 'field y', 'lambda-parameter q', 'field x 1L', 'field y']);
		const last = arguments_.at(-1);
		expect(last === undefined ? undefined : qualifiedClassName(last, names)).toBe('a.b.A.B');
		expect(last === undefined ? undefined : enclosingType(last)?.field('name')?.text).toBe('B');
	});
});

test('imports tell where a type comes from', () => {
	const text =
		'package a; import org.apache.flink.x.Foo; import org.apache.flink.y.*; import static q.Mode.ONE; import org.hadoop.Configuration; class A {}';
	file(text).read((source) => {
		const { names } = source;
		expect(names.isFrom('Foo', 'Foo', ['org.apache.flink'])).toBe(true);
		expect(names.isFrom('Bar<String>', 'Bar', ['org.apache.flink'])).toBe(true);
		expect(names.isFrom('Configuration', 'Configuration', ['org.apache.flink'])).toBe(false);
		expect(names.isFrom('org.apache.flink.z.Baz', 'Baz', ['org.apache.flink'])).toBe(true);
		expect(names.importedMember('ONE')).toBe('q.Mode.ONE');
	});
});

test('deep nesting and long chains do not overflow the stack', () => {
	const deep = `class A { void a() { x(${'('.repeat(20_000)}foo${')'.repeat(20_000)}); y${'.foo()'.repeat(20_000)}; } }`;
	expect(file(deep).read((source) => source.identifiers(['foo']).length)).toBe(20_001);
});
