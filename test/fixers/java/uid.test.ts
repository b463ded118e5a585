import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { javaEditor } from '../../../src/fixers/java/java-editor.ts';
import { readGrammar } from '../../../src/grammar-files.ts';
import type { FlinkVersion } from '../../../src/model/version.ts';
import { loadJavaGrammar } from '../../../src/parsers/java/grammar.ts';
import { parseJava } from '../../../src/parsers/java/java-parser.ts';
import { applyEdits } from '../text-edits.ts';

const parse = parseJava(await loadJavaGrammar(await readGrammar()));
const HEAD =
	'import org.apache.flink.streaming.api.datastream.*; import org.apache.flink.streaming.api.environment.*;\nclass Job {\nstatic final String P = "p";\nvoid build(StreamExecutionEnvironment env, DataStream<String> in) {\n';

/** A method's statements after the operator that the `method`-th call adds was given the uid `u`. */
function withUid(statements: string, method = 0, version: FlinkVersion = '1.20', uid = 'u', members = ''): string | undefined {
	const text = `${HEAD}${statements}\n}\n${members}}\n`;
	const document = parse('Job.java', text);
	const operator = document.jobs?.operators[method];
	if (operator === undefined) throw new Error(`no operator ${method}`);
	const edits = javaEditor.addUid?.(document, operator, uid, version);
	if (edits === undefined) return undefined;
	const after = applyEdits(text, edits);
	const again = parse('Job.java', after);
	const named = again.jobs?.operators.find(({ id }) => id === operator.id);
	expect(named?.uid).toMatchObject({ kind: 'known', value: uid });
	if (named !== undefined) expect(javaEditor.addUid?.(again, named, uid, version)).toEqual([]);
	return after.slice(HEAD.length, after.indexOf(`\n}\n${members}}\n`));
}

describe('behind the call', () => {
	test.each([
		['in.map(f).print();', 'in.map(f).uid("u").print();'],
		['in.print();', 'in.print().uid("u");'],
		['in\n    .map(f)\n    .filter(g);', 'in\n    .map(f)\n    .uid("u")\n    .filter(g);'],
		['in.map(f)\n\t\t.name("n");', 'in.map(f)\n\t\t.uid("u")\n\t\t.name("n");'],
		['in\n  .map(f);', 'in\n  .map(f)\n  .uid("u");'],
		['in.map(f) // why\n  .name("n");', 'in.map(f) // why\n  .uid("u")\n  .name("n");'],
		['in.map(f) /* why */\n  .name("n");', 'in.map(f) /* why */\n  .uid("u")\n  .name("n");'],
		['in.map(f) // why\n  ;', 'in.map(f).uid("u") // why\n  ;'],
		['in.map(f).\n  name("n");', 'in.map(f).uid("u").\n  name("n");'],
		['in.map(x -> {\n  return x;\n})\n.print();', 'in.map(x -> {\n  return x;\n})\n.uid("u")\n.print();'],
		['in\r\n  .map(f)\r\n  .name("n");', 'in\r\n  .map(f)\r\n  .uid("u")\r\n  .name("n");'],
		['in.union(in.map(new F()));', 'in.union(in.map(new F()).uid("u"));'],
		['DataStream<String> s = in.filter(x -> true);', 'DataStream<String> s = in.filter(x -> true).uid("u");'],
		['DataStream<String> s = env.addSource(new F());', 'DataStream<String> s = env.addSource(new F()).uid("u");'],
		['var s = in.map(x -> x);', 'var s = in.map(x -> x).uid("u");'],
		['s = in.map(new F<String>());', 's = in.map(new F<String>()).uid("u");'],
	])('%s', (before, expected) => {
		expect(withUid(before, 0, '1.20', 'u', 'DataStream<String> s;')).toBe(expected);
	});

	test('a uid is a Java string', () => {
		expect(withUid('in.print();', 0, '1.20', 'a "b" \\ é')).toBe('in.print().uid("a \\"b\\" \\\\ é");');
		expect(withUid('in.print();', 0, '1.20', 'a\nb')).toBeUndefined();
		expect(withUid('in.print();', 0, '1.20', ' ')).toBeUndefined();
	});
});

describe('what the compiler takes from the target', () => {
	test.each([
		// A source's uid gives another type than the source has.
		['DataStreamSource<String> s = env.addSource(f); // orders', 'DataStreamSource<String> s = env.addSource(f); // orders\ns.uid("u");'],
		['var s = env.addSource(f);', 'var s = env.addSource(f);\ns.uid("u");'],
		[
			'DataStreamSource<String> s = env.addSource(f).setParallelism(2);',
			'DataStreamSource<String> s = env.addSource(f).setParallelism(2);\ns.uid("u");',
		],
		// What a lambda or a diamond makes is told by the variable.
		[
			'SingleOutputStreamOperator<Base> s = in.map(x -> new Derived());',
			'SingleOutputStreamOperator<Base> s = in.map(x -> new Derived());\ns.uid("u");',
		],
		['DataStream<Base> s = in.map(x -> new Derived());', 'DataStream<Base> s = in.<Base>map(x -> new Derived()).uid("u");'],
		['DataStream<Base> s = in\n  .map(x -> new Derived());', 'DataStream<Base> s = in\n  .<Base>map(x -> new Derived())\n  .uid("u");'],
		['DataStream<A> s = in.process(new F<>());', 'DataStream<A> s = in.<A>process(new F<>()).uid("u");'],
		['DataStream<Tuple2<A, B>> s = in.project(0, 1);', 'DataStream<Tuple2<A, B>> s = in.<Tuple2<A, B>>project(0, 1).uid("u");'],
		['return in.map(x -> x);', 'return in.<String>map(x -> x).uid("u");'],
		['DataStream<A> s = in.<A>map(x -> x);', 'DataStream<A> s = in.<A>map(x -> x).uid("u");'],
		// Behind another call, the compiler had to know already.
		['DataStream<Base> s = in.map(x -> new Derived()).name("n");', 'DataStream<Base> s = in.map(x -> new Derived()).uid("u").name("n");'],
	])('%s', (before, expected) => {
		const text = before.startsWith('return') ? `} DataStream<String> made(DataStream<String> in) {\n${before}` : before;
		expect(withUid(text)).toBe(text.replace(before, expected));
	});

	test.each([
		['DataStream<? extends Base> s = in.map(x -> x);'],
		['DataStream s = in.map(x -> x);'],
		['DataStream<A> s = in.keyBy(k).window(w).aggregate(new F<>());'],
		['in.union(in.map(x -> x));'],
		['if (x) { } else s = env.addSource(f);'],
		['} DataStreamSource<String> made(StreamExecutionEnvironment env) { return env.addSource(f);'],
	])('is left alone where the program might not compile: %s', (statements) => {
		expect(withUid(statements, 0, '1.20', 'u', 'DataStreamSource<String> s;')).toBeUndefined();
	});
});

test('an operator that has a uid, or may have one, is left alone', () => {
	expect(withUid('in.map(f).uid("v");')).toBeUndefined();
	expect(withUid('in.map(f).uid(P + next());')).toBeUndefined();
	expect(withUid('SingleOutputStreamOperator<String> s = in.map(f); Other.tune(s);')).toBeUndefined();
});

test('a window join takes one from 2.0 on', () => {
	const join = 'in.join(in).where(a).equalTo(b).window(w).apply(f).print();';
	expect(withUid(join, 0, '1.20')).toBeUndefined();
	expect(withUid(join, 0, '2.0')).toBe(join.replace('apply(f)', 'apply(f).uid("u")'));
});

describe('random chains', () => {
	const gap = fc.constantFrom('', '', ' ', '\n', '\n\t\t', '\n    ', ' // why\n\t', ' /* why */ ', '\n// why\n  ');
	const link = fc.constantFrom(
		'map(f)',
		'filter(x -> true)',
		'rebalance()',
		'name("n")',
		'setParallelism(2)',
		'keyBy(k)',
		'process(new P<A>() { })',
		'union(in, in.map(g))',
		'returns(t)',
		'print()',
	);
	const chain = fc.array(fc.tuple(gap, gap, link), { minLength: 1, maxLength: 7 });
	const target = fc.constantFrom('', '', 'DataStream<String> s = ', 'var s = ', 'SingleOutputStreamOperator<String> s = ', 'return ');
	const statement = fc.tuple(target, chain, gap).map(([start, links, end]) => {
		const calls = links.map(([before, after, call]) => `${before}.${after}${call}`).join('');
		return `${start}in${calls}${end};`;
	});
	const program = fc.tuple(fc.array(statement, { minLength: 1, maxLength: 3 }), fc.boolean()).map(([statements, crlf]) => {
		const text = `${HEAD}${statements.map((one) => `{ ${one} }`).join('\n\t')}\n} }\n`;
		return crlf ? text.replaceAll('\n', '\r\n') : text;
	});

	it('take a uid for each operator, once, and nothing else changes', async () => {
		await fc.assert(
			fc.asyncProperty(program, async (text) => {
				let current = text;
				const ids = parse('Job.java', text).jobs?.operators.map(({ id }) => id) ?? [];
				for (const [index, id] of ids.entries()) {
					const document = parse('Job.java', current);
					const operator = document.jobs?.operators.find((fact) => fact.id === id);
					expect(operator).toBeDefined();
					const edits = operator === undefined ? undefined : javaEditor.addUid?.(document, operator, `u${index}`, '1.20');
					if (edits === undefined || operator === undefined) continue;
					// Only insertions: a uid, a type in front of the method, or the line break before them.
					for (const { range, text: inserted } of edits) {
						expect(range.end).toBe(range.start);
						expect(inserted.trim()).toMatch(/^(?:<String>|\.uid\("u\d+"\)|s\.uid\("u\d+"\);)$/);
					}
					current = applyEdits(current, edits);
					const again = parse('Job.java', current);
					expect(again.problems.length).toBe(document.problems.length);
					expect(again.jobs?.operators.map((fact) => fact.id)).toEqual(ids);
					const named = again.jobs?.operators.find((fact) => fact.id === id);
					expect(named?.uid).toMatchObject({ kind: 'known', value: `u${index}` });
					if (named !== undefined) expect(javaEditor.addUid?.(again, named, `u${index}`, '1.20')).toEqual([]);
				}
				expect(await javaEditor.verify?.(text, current)).toBeUndefined();
				if (text.includes('\r\n')) expect(current.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
			}),
			{ numRuns: 60 },
		);
	});
});
